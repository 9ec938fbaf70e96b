"""Not knowing and not wanting to say are heard at every question, and never taken for a no."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bench.readers import our_reader
from bot.dialogue.readers import FIELDS, Kind
from bot.dialogue.readers.quantities import QUANTITY_FIELDS

TABLE = yaml.safe_load((Path(__file__).parent / "geen_antwoord.yml").read_text(encoding="utf-8"))
ANSWERS = [(field, text, meant) for field, rows in TABLE["wel_een_antwoord"].items() for text, meant in rows.items()]


def _others(text: str, fields: list[str], kind: Kind) -> list[str]:
    return [field for field in fields if our_reader(field, text).kind is not kind]


@pytest.mark.parametrize("text", TABLE["weigering"])
def test_a_refusal_is_one_at_every_question(text: str) -> None:
    assert _others(text, list(FIELDS), Kind.REFUSED) == []


@pytest.mark.parametrize("text", TABLE["onbekend"])
def test_not_knowing_is_that_at_every_question(text: str) -> None:
    assert _others(text, list(FIELDS), Kind.UNKNOWN) == []


@pytest.mark.parametrize("text", TABLE["onbekend_getal"])
def test_not_knowing_a_number_is_that_at_every_question_for_numbers(text: str) -> None:
    assert _others(text, list(QUANTITY_FIELDS), Kind.UNKNOWN) == []


@pytest.mark.parametrize(("field", "text", "meant"), ANSWERS)
def test_what_only_looks_like_it_stays_an_answer(field: str, text: str, meant: Any) -> None:
    reading = our_reader(field, text)
    assert (reading.kind, reading.value) == (Kind.VALUE, meant)
