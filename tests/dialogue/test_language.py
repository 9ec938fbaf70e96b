"""Which language to answer in."""

import re
from pathlib import Path

import pytest
import yaml

from bot.dialogue.language import FALLBACK, Languages, language_of

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load((ROOT / "tests" / "nlu" / "cases" / "andere_talen.yml").read_text(encoding="utf-8"))
SENTENCES = yaml.safe_load((ROOT / "data" / "teksten" / "gesprek.yml").read_text(encoding="utf-8"))["andere_taal"]


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in CASES for text in CASES[language]])
def test_a_sentence_is_answered_in_its_own_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "…", "12345", "γεια σας", "你好", "qwerty"])
def test_what_is_no_language_of_ours_is_answered_in_english(text: str) -> None:
    assert language_of(text) == FALLBACK


def test_each_language_has_one_sentence_that_names_the_way_to_a_person() -> None:
    languages = Languages.load(ROOT / "data")
    assert set(SENTENCES) == set(languages.words) == set(CASES)
    assert all(sentence.count("{team}") == 1 for sentence in SENTENCES.values())


def test_the_sentences_themselves_are_recognised() -> None:
    assert {language: language_of(sentence) for language, sentence in SENTENCES.items()} == {
        language: language for language in SENTENCES
    }


def test_no_danger_number_stands_in_them() -> None:
    assert not any(re.search(r"\d", sentence) for sentence in SENTENCES.values())
