"""The order of outcomes: what solves an urgent need, then the plan's order of support, the law's own offer after it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
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


def rank(outcome: dict[str, Any], urgent: set[str]) -> tuple[bool, bool, bool, int, int]:
    calm = outcome["soort"] not in HELPS_AT_ONCE or urgent.isdisjoint(outcome["domeinen"])
    sure = SURE[outcome["status"]] if outcome["soort"] == "inkomensregeling" else 0
    national = outcome["voorziening"].startswith(NATIONAL)
    return outcome["status"] == "niet", calm, national, SUPPORT[outcome["soort"]], sure


@settings(max_examples=200)
@given(municipalities, some_answers)
def test_every_list_is_in_order_and_the_plan_breaks_ties(library: Library, slug: str, answers: dict[str, Any]) -> None:
    place = {facility.id: number for number, facility in enumerate(library.municipalities[slug].facilities)}
    urgent = urgent_domains(answers)
    ranks = [(rank(outcome, urgent), place[outcome["voorziening"]]) for outcome in shown(library, slug, answers)]
    assert ranks == sorted(ranks)
    assert len({number for _, number in ranks}) == len(ranks)


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
