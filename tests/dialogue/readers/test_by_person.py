"""Whose yes or no it is."""

from datetime import date
from typing import Any

import pytest

from bot.dialogue.readers import read
from bot.dialogue.readers.by_person import of_the_resident
from bot.dialogue.readers.reading import Context, Kind

TODAY = Context(date(2026, 11, 28))


@pytest.mark.parametrize(
    "field", ["schulden", "mantelzorg", "eenzaam", "somber", "zorgkosten", "taal_moeite", "zorg_nodig"]
)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ik wel, zij niet", True),
        ("Ik niet, mijn man wel", False),
        ("ik niet maar mijn vrouw wel", False),
        ("zij niet, ik wel", True),
        ("mijn man wel, ik niet", False),
        ("ik wel en de kinderen niet", True),
        ("wij niet, de buren wel", False),
        ("ik zelf niet, mijn moeder wel", False),
        ("ik niet mijn man wel", False),
        ("nee ik niet, hij wel", False),
        ("ja ik wel, mijn partner gelukkig niet", True),
    ],
)
def test_only_the_resident_answers(field: str, text: str, value: bool) -> None:
    assert read(field, text, TODAY).value is value


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("eigen_vervoer", "ik niet, mijn man wel", True),
        ("dementie", "ik niet, mijn moeder wel", True),
        ("vervanging", "ik niet, mijn zus wel", True),
        ("ov", "ik wel, mijn man niet", "ja"),
        ("schulden", "ik heb geen schulden, mijn man wel", False),
        ("mantelzorg", "mijn zus niet, ik zorg voor mijn moeder", True),
    ],
)
def test_by_what_the_question_is_about(field: str, text: str, value: Any) -> None:
    assert read(field, text, TODAY).value == value


@pytest.mark.parametrize(
    "text",
    ["", "ik", "nee", "ja hoor", "mijn man wel", "zij niet", "weet ik wel, niet dus", "ik zorg voor mijn man wel"],
)
def test_without_two_persons_nothing_is_left_out(text: str) -> None:
    assert of_the_resident("schulden", text) == text


def test_without_it_the_other_person_would_answer() -> None:
    """Red path: with both in it the text says yes as well as no."""
    both = read("eigen_vervoer", "ik wel, zij niet", TODAY)
    assert both.kind is Kind.VALUE
