"""Every trap that the ledgers name (contradictions, scan damage, what a plan explores): a test by its name, or why not.

The cases are data: randgevallen.yml. Its first lines say what each kind of test asks.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.expressions import Expression, FieldTest, PensionAgeReached
from bot.selfcheck.facility import Facility, Municipality
from bot.selfcheck.income import IncomeUpTo

HERE = Path(__file__).parent
CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "randgevallen.yml").read_text(encoding="utf-8"))
LEDGERS: dict[str, Any] = yaml.safe_load((HERE / "grootboek.yml").read_text(encoding="utf-8"))
DAY = date(2026, 11, 22)
MONEY = {"inkomen", "vermogen_boven_grens"}
TOLD = {"regels", "naam", "waarom"}


def own(place: Municipality) -> dict[str, Facility]:
    return {facility.id: facility for facility in place.facilities if not facility.national}


def texts(place: Municipality) -> dict[str, str]:
    """What residents read of each facility and desk; search words are what they write themselves."""
    read = {}
    for facility in own(place).values():
        parts = [facility.name, facility.summary, facility.for_whom, facility.costs, *facility.steps, facility.bring]
        parts += [facility.decides, *(condition.text for condition in facility.conditions)]
        read[facility.id] = " ".join(part for part in parts if part)
    for desk in place.contacts.values():
        read[desk.id] = " ".join([read.get(desk.id, ""), desk.name, desk.what, desk.reachable or ""])
    return read


def fields(rule: Expression) -> Iterator[str]:
    """The answers that a condition is about."""
    for leaf in rule.leaves():
        if isinstance(leaf, FieldTest):
            yield leaf.field
        elif isinstance(leaf, IncomeUpTo):
            yield "inkomen"
        elif isinstance(leaf, PensionAgeReached):
            yield "leeftijd"


def demanded(facility: Facility) -> set[str]:
    """What the plan itself demands; the law's demands stand beside it with a source of their own."""
    plan = facility.source.document
    demands = [condition for condition in facility.conditions if condition.source.document == plan]
    return {field for condition in demands for field in fields(condition.rule)}


def run(library: Library, place: Municipality, answers: Mapping[str, Any]) -> dict[str, Any]:
    return zelfcheck(library, {"gemeente": place.slug, "antwoorden": dict(answers)}, DAY)


def nowhere(library: Library, place: Municipality, pattern: str) -> None:
    assert {name: found for name, text in texts(place).items() if (found := re.findall(pattern, text))} == {}


def said(library: Library, place: Municipality, patterns: dict[str, str]) -> None:
    assert [name for name, pattern in patterns.items() if not re.search(pattern, texts(place)[name])] == []


def unsaid(library: Library, place: Municipality, patterns: dict[str, str]) -> None:
    assert [name for name, pattern in patterns.items() if re.search(pattern, texts(place)[name])] == []


def not_offered(library: Library, place: Municipality, ids: list[str]) -> None:
    assert set(ids) <= set(place.not_offered)
    assert set(ids).isdisjoint(own(place))


def offered(library: Library, place: Municipality, ids: list[str]) -> None:
    assert set(ids) <= set(own(place))


def kinds(library: Library, place: Municipality, wanted: dict[str, str | None]) -> None:
    assert {name: own(place)[name].kind for name in wanted} == wanted


def limits(library: Library, place: Municipality, ids: list[str]) -> None:
    assert sorted(name for name, facility in own(place).items() if MONEY & demanded(facility)) == sorted(ids)


def no_demand_on(library: Library, place: Municipality, wanted: dict[str, list[str]]) -> None:
    assert {name: demanded(own(place)[name]) & set(about) for name, about in wanted.items()} == {
        name: set() for name in wanted
    }


def desks(library: Library, place: Municipality, ids: list[str]) -> None:
    assert set(ids) <= set(place.contacts)


def no_desks(library: Library, place: Municipality, ids: list[str]) -> None:
    assert set(ids).isdisjoint(place.contacts)


def nobody_is_sent_to(library: Library, place: Municipality, ids: list[str]) -> None:
    used = {facility.contact.id for facility in place.facilities} | {rule.team for rule in place.team_rules}
    assert set(ids) <= set(place.contacts)
    assert set(ids).isdisjoint(used | {place.default_team})


def contacts(library: Library, place: Municipality, wanted: dict[str, str]) -> None:
    assert {name: own(place)[name].contact.id for name in wanted} == wanted


def outcomes(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        found = {o["voorziening"]: o["status"] for o in run(library, place, case["antwoorden"])["uitkomsten"]}
        assert {name: found.get(name, "afwezig") for name in case["verwacht"]} == case["verwacht"]


def teams(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        assert run(library, place, case["antwoorden"])["verwijzing"]["team"] == case["team"]


def phone(library: Library, place: Municipality, case: dict[str, Any]) -> None:
    numbers = [shown["nummer"] for shown in run(library, place, case["antwoorden"])["verwijzing"]["telefoon"]]
    assert case["nummer"] in numbers


CHECKS: dict[str, Callable[[Library, Municipality, Any], None]] = {
    "nergens": nowhere,
    "wel_in": said,
    "niet_in": unsaid,
    "niet_aangeboden": not_offered,
    "aangeboden": offered,
    "soort": kinds,
    "grens": limits,
    "geen_eis_over": no_demand_on,
    "loket": desks,
    "geen_loket": no_desks,
    "geen_contact": nobody_is_sent_to,
    "contact": contacts,
    "uitkomst": outcomes,
    "team": teams,
    "telefoon": phone,
}

TESTED = [(slug, case) for slug, cases in CASES.items() for case in cases if "waarom" not in case]


@pytest.mark.parametrize(("slug", "case"), TESTED, ids=[f"{slug}: {case['naam']}" for slug, case in TESTED])
def test_a_trap_of_the_plan(library: Library, slug: str, case: dict[str, Any]) -> None:
    for check in set(case) - TOLD:
        CHECKS[check](library, library.municipalities[slug], case[check])


@pytest.mark.parametrize("slug", LEDGERS)
def test_every_trap_of_the_ledger_is_here_in_its_order(slug: str) -> None:
    assert [case["regels"] for case in CASES[slug]] == LEDGERS[slug]["randgevallen"]


@pytest.mark.parametrize("slug", CASES)
def test_a_trap_is_tested_or_it_says_why_not(slug: str) -> None:
    for case in CASES[slug]:
        checks = set(case) - TOLD
        assert ("waarom" in case) != bool(checks), case["naam"]
        assert checks <= set(CHECKS), case["naam"]


def test_most_traps_are_tested() -> None:
    assert len(TESTED) >= 0.7 * sum(map(len, CASES.values()))
