"""One resident, all facilities with reasons, and one income rule beside two rule engines; bench/results/beslissing.md.

Everything in one process, one after the other, best of several rounds: only the ratios mean something.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import rule_engine
import yaml
import zen

from bot.catalogue.library import Library
from bot.selfcheck.answers import Amount, Answers, read_answers
from bot.selfcheck.evaluate import selfcheck, verdict
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Condition, Source
from bot.selfcheck.income import IncomeUpTo
from bot.selfcheck.reasons import condition_reason

RESULTS = Path(__file__).parent / "results" / "beslissing.md"
DAY = date(2026, 11, 22)
ROUNDS, REPEATS = 7, 40
RULE = IncomeUpTo(Decimal(130), "met")
TOLD = yaml.safe_load("""
{leeftijd: 45, huishouden: alleenstaande_ouder, kinderen: [4, 9], kostendelers: 0, inkomen: 1700, uitkering: [bijstand],
 rondkomen: niet, schulden: true, achterstanden: [huur], zorgkosten: true, mantelzorg: true, belasting: zwaar,
 huishouden_lukt: niet, eenzaam: true, ov: nee, thuis_verplaatsen: beperkt, lopen: beperkt}
""")
"""A resident with something in every topic, so that many facilities are listed."""
SIMULATE = [sys.executable, *["-m", "bot.selfcheck", "simulate", "--gemeente", "leidschendam-voorburg"]]
SIMULATE += ["--voorziening", "ooievaarspas", "--procent", "150"]
Judge = Callable[[dict[str, object]], object]


@dataclass(frozen=True)
class Case:
    """One household for the income rule, as ours and as the plain values that an engine takes."""

    answers: Answers
    plain: dict[str, object]


def main() -> int:
    """Measure, write, print."""
    library = Library.load()
    parts = [_head(), _whole(library), _one_rule(library), _agreement(library), _unknown(), _simulation()]
    RESULTS.write_text("\n".join(line for part in parts for line in part) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


def _head() -> Iterator[str]:
    yield "# The decision beside rule engines"
    yield ""
    yield f"Made by `python -m bench.decision`; best of {ROUNDS} rounds, one process, processor time of this machine."
    yield "zen-engine 2.1.3 (compiled expression) and rule-engine 5.1.0, both in requirements/bench.lock."


def _whole(library: Library) -> Iterator[str]:
    yield from ("", "## One resident, all facilities of a municipality", "")
    yield "| municipality | facilities | listed | with reasons, ms | without reasons, ms | ratio |"
    yield "|---|--:|--:|--:|--:|--:|"
    answers, rules = read_answers(TOLD), library.rules
    for place in library.municipalities.values():
        listed = len(selfcheck(place, answers, DAY, rules).outcomes)
        told = 1000 * _seconds(lambda place=place: selfcheck(place, answers, DAY, rules))
        bare = 1000 * _seconds(lambda place=place: verdict(place, answers, DAY, rules))
        yield f"| {place.name} | {len(place.facilities)} | {listed} | {told:.2f} | {bare:.2f} | {told / bare:.1f} |"


def _one_rule(library: Library) -> Iterator[str]:
    """The engines get the norm; ours finds it from household, ages, cost sharers and date."""
    case = next(_cases(library))
    condition = Condition(None, RULE, Source("plan", "1"))
    wording = library.rules.wording
    rows = {
        "ours, reason in Dutch with limit and norm": lambda: condition_reason(
            condition, _situation(case, library), wording
        ),
        "ours, verdict (norm looked up)": lambda: RULE.judge(_situation(case, library)),
        **{name: lambda judge=judge: judge(case.plain) for name, judge in _engines().items()},
    }
    took = {name: 1_000_000 * _seconds(run) for name, run in rows.items()}
    yield from (
        "",
        "## One income rule: at most 130% of the norm",
        "",
        "| engine | µs | beside our verdict |",
        "|---|--:|--:|",
    )
    for name, micros in took.items():
        yield f"| {name} | {micros:.1f} | {micros / took['ours, verdict (norm looked up)']:.1f}x |"


def _agreement(library: Library) -> Iterator[str]:
    yield from ("", "## Do they agree?", "")
    cases = list(_cases(library))
    yield f"{len(cases)} households, every kind and age group, incomes from 2 cents below to 2 cents above the limit:"
    yield ""
    for name, judge in _engines().items():
        same = sum(judge(case.plain) is RULE.judge(_situation(case, library)) for case in cases)
        yield f"- {name}: the same in {same} of {len(cases)}"


def _unknown() -> Iterator[str]:
    yield from ("", "What they cannot express: an unknown income and a range around the limit (ours: unknown).", "")
    for name, judge in _engines().items():
        absent, null = _said(judge, {"norm": 1419.46}), _said(judge, {"income": None, "norm": 1419.46})
        yield f"- {name}: income absent {absent}, income null {null}"


def _simulation() -> Iterator[str]:
    """In processes of their own, the small one first: the highest memory is that of the largest so far."""
    yield from ("", "## What if: the Ooievaarspas at 150% instead of 130%", "")
    yield from ("| households | seconds, loading included | memory, MB |", "|--:|--:|--:|")
    for count in (100_000, 1_000_000, 3_000_000):
        began = time.perf_counter()
        subprocess.run([*SIMULATE, "--aantal", str(count)], check=True, capture_output=True)
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        yield f"| {count} | {time.perf_counter() - began:.1f} | {memory:.0f} |"


def _said(judge: Judge, values: dict[str, object]) -> str:
    try:
        return f"`{judge(values)}`"
    except Exception as error:  # noqa: BLE001 - what an engine raises is what is measured here
        return f"{type(error).__name__}"


def _engines() -> dict[str, Judge]:
    """The same rule with the same rounding, as far as each can: the limit to the cent, half up."""
    expression = zen.compile_expression("income <= floor(norm * 130 + 0.5) / 100")
    rule = rule_engine.Rule("income * 100 <= (norm * 130 + 0.5).floor")
    return {"zen-engine, norm given": expression.evaluate, "rule-engine, norm given": rule.matches}


def _cases(library: Library) -> Iterator[Case]:
    kinds = ("alleenstaand", "alleenstaande_ouder", "samen", "samen_met_kinderen")
    for kind, age, partner in product(kinds, (19, 40, 80), (20, 45, 85)):
        couple = {"partner_leeftijd": partner} if kind.startswith("samen") else {}
        known = read_answers({"huishouden": kind, "leeftijd": age, "kostendelers": 0, **couple})
        limit = RULE.limit(Situation(known, DAY, library.rules.norms))
        assert limit is not None
        for cents in (-2, -1, 0, 1, 2):
            income = limit.high + Decimal(cents) / 100
            plain = {"income": float(income), "norm": float(limit.cases[0].ordinary)}
            yield Case(Answers({**known, "inkomen": Amount(income, income)}), plain)


def _situation(case: Case, library: Library) -> Situation:
    return Situation(case.answers, DAY, library.rules.norms)


def _seconds(run: Callable[[], object]) -> float:
    """Processor time of one run."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(REPEATS):
            run()
        rounds.append((time.process_time() - began) / REPEATS)
    return min(rounds)


if __name__ == "__main__":
    sys.exit(main())
