"""The order of outcomes: what solves an urgent need, then the plan's order of support, the law's own offer after it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import decide, zelfcheck
from bot.catalogue.library import Library
from bot.catalogue.schema import DOMAINS
from bot.selfcheck.facility import NATIONAL
from tests.selfcheck.test_evaluate import MUNICIPALITIES, municipalities, some_answers

DAY = date(2026, 11, 22)
SUPPORT = {
    "informeel": 1,
    "basisvoorziening": 2,
    "algemeen": 3,
    "jeugd": 3,
    "werk": 3,
    None: 3,
    "collectief": 4,
    "inkomensregeling": 5,
    "noodhulp": 5,
    "maatwerk": 6,
}
SURE = {"waarschijnlijk": 0, "misschien": 1, "niet": 2}
HELPS_AT_ONCE = {"noodhulp", "algemeen", "jeugd", "collectief", "maatwerk"}


def urgent_domains(answers: dict[str, Any]) -> set[str]:
    """The domains of the haste that these answers show, as the contract has it."""
    threats = set(answers.get("dreiging", []))
    worn_out = answers.get("mantelzorg") is True and answers.get("belasting") == "overbelast"
    return {
        *({"veiligheid"} if answers.get("onveilig") is True else ()),
        *({"financien", "wonen"} if "huisuitzetting" in threats else ()),
        *({"financien"} if threats & {"afsluiting", "zorgverzekering"} else ()),
        *({"zorglast"} if worn_out and answers.get("vervanging") is False else ()),
    }


def shown(library: Library, slug: str, answers: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]
    return found


def is_national(outcome: dict[str, Any]) -> bool:
    return bool(outcome["voorziening"].startswith(NATIONAL))


def helps_with(outcome: dict[str, Any], urgent: set[str]) -> bool:
    return outcome["soort"] in HELPS_AT_ONCE and bool(urgent & set(outcome["domeinen"]))


def never(outcomes: list[dict[str, Any]], wrong: Callable[[dict[str, Any], dict[str, Any]], bool]) -> bool:
    """No outcome stands before a later one that it should follow."""
    return not any(wrong(before, after) for number, before in enumerate(outcomes) for after in outcomes[number + 1 :])


@settings(max_examples=120)
@given(municipalities, some_answers)
def test_every_list_is_in_order(library: Library, slug: str, answers: dict[str, Any]) -> None:
    urgent, outcomes = urgent_domains(answers), shown(library, slug, answers)
    possible = [outcome for outcome in outcomes if outcome["status"] != "niet"]
    assert outcomes[: len(possible)] == possible
    assert never(possible, lambda before, after: not helps_with(before, urgent) and helps_with(after, urgent))
    calm = [outcome for outcome in possible if not helps_with(outcome, urgent)]
    assert never(calm, lambda before, after: is_national(before) and not is_national(after))
    for whose in (False, True):
        own = [outcome for outcome in calm if is_national(outcome) is whose]
        assert never(own, lambda before, after: SUPPORT[before["soort"]] > SUPPORT[after["soort"]])
        schemes = [SURE[outcome["status"]] for outcome in own if outcome["soort"] == "inkomensregeling"]
        assert schemes == sorted(schemes)


@settings(max_examples=60)
@given(municipalities, some_answers)
def test_of_the_same_kind_the_plans_own_order_counts(library: Library, slug: str, answers: dict[str, Any]) -> None:
    place = {facility.id: number for number, facility in enumerate(library.municipalities[slug].facilities)}
    basics = [o for o in shown(library, slug, answers) if o["soort"] == "basisvoorziening" and not is_national(o)]
    numbers = [place[outcome["voorziening"]] for outcome in basics]
    assert numbers == sorted(numbers)


POOR = {"rondkomen": "niet", "werk": "zoekt", "leeftijd": 40}


@pytest.mark.parametrize(
    ("slug", "answers", "signal", "first"),
    [
        ("leidschendam-voorburg", POOR | {"schulden": True}, "geen_eten", "voedselbank"),
        ("leidschendam-voorburg", POOR | {"woning": "geen"}, "dakloos_vannacht", "maatschappelijke-opvang"),
        ("leiderdorp", {"woning": "geen", "eenzaam": True}, "dakloos_vannacht", "maatschappelijke-opvang"),
        ("leiden", {"eenzaam": True, "schulden": True}, "huisuitzetting", "schuldhulpverlening"),
    ],
)
def test_what_the_resident_said_in_words_puts_the_help_first(
    library: Library, slug: str, answers: dict[str, Any], signal: str, first: str
) -> None:
    calm, urgent = (decide(library, slug, answers, DAY, signals).outcomes for signals in ((), (signal,)))
    assert urgent[0].facility.id == first
    assert {outcome.facility.id for outcome in calm} == {outcome.facility.id for outcome in urgent}


def test_every_alarm_names_help_that_some_plan_has(library: Library) -> None:
    offered = {facility.id for place in library.municipalities.values() for facility in place.facilities}
    alarms = library.rules.policy.alarms.values()
    assert {name for alarm in alarms for name in alarm.first} <= offered
    assert all(alarm.domains for alarm in alarms)


@settings(max_examples=60)
@given(municipalities, some_answers, st.sets(st.sampled_from(DOMAINS)))
def test_a_topic_moves_what_fits_up_among_its_equals_and_leaves_nothing_out(
    library: Library, slug: str, answers: dict[str, Any], topics: set[str]
) -> None:
    plain = [o.facility for o in decide(library, slug, answers, DAY).outcomes]
    moved = [o.facility for o in decide(library, slug, answers, DAY, topics=frozenset(topics)).outcomes]
    assert {facility.id for facility in moved} == {facility.id for facility in plain}
    ranks = [[SUPPORT[facility.kind] for facility in facilities] for facilities in (moved, plain)]
    assert ranks[0] == ranks[1]
    for kind in {facility.kind for facility in plain}:
        fitting = [f.id for f in plain if f.kind == kind and topics & set(f.domains) and not f.national]
        assert [f.id for f in moved if f.id in fitting] == fitting


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "domains"),
    [
        ({"dreiging": ["huisuitzetting"]}, {"financien", "wonen"}),
        ({"dreiging": ["afsluiting"]}, {"financien"}),
        ({"onveilig": True}, {"veiligheid"}),
        ({"mantelzorg": True, "belasting": "overbelast", "vervanging": False}, {"zorglast"}),
    ],
)
def test_the_first_card_is_about_what_is_urgent(
    library: Library, slug: str, answers: dict[str, Any], domains: set[str]
) -> None:
    calm = {"eenzaam": True, "taal_moeite": True, "huishouden_lukt": "met_moeite", "werk": "zoekt"}
    first = shown(library, slug, calm | answers)[0]
    assert domains & set(first["domeinen"])
    assert first["soort"] in HELPS_AT_ONCE


@settings(max_examples=60)
@given(municipalities, some_answers)
def test_the_same_answers_in_another_order_give_the_same_list(
    library: Library, slug: str, answers: dict[str, Any]
) -> None:
    turned = dict(reversed(list(answers.items())))
    assert shown(library, slug, turned) == shown(library, slug, answers)


@settings(max_examples=60)
@given(municipalities, some_answers)
def test_answers_that_are_unknown_by_name_are_the_same_as_left_out(
    library: Library, slug: str, answers: dict[str, Any]
) -> None:
    unknown = {
        name: None for name in ("leeftijd", "inkomen", "schulden", "dreiging", "mantelzorg") if name not in answers
    }
    assert shown(library, slug, answers | unknown) == shown(library, slug, answers)
