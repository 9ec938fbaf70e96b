"""What is said about the weather or the neighbours is no answer, whichever question is open."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.dialogue.readers import FIELDS, Context, Kind, read, volunteered
from bot.dialogue.readers.small_talk import without_small_talk

REMARKS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("praatjes.yml").read_text(encoding="utf-8"))
CONTEXT = Context(date(2026, 11, 22), {}, "leiden")
MOST_TAKEN = {"bekend": 0.01, "nieuw": 0.1}
"""The share of remarks, each at each question, that is taken for an answer.

It was 0.10 and 0.14 before there was a list of them and before a bare "niet" in a whole sentence counted for nothing.
"""


@pytest.mark.parametrize("part", MOST_TAKEN)
def test_a_remark_answers_no_question(part: str) -> None:
    asked = [(field, text) for text in REMARKS[part] for field in FIELDS]
    taken = [(field, text) for field, text in asked if read(field, text, CONTEXT).kind is not Kind.NOT_UNDERSTOOD]
    assert len(taken) <= MOST_TAKEN[part] * len(asked), taken


@pytest.mark.parametrize("text", REMARKS["bekend"])
def test_and_tells_nothing(text: str) -> None:
    assert volunteered(text, CONTEXT) == {}


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("wat een weer he, ik ben 45", "ik ben 45"),
        ("ik woon alleen. mijn buurman heeft een nieuwe auto", "ik woon alleen."),
        ("€ 1.350,50 per maand", "€ 1.350,50 per maand"),
        ("mijn buurman brengt mij", "mijn buurman brengt mij"),
        ("mijn hond", "mijn hond"),
        ("vroeger was alles beter", ""),
    ],
)
def test_what_is_said_besides_stays(text: str, rest: str) -> None:
    assert without_small_talk(text) == rest


def test_there_are_many() -> None:
    assert len(REMARKS["bekend"]) >= 60
