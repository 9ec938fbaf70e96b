"""What people say without detours, in every combination of who, what and when: none of it may be missed.

The words are the most ordinary ones there are. A combination that goes wrong is named, so that a rule can be widened.
"""

from itertools import product
from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import detect, weigh

SAYS: dict[str, list[list[str]]] = yaml.load(
    (Path(__file__).parent / "rechtstreeks.yml").read_text("utf-8"), yaml.CSafeLoader
)
EVERY = 11
"""Of what is said, one in so many is also weighed, which takes longer."""


def said(parts: list[list[str]]) -> list[str]:
    return [" ".join(filter(None, words)) for words in product(*parts)]


def hears(text: str) -> bool:
    return any(signal.sure for signal in detect(text))


@pytest.mark.parametrize("parts", SAYS.values(), ids=SAYS.keys())
def test_what_is_said_without_detours_is_always_heard(parts: list[list[str]]) -> None:
    assert [text for text in said(parts) if not hears(text)] == []


@pytest.mark.parametrize("parts", SAYS.values(), ids=SAYS.keys())
def test_no_second_opinion_takes_its_siren_away(parts: list[list[str]]) -> None:
    weighed = said(parts)[::EVERY]
    assert [text for text in weighed if not any(signal.sure for signal in weigh(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "mijn man steekt de kaarsen aan",
        "mijn man steekt de draak met mij",
        "mijn broer doet niets voor pa en dat steekt me",
        "mama slaat een dekentje om",
        "mijn vriend reageert niet op mijn mail",
        "mijn oom is lang geleden van het dak gevallen",
    ],
)
def test_the_same_words_in_an_innocent_sentence_are_not(text: str) -> None:
    assert not hears(text)
