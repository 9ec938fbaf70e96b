"""Which language to answer in."""

import re
from pathlib import Path

import pytest
import yaml

from bot.dialogue.language import FALLBACK, Languages, is_other_language, language_of

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.load((ROOT / "tests" / "nlu" / "cases" / "andere_talen.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
SENTENCES = yaml.load((ROOT / "data" / "teksten" / "gesprek.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)[
    "andere_taal"
]
SAID = [(language, sentence) for language, spoken in SENTENCES.items() for sentence in spoken["zinnen"]]
LONGEST_BUTTON = 24


@pytest.mark.parametrize(("language", "text"), [(language, text) for language in CASES for text in CASES[language]])
def test_a_sentence_is_answered_in_its_own_language(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("text", ["", "…", "12345", "γεια σας", "你好", "qwerty"])
def test_what_is_no_language_of_ours_is_answered_in_english(text: str) -> None:
    assert language_of(text) == FALLBACK


def test_each_language_has_two_sentences_that_name_the_way_to_a_person() -> None:
    languages = Languages.load(ROOT / "data")
    assert set(SENTENCES) == set(languages.words) == set(CASES)
    assert {len(spoken["zinnen"]) for spoken in SENTENCES.values()} == {2}
    assert all(sentence.count("{team}") == 1 for _, sentence in SAID)


@pytest.mark.parametrize("language", SENTENCES)
def test_the_button_to_a_person_fits_in_whatsapp(language: str) -> None:
    assert 0 < len(SENTENCES[language]["knop"]) <= LONGEST_BUTTON


@pytest.mark.parametrize(("language", "sentence"), SAID)
def test_the_sentences_themselves_are_recognised(language: str, sentence: str) -> None:
    assert language_of(sentence) == language


def test_no_danger_number_stands_in_them() -> None:
    assert not any(re.search(r"\d", sentence) for _, sentence in SAID)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("what kind of help is there for my mother", True),
        ("hollandacam çok kötü", True),
        ("je ne comprends pas", True),
        ("nie rozumiem tego", True),
        ("help", False),
        ("help me please", True),
        ("wat is de help desk", False),
        ("ik ben in les", False),
        ("mijn mam is ziek", False),
        ("", False),
    ],
)
def test_most_words_must_be_of_the_other_language(text: str, other: bool) -> None:
    assert is_other_language(text) is other


def test_no_dutch_sentence_of_ours_is_another_language() -> None:
    texts = [text for file in sorted((ROOT / "data" / "nlu").glob("*.yml")) for text in dutch(file)]
    assert len(texts) > 5000
    assert [text for text in texts if is_other_language(text)] == []


def dutch(file: Path) -> list[str]:
    """The training sentences of every intent but the one of other languages."""
    intents = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]
    lines = [line for each in intents if each.get("intent") != "andere_taal" for line in each["examples"].splitlines()]
    return [line.removeprefix("- ") for line in lines]
