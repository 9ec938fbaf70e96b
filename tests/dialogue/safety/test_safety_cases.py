"""The tables of sentences on which the rules are made: what must alarm and what must not.

``pytest -s -k report`` prints recall per kind. What nobody looked at is scored apart (tests/nlu/test_danger_score.py).
An alarm is a siren (numbers at once); a question is gentle, by a rule that is not sure or by the second opinion.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import Signal, detect, weigh

CASES = Path(__file__).parent / "cases"
SAME_NUMBERS = [{"kindermishandeling", "huiselijk_geweld", "ouderenmishandeling", "onveilig_thuis"}]


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    direct: bool
    also: frozenset[str]


def cases(name: str) -> tuple[Case, ...]:
    content = yaml.load((CASES / f"{name}.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_case(kind, raw) for kind, rows in content.items() for raw in rows)


def _case(kind: str, raw: dict[str, object]) -> Case:
    also = frozenset(raw.get("ook", []))  # type: ignore[call-overload]
    return Case(str(raw["tekst"]), kind, bool(raw.get("direct")), also)


ORDINARY = "gewoon"
DANGER = cases("gevaar")
NEAR = cases("niet_gevaar")
MIXED = [case for name in ("vorige", "partij-1", "partij-2", "partij-3", "partij-4") for case in cases(name)]
ROUND = cases("ronde")
WEIGHED = 4
"""Weighing takes longer than the rules: of the largest tables one sentence in so many."""


@cache
def sure(text: str) -> frozenset[str]:
    return frozenset(signal.alarm for signal in detect(text) if signal.sure)


@cache
def weighed(text: str) -> tuple[Signal, ...]:
    return weigh(text)


def asked(text: str) -> frozenset[str]:
    return frozenset(signal.alarm for signal in weighed(text) if not signal.sure)


def right(case: Case) -> frozenset[str]:
    """The kind itself, those with the same numbers, and others that the table allows."""
    same = {alarm for group in SAME_NUMBERS if case.kind in group for alarm in group}
    return frozenset({case.kind, *case.also, *same})


def found(case: Case) -> bool:
    return bool(right(case) & sure(case.text))


def noticed(case: Case) -> bool:
    """With a siren or a question of the right kind, or one of another: that opens the talk too."""
    return found(case) or bool(weighed(case.text))


def alarms(case: Case) -> bool:
    return bool(sure(case.text))


def asks(case: Case) -> bool:
    return bool(asked(case.text))


def weighed_siren(case: Case) -> bool:
    return any(signal.sure for signal in weighed(case.text))


def share(rows: Iterator[Case] | list[Case], holds: Callable[[Case], bool]) -> float:
    rows = list(rows)
    return sum(map(holds, rows)) / len(rows)


def test_there_are_enough_sentences() -> None:
    assert len(DANGER) >= 1000
    assert len(NEAR) >= 1800
    assert sum(case.direct for case in DANGER) >= 150


def test_no_sentence_is_in_two_tables_or_twice() -> None:
    texts = [case.text for case in (*DANGER, *NEAR, *MIXED, *ROUND)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("case", [case for case in DANGER if case.direct], ids=lambda case: case.text)
def test_direct_danger_is_always_found(case: Case) -> None:
    assert found(case)


def test_danger_is_found() -> None:
    assert share(list(DANGER), found) >= 0.99
    assert share(list(DANGER), noticed) >= 0.995


def test_near_misses_do_not_alarm_and_hardly_ever_ask() -> None:
    assert not [case.text for case in NEAR if alarms(case) and weighed_siren(case)]
    assert share(list(NEAR)[::WEIGHED], asks) <= 0.01


def test_in_tables_of_other_hands_danger_said_directly_is_heard() -> None:
    direct = [case for case in MIXED if case.direct]
    assert [case.text for case in direct if not weighed(case.text)] == []
    assert share(direct, weighed_siren) >= 0.99


def test_in_our_own_round_danger_said_directly_is_heard() -> None:
    direct = [case for case in ROUND if case.direct]
    assert share(direct, weighed_siren) >= 0.97
    assert share(direct, lambda case: bool(weighed(case.text))) >= 0.98


def test_in_tables_of_other_hands_danger_is_noticed() -> None:
    assert share([case for case in MIXED if case.kind != ORDINARY], lambda case: bool(weighed(case.text))) >= 0.85


def test_in_tables_of_other_hands_near_misses_are_left_alone() -> None:
    near = [case for case in (*MIXED, *ROUND[::WEIGHED]) if case.kind == ORDINARY]
    assert [case.text for case in near if weighed_siren(case)] == []
    assert share(near, lambda case: bool(weighed(case.text))) <= 0.01


def test_report_recall_per_kind(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [_line(kind) for kind in dict.fromkeys(case.kind for case in DANGER)]
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert len(lines) == 14


def _line(kind: str) -> str:
    rows = [case for case in DANGER if case.kind == kind]
    exact = sum(case.kind in sure(case.text) for case in rows)
    return f"{kind:20} {sum(map(found, rows))}/{len(rows)}, exact kind {exact}"
