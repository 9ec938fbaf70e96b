"""The words on a button fit where WhatsApp shows them: as one of three buttons, or as a row of a list."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from bot.launch.model import ROOT
from bot.whatsapp.render import LONGEST_BUTTON, LONGEST_ROW, MOST_BUTTONS

TEXTS = ROOT / "data" / "teksten"
WAYS_OUT = 2
"""Beside its own answers every question has "weet ik niet" and "zeg ik liever niet"."""


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.load((TEXTS / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return content


def commands() -> Iterator[tuple[str, str]]:
    """The labels that stand alone or with one or two others; one with a name in it is written out when it is cut."""
    said = _read("gesprek.yml")
    yield from said["keuzes"].items()
    yield from ((key, text) for key, text in said.items() if key.startswith("keuze_") and "{" not in text)
    yield from ((language, spoken["knop"]) for language, spoken in said["andere_taal"].items())


def answers() -> Iterator[tuple[str, str, int]]:
    """Field, title and the longest that it may be, for each answer of each question."""
    for field, question in _read("vragen.yml")["vragen"].items():
        titles = [option["titel"] for option in question.get("keuzes", [])]
        longest = LONGEST_BUTTON if len(titles) + WAYS_OUT <= MOST_BUTTONS else LONGEST_ROW
        yield from ((field, title, longest) for title in titles)


@pytest.mark.parametrize(("name", "label"), list(commands()))
def test_a_command_fits_on_a_button(name: str, label: str) -> None:
    assert 0 < len(label) <= LONGEST_BUTTON


@pytest.mark.parametrize(("field", "title", "longest"), list(answers()))
def test_an_answer_fits_where_its_question_shows_it(field: str, title: str, longest: int) -> None:
    assert 0 < len(title) <= longest


def test_topics_fit_in_a_list() -> None:
    titles = [topic["titel"] for topic in _read("vragen.yml")["themas"]]
    assert [title for title in (*titles, _read("gesprek.yml")["alle_themas"]) if len(title) > LONGEST_ROW] == []


def test_there_are_labels_to_measure() -> None:
    assert len(list(commands())) > 20
    assert len(list(answers())) > 50
