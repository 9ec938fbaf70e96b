"""The tables of answers in ``cases/<veld>.yml``: what residents say, and what it must be read as.

A case: ``tekst`` and one of ``waarde``, ``onbekend``, ``geweigerd``, ``niet_begrepen`` (with ``vraagt`` for the
follow-up question); ``gegeven`` holds earlier answers. Cases that are ``achtergehouden`` were never tuned on: only
their share counts.
"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.dialogue.readers import FIELDS, Context, Kind, Reading, read

TODAY = date(2026, 11, 22)
HELD_OUT_FLOOR = 0.8
FOLDER = Path(__file__).parent / "cases"

Case = dict[str, Any]


def load_cases() -> list[tuple[str, Case]]:
    return [
        (path.stem, case)
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    ]


def context_of(case: Case) -> Context:
    given = dict(case.get("gegeven", {}))
    return Context(TODAY, given, given.pop("gemeente", None))


def expected_kind(case: Case) -> Kind:
    return next(
        (kind for kind in Kind if kind.value in case and case[kind.value] is True and kind is not Kind.VALUE),
        Kind.VALUE,
    )


def same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    if isinstance(one, float) or isinstance(other, float):
        return isinstance(other, (int, float)) and abs(one - other) < 0.011
    return type(one) is type(other) and bool(one == other)


def is_right(case: Case, reading: Reading) -> bool:
    kind = expected_kind(case)
    if kind is not Kind.VALUE:
        return reading.kind is kind and reading.ask == case.get("vraagt", reading.ask)
    return reading.kind is kind and any(
        same(value, reading.value) for value in case.get("waarden", [case.get("waarde")])
    )


CASES = load_cases()
TUNED = [(field, case) for field, case in CASES if not case.get("achtergehouden")]


@pytest.mark.parametrize(("field", "case"), TUNED, ids=[f"{field}: {case['tekst'][:60]}" for field, case in TUNED])
def test_reads_as_meant(field: str, case: Case) -> None:
    assert is_right(case, read(field, case["tekst"], context_of(case))), read(field, case["tekst"], context_of(case))


@pytest.mark.parametrize("field", sorted({field for field, _ in CASES}))
def test_reads_most_held_out_answers(field: str) -> None:
    held_out = [case for name, case in CASES if name == field and case.get("achtergehouden")]
    right = sum(is_right(case, read(field, case["tekst"], context_of(case))) for case in held_out)
    assert not held_out or right / len(held_out) >= HELD_OUT_FLOOR, f"{right} of {len(held_out)}"


def test_has_a_table_for_every_field() -> None:
    assert {field for field, _ in CASES} == set(FIELDS)


def test_has_no_double_cases() -> None:
    texts = [(field, case["tekst"], str(case.get("gegeven"))) for field, case in CASES]
    assert len(set(texts)) == len(texts)
