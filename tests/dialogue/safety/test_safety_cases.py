"""The tables of sentences: what must alarm and what must not, tuned and held-out apart.

``pytest -s -k report`` prints recall per kind and the false alarms. Held-out sentences were marked before any rule was
written for them and are only measured: their floor is what we reach today, the aim is 93% and 1%. An alarm is a siren
(numbers at once); a question is gentle, by a rule that is not sure or by the second opinion.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from bot.dialogue.safety import detect, doubts

CASES = Path(__file__).parent / "cases"
SAME_NUMBERS = [{"kindermishandeling", "huiselijk_geweld", "ouderenmishandeling", "onveilig_thuis"}]


@dataclass(frozen=True)
class Case:
    text: str
    kind: str
    direct: bool
    held_out: bool
    also: frozenset[str]


def cases(name: str) -> tuple[Case, ...]:
    content = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return tuple(_case(kind, raw) for kind, rows in content.items() for raw in rows)


def _case(kind: str, raw: dict[str, object]) -> Case:
    also = frozenset(raw.get("ook", []))  # type: ignore[call-overload]
    return Case(str(raw["tekst"]), kind, bool(raw.get("direct")), bool(raw.get("achtergehouden")), also)


DANGER = cases("gevaar")
NEAR = cases("niet_gevaar")


@cache
def sure(text: str) -> frozenset[str]:
    return frozenset(signal.alarm for signal in detect(text) if signal.sure)


@cache
def asked(text: str) -> frozenset[str]:
    return frozenset(signal.alarm for signal in doubts(text))


def right(case: Case) -> frozenset[str]:
    """The kind itself, those with the same numbers, and others that the table allows."""
    same = {alarm for group in SAME_NUMBERS if case.kind in group for alarm in group}
    return frozenset({case.kind, *case.also, *same})


def found(case: Case) -> bool:
    return bool(right(case) & sure(case.text))


def noticed(case: Case) -> bool:
    """With a siren or a question of the right kind, or a question of another: that opens the talk too."""
    return found(case) or bool(asked(case.text))


def alarms(case: Case) -> bool:
    return bool(sure(case.text))


def asks(case: Case) -> bool:
    return bool(asked(case.text))


def share(rows: Iterator[Case] | list[Case], holds: Callable[[Case], bool]) -> float:
    rows = list(rows)
    return sum(map(holds, rows)) / len(rows)


def test_there_are_enough_sentences_and_a_third_is_held_out() -> None:
    assert len(DANGER) >= 300
    assert len(NEAR) >= 600
    for rows in (DANGER, NEAR):
        assert 0.29 < share(list(rows), lambda case: case.held_out) < 0.36


def test_no_sentence_is_in_both_tables_or_twice() -> None:
    texts = [case.text for case in (*DANGER, *NEAR)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("case", [case for case in DANGER if case.direct], ids=lambda case: case.text)
def test_direct_danger_is_always_found(case: Case) -> None:
    assert found(case)


def test_tuned_danger_is_found() -> None:
    assert share([case for case in DANGER if not case.held_out], found) >= 0.98


def test_tuned_near_misses_do_not_alarm() -> None:
    assert share([case for case in NEAR if not case.held_out], alarms) <= 0.001
    assert share([case for case in NEAR if not case.held_out], asks) <= 0.015


def test_held_out_danger_keeps_its_level() -> None:
    assert share([case for case in DANGER if case.held_out], found) >= 0.87
    assert share([case for case in DANGER if case.held_out], noticed) >= 0.90


def test_held_out_near_misses_keep_their_level() -> None:
    assert share([case for case in NEAR if case.held_out], alarms) <= 0.03
    assert share([case for case in NEAR if case.held_out], asks) <= 0.037


def test_report_recall_per_kind(capsys: pytest.CaptureFixture[str]) -> None:
    lines = [_line(kind) for kind in dict.fromkeys(case.kind for case in DANGER)]
    lines += [_false_alarms(held_out) for held_out in (False, True)]
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert len(lines) == 16


def _line(kind: str) -> str:
    rows = [case for case in DANGER if case.kind == kind]
    tuned, held = ([case for case in rows if case.held_out is held_out] for held_out in (False, True))
    exact = sum(case.kind in sure(case.text) for case in rows)
    return (
        f"{kind:20} tuned {sum(map(found, tuned))}/{len(tuned)}, held-out {sum(map(found, held))}/{len(held)}, "
        f"with a question too {sum(map(noticed, tuned))}/{len(tuned)} and {sum(map(noticed, held))}/{len(held)}, "
        f"exact kind {exact}/{len(rows)}"
    )


def _false_alarms(held_out: bool) -> str:
    rows = [case for case in NEAR if case.held_out is held_out]
    name = "held-out" if held_out else "tuned"
    return f"near misses, {name}: {sum(map(alarms, rows))} alarms, {sum(map(asks, rows))} questions of {len(rows)}"
