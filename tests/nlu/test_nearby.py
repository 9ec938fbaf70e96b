"""Subjects near ours that Zelfcheck does nothing with: never trained on, and seldom taken for a question about help."""

import re

import pytest
import yaml

from bot.dialogue.understanding import LIKELY, NOT_INTERRUPTING
from bot.nlu.sentences import ROOT
from tests.nlu.conftest import Parse

NEARBY: dict[str, list[str]] = yaml.load(
    (ROOT / "tests" / "nlu" / "dichtbij.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
SENTENCES = [text for texts in NEARBY.values() for text in texts]
RIGHT = NOT_INTERRUPTING | {"buiten_bereik", "mens"}
ACTED_UPON = 0.12
"""Share that is taken for something that we do, at most; measured: bench/results/nlu.md."""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_there_are_many_and_none_is_trained_on(trained: list[tuple[str, str]]) -> None:
    known = {_words(text) for text, _ in trained}
    assert len(SENTENCES) == len(set(SENTENCES)) >= 100
    assert [text for text in SENTENCES if _words(text) in known] == []


@pytest.fixture(scope="module")
def acted(parse: Parse) -> list[str]:
    said = {text: parse(text)["intent"] for text in SENTENCES}
    return [text for text, it in said.items() if it["name"] not in RIGHT and it["confidence"] >= LIKELY]


def test_most_are_turned_away_or_asked_about(acted: list[str]) -> None:
    assert len(acted) / len(SENTENCES) <= ACTED_UPON
