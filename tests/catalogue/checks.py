"""What a case of a data file asks of a catalogue (randgevallen.yml, toelatingsregels.yml): one function for each kind.

A case is a mapping of kinds to what they ask, with ``waarom`` in their place where there is nothing to test:

- ``nergens``: this pattern stands in no text of this municipality (capitals count)
- ``wel_in``, ``niet_in``: by facility or desk: this pattern stands there, or does not
- ``niet_aangeboden``: stands there as voornemen, verkenning or voorbeeld; ``aangeboden``: can be an outcome
- ``soort``: the kind of a facility
- ``grens``: exactly these facilities have a demand on income or savings
- ``eis``: [facility, field, lines]: the plan demands this, and these lines say so; the field ``onbekend`` stands for a
  demand that no answer settles
- ``geen_eis_over``: fields that no demand of these facilities is about: {facility: [field, ..]}
- ``zonder_eis``: the plan demands nothing for these
- ``bron``: {facility or desk: lines}: it names at least these lines of the plan
- ``loket``, ``geen_loket``, ``geen_contact``: there is such a desk, or not; or there is, but nobody is sent there
- ``contact``: the desk of a facility; ``beslist``: who decides on it, as residents read it
- ``uitkomst``, ``team``, ``urgentie``: what a self-check with these answers gives (``afwezig``: not named)
- ``volgorde``: a self-check with these answers names these facilities, in this order
- ``telefoon``: the number that is shown with these answers
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from bot.selfcheck.expressions import Constant, Expression, FieldTest, PensionAgeReached
from bot.selfcheck.facility import Condition, Facility, Municipality
from bot.selfcheck.income import IncomeUpTo

DAY = date(2026, 11, 22)
MONEY = {"inkomen", "vermogen_boven_grens"}
UNSETTLED = "onbekend"
ABSENT = "afwezig"
WHY_NOT = "waarom"


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
        elif leaf == Constant(None):
            yield UNSETTLED


def demands(facility: Facility) -> list[Condition]:
    """What the plan itself demands; the law's demands stand beside it with a source of their own."""
    plan = facility.source.document
    return [condition for condition in facility.conditions if condition.source.document == plan]


def demanded(facility: Facility) -> set[str]:
    return {field for condition in demands(facility) for field in fields(condition.rule)}


def lines(written: str) -> set[int]:
    """The line numbers of "3-5, 9"."""
    parts = [part.split("-") for part in written.replace(" ", "").split(",")]
    return {number for part in parts for number in range(int(part[0]), int(part[-1]) + 1)}


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


def demand_on(library: Library, place: Municipality, wanted: list[list[str]]) -> None:
    for name, field, where in wanted:
        found = [(set(fields(each.rule)), each.source.lines) for each in demands(own(place)[name])]
        assert [each for each in found if field in each[0] and lines(where) <= lines(each[1])], (name, field, found)


def no_demand_on(library: Library, place: Municipality, wanted: dict[str, list[str]]) -> None:
    assert {name: demanded(own(place)[name]) & set(about) for name, about in wanted.items()} == {
        name: set() for name in wanted
    }


def no_demand(library: Library, place: Municipality, ids: list[str]) -> None:
    assert {name: demands(own(place)[name]) for name in ids} == {name: [] for name in ids}


def sources(library: Library, place: Municipality, wanted: dict[str, str]) -> None:
    facilities = own(place)
    for name, where in wanted.items():
        named = facilities[name].source if name in facilities else place.contacts[name].source
        assert lines(where) <= lines(named.lines), (name, named.lines)


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


def deciders(library: Library, place: Municipality, wanted: dict[str, str]) -> None:
    assert {name: own(place)[name].decides for name in wanted} == wanted


def outcomes(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        found = {o["voorziening"]: o["status"] for o in run(library, place, case["antwoorden"])["uitkomsten"]}
        assert {name: found.get(name, ABSENT) for name in case["verwacht"]} == case["verwacht"]


def teams(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        assert run(library, place, case["antwoorden"])["verwijzing"]["team"] == case["team"]


def urgencies(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        assert run(library, place, case["antwoorden"])["verwijzing"]["urgentie"] == case["urgentie"]


def orders(library: Library, place: Municipality, cases: list[dict[str, Any]]) -> None:
    for case in cases:
        found = [o["voorziening"] for o in run(library, place, case["antwoorden"])["uitkomsten"]]
        assert [name for name in found if name in case["eerst"]] == case["eerst"]


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
    "eis": demand_on,
    "geen_eis_over": no_demand_on,
    "zonder_eis": no_demand,
    "bron": sources,
    "loket": desks,
    "geen_loket": no_desks,
    "geen_contact": nobody_is_sent_to,
    "contact": contacts,
    "beslist": deciders,
    "uitkomst": outcomes,
    "team": teams,
    "urgentie": urgencies,
    "volgorde": orders,
    "telefoon": phone,
}


def check(library: Library, slug: str, case: Mapping[str, Any]) -> None:
    """Everything that this case asks of this municipality."""
    for kind in set(case) & set(CHECKS):
        CHECKS[kind](library, library.municipalities[slug], case[kind])


def is_held(case: Mapping[str, Any], told: set[str]) -> bool:
    """It asks something, or says why not, and not both; ``told``: what it says about itself besides."""
    asked = set(case) - told - {WHY_NOT}
    return asked <= set(CHECKS) and (WHY_NOT in case) != bool(asked)
