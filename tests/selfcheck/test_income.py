"""The Ooievaarspas, the one scheme with a limit in the plans: to the cent, with ranges, unknowns and cost sharers."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library

DAY = date(2026, 11, 1)
BASE = {"huishouden": "alleenstaand", "leeftijd": 45, "rondkomen": "niet"}
RANK = {"niet": 0, "misschien": 1, "waarschijnlijk": 2}


def pas(library: Library, answers: dict[str, Any]) -> dict[str, Any]:
    body = {"gemeente": "leidschendam-voorburg", "peildatum": DAY.isoformat(), "antwoorden": answers}
    outcomes = zelfcheck(library, body, DAY)["uitkomsten"]
    found: dict[str, Any] = next(outcome for outcome in outcomes if outcome["voorziening"] == "ooievaarspas")
    return found


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"inkomen": 1845.30}, "waarschijnlijk"),
        ({"inkomen": 1845.31}, "niet"),
        ({"inkomen": {"van": 1800, "tot": 1900}}, "misschien"),
        ({"inkomen": {"van": 1800, "tot": 1845.30}}, "waarschijnlijk"),
        ({"inkomen": {"van": 1845.31, "tot": 1900}}, "niet"),
        ({}, "misschien"),
        ({"kostendelers": 1, "inkomen": 1318.07}, "waarschijnlijk"),
        ({"kostendelers": 1, "inkomen": 1318.08}, "misschien"),
        ({"kostendelers": 1, "inkomen": 1845.30}, "misschien"),
        ({"kostendelers": 1, "inkomen": 1845.31}, "niet"),
        ({"leeftijd": 17, "inkomen": 100}, "misschien"),
    ],
)
def test_the_limit(library: Library, more: dict[str, Any], status: str) -> None:
    assert pas(library, BASE | more)["status"] == status


def test_an_unknown_income_is_what_is_missing(library: Library) -> None:
    assert pas(library, BASE)["ontbrekend"] == ["inkomen"]


def test_an_unknown_household_is_missing_only_when_it_decides(library: Library) -> None:
    without = {"leeftijd": 45, "rondkomen": "niet"}
    assert pas(library, without | {"inkomen": 2000})["ontbrekend"] == ["huishouden"]
    assert pas(library, without | {"inkomen": 5000})["status"] == "niet"
    assert pas(library, without | {"inkomen": 900})["status"] == "waarschijnlijk"


def reason(library: Library, answers: dict[str, Any]) -> dict[str, Any]:
    return next(found for found in pas(library, answers)["redenen"] if "grens" in found["uitleg"])


def test_the_reason_names_income_limit_norm_and_date(library: Library) -> None:
    words = reason(library, BASE | {"inkomen": 1700})["uitleg"]
    for part in ("€ 1.700", "€ 1.845,30", "130%", "bijstandsnorm", "1 november 2026"):
        assert part in words


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ({"inkomen": {"van": 1800, "tot": 1900}}, "tussen € 1.800 en € 1.900"),
        ({}, "weten wij niet"),
        ({"kostendelers": 1, "inkomen": 1400}, "€ 1.318,07"),
        ({"huishouden": "samen", "inkomen": 1400}, "even oud"),
    ],
)
def test_the_reason_says_what_is_uncertain(library: Library, more: dict[str, Any], part: str) -> None:
    assert part in reason(library, BASE | more)["uitleg"]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("1900-01-01", "kennen wij de norm niet. Wij rekenen met de norm vanaf 1 januari 2023."),
        ("2022-12-31", "kennen wij de norm niet. Wij rekenen met de norm vanaf 1 januari 2023."),
        ("2023-01-01", None),
        ("2026-12-31", None),
        ("2027-01-01", "kennen wij de norm nog niet. Wij rekenen met de norm vanaf 1 juli 2026."),
        ("2100-12-31", "kennen wij de norm nog niet. Wij rekenen met de norm vanaf 1 juli 2026."),
    ],
)
def test_a_date_outside_the_known_norms_takes_the_nearest_and_says_so(
    library: Library, day: str, words: str | None
) -> None:
    body = {"gemeente": "leidschendam-voorburg", "peildatum": day, "antwoorden": BASE | {"inkomen": 900}}
    outcomes = zelfcheck(library, body, DAY)["uitkomsten"]
    found = next(outcome for outcome in outcomes if outcome["voorziening"] == "ooievaarspas")
    said = " ".join(part["uitleg"] for part in found["redenen"])
    assert (words in said) if words else ("kennen wij de norm" not in said)


def test_the_reason_says_what_the_plan_says_of_holiday_allowance(library: Library) -> None:
    assert "Wij rekenen met vakantiegeld. Het plan zegt niet" in reason(library, BASE | {"inkomen": 1700})["uitleg"]


amounts = st.decimals(min_value=0, max_value=4000, places=2).map(float)
households = st.fixed_dictionaries(
    {"rondkomen": st.just("niet")},
    optional={
        "leeftijd": st.integers(18, 90),
        "partner_leeftijd": st.integers(18, 90),
        "huishouden": st.sampled_from(["alleenstaand", "alleenstaande_ouder", "samen", "samen_met_kinderen"]),
        "kostendelers": st.integers(0, 4),
    },
)


@given(households, amounts, amounts)
def test_more_income_never_makes_it_likelier(
    library: Library, household: dict[str, Any], one: float, two: float
) -> None:
    low, high = sorted((one, two))
    less, more = pas(library, household | {"inkomen": low}), pas(library, household | {"inkomen": high})
    assert RANK[less["status"]] >= RANK[more["status"]]


@given(households, amounts)
def test_leaving_the_income_out_leaves_it_open(library: Library, household: dict[str, Any], income: float) -> None:
    assert pas(library, household | {"inkomen": income})["status"] in RANK
    assert pas(library, household)["status"] == "misschien"


@given(households, amounts, amounts)
def test_a_range_is_never_surer_than_its_ends(
    library: Library, household: dict[str, Any], one: float, two: float
) -> None:
    low, high = sorted((one, two))
    ends = {pas(library, household | {"inkomen": end})["status"] for end in (low, high)}
    status = pas(library, household | {"inkomen": {"van": low, "tot": high}})["status"]
    assert status == "misschien" or ends == {status} or Decimal(str(low)) == Decimal(str(high))
