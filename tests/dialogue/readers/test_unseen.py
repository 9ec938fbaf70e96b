"""Answers that were written before anybody looked at the word lists: how many are read as they were meant."""

from typing import Any

import pytest

from bench.readers import FREE, HELD_OUT, Said, load_said, our_reader, plain_form, share
from bot.dialogue.readers import FIELDS
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, REFUSED, Reading, asking, value

SAID = load_said()
FEWEST = {HELD_OUT: 10, FREE: 27}
FLOOR = {HELD_OUT: 0.90, FREE: 0.98}
"""Some points below what was measured after mending: 0.93 and 0.99."""


@pytest.mark.parametrize("part", [HELD_OUT, FREE])
def test_every_field_has_enough_of_them(part: str) -> None:
    for field in FIELDS:
        assert sum(each.field == field and each.part == part for each in SAID) >= FEWEST[part], field
    assert {each.field for each in SAID} == set(FIELDS)


@pytest.mark.parametrize("part", [HELD_OUT, FREE])
def test_nearly_all_are_read_as_meant(part: str) -> None:
    said = [each for each in SAID if each.part == part]
    assert share(said, our_reader) >= FLOOR[part], [each for each in said if not each.is_read_by(our_reader)][:20]


def test_a_plain_form_reads_far_fewer() -> None:
    assert share(SAID, plain_form()) < share(SAID, our_reader) / 3


@pytest.mark.parametrize(
    ("field", "meant", "reading", "right"),
    [
        ("leeftijd", 44, value(44), True),
        ("leeftijd", 44, value(45), False),
        ("leeftijd", "geen_antwoord", NOT_UNDERSTOOD, True),
        ("leeftijd", "geen_antwoord", value(44), False),
        ("leeftijd", 44, NOT_UNDERSTOOD, False),
        ("schulden", True, value(1), False),
        ("schulden", "zeg_niet", REFUSED, True),
        ("woning", "huur", value("koop"), False),
        ("thuis_verplaatsen", ["beperkt", "niet"], value("niet"), True),
        ("uitkering", ["ww", "wia"], value(["wia", "ww"]), True),
        ("uitkering", ["ww", "wia"], value(["ww"]), False),
        ("inkomen", 1733.33, value(1733.33333), True),
        ("inkomen", {"van": 1, "tot": 2}, value({"van": 1, "tot": 2}), True),
        ("inkomen", "vraagt bruto_netto", asking("bruto_netto"), True),
        ("inkomen", "vraagt bruto_netto", NOT_UNDERSTOOD, False),
    ],
)
def test_what_counts_as_read(field: str, meant: Any, reading: Reading, right: bool) -> None:
    assert Said(field, FREE, "x", meant).is_read_by(lambda *_: reading) is right
