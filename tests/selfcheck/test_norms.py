"""The bijstandsnorm by date, household, age and cost sharers."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.selfcheck.answers import read_answers
from bot.selfcheck.norms import AgeGroup, Norms, cost_sharer_amount

NOW = date(2026, 11, 1)
SINGLE = {"huishouden": "alleenstaand", "leeftijd": 45}
COUPLE = {"huishouden": "samen", "leeftijd": 45, "partner_leeftijd": 45}


def amounts(norms: Norms, answers: dict[str, Any], day: date = NOW) -> list[tuple[str, str]]:
    cases = norms.possible(read_answers(answers), day)
    return [(str(case.lowered), str(case.ordinary)) for case in cases]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (SINGLE, "1419.46"),
        (SINGLE | {"huishouden": "alleenstaande_ouder"}, "1419.46"),
        (SINGLE | {"leeftijd": 20}, "350.42"),
        (SINGLE | {"leeftijd": 21}, "1419.46"),
        (SINGLE | {"leeftijd": 66}, "1419.46"),
        (SINGLE | {"leeftijd": 67}, "1587.34"),
        (COUPLE, "2027.79"),
        (COUPLE | {"huishouden": "samen_met_kinderen"}, "2027.79"),
        (COUPLE | {"partner_leeftijd": 70}, "2176.10"),
        (COUPLE | {"leeftijd": 70, "partner_leeftijd": 70}, "2176.10"),
        (COUPLE | {"leeftijd": 19, "partner_leeftijd": 20}, "700.84"),
        (COUPLE | {"partner_leeftijd": 20}, "1364.32"),
        (COUPLE | {"huishouden": "samen_met_kinderen", "leeftijd": 19, "partner_leeftijd": 20}, "1106.40"),
        (COUPLE | {"huishouden": "samen_met_kinderen", "partner_leeftijd": 20}, "1769.88"),
        ({"huishouden": "samen", "leeftijd": 70}, "2176.10"),
    ],
)
def test_household_and_age(norms: Norms, answers: dict[str, Any], expected: str) -> None:
    assert amounts(norms, answers) == [(expected, expected)]


def test_a_household_is_worked_out_once_whatever_else_is_known(norms: Norms) -> None:
    first = norms.possible(read_answers(SINGLE), NOW)
    assert norms.possible(read_answers(SINGLE | {"schulden": True}), NOW) is first
    assert norms.possible(read_answers(SINGLE), date(2026, 6, 30)) != first
    assert norms.possible(read_answers(SINGLE | {"kostendelers": 1}), NOW) != first


@pytest.mark.parametrize(
    ("day", "expected", "exact"),
    [
        (date(1900, 1, 1), "1195.66", False),
        (date(2022, 12, 31), "1195.66", False),
        (date(2023, 1, 1), "1195.66", True),
        (date(2023, 6, 30), "1195.66", True),
        (date(2023, 7, 1), "1216.62", True),
        (date(2025, 12, 31), "1369.06", True),
        (date(2026, 1, 1), "1401.50", True),
        (date(2026, 6, 30), "1401.50", True),
        (date(2026, 7, 1), "1419.46", True),
        (date(2026, 12, 31), "1419.46", True),
        (date(2027, 1, 1), "1419.46", False),
        (date(2100, 1, 1), "1419.46", False),
    ],
)
def test_date(norms: Norms, day: date, expected: str, exact: bool) -> None:
    assert amounts(norms, SINGLE, day)[0][1] == expected
    assert norms.is_exact(day) is exact


@pytest.mark.parametrize(
    ("people", "expected"), [(2, "1013.90"), (3, "878.71"), (4, "811.12"), (5, "770.56"), (6, "743.52")]
)
def test_cost_sharer_amounts_of_the_law(people: int, expected: str) -> None:
    assert cost_sharer_amount(people, Decimal("2027.79")) == Decimal(expected)


@pytest.mark.parametrize(
    ("answers", "lowered", "ordinary"),
    [
        (SINGLE | {"kostendelers": 0}, "1419.46", "1419.46"),
        (SINGLE | {"kostendelers": 1}, "1013.90", "1419.46"),
        (SINGLE | {"kostendelers": 2}, "878.71", "1419.46"),
        (SINGLE | {"leeftijd": 70, "kostendelers": 1}, "1088.05", "1587.34"),
        (SINGLE | {"leeftijd": 20, "kostendelers": 2}, "350.42", "350.42"),
        (COUPLE | {"kostendelers": 1}, "1757.42", "2027.79"),
        (COUPLE | {"partner_leeftijd": 20, "kostendelers": 2}, "1229.135", "1364.32"),
    ],
)
def test_cost_sharers_lower_the_norm(norms: Norms, answers: dict[str, Any], lowered: str, ordinary: str) -> None:
    assert amounts(norms, answers) == [(lowered, ordinary)]


def test_somebody_under_18_has_no_norm(norms: Norms) -> None:
    assert amounts(norms, {"huishouden": "alleenstaand", "leeftijd": 17}) == []


def test_without_household_or_age_every_norm_is_possible(norms: Norms) -> None:
    assert len(amounts(norms, {})) == 9
    assert len(amounts(norms, {"huishouden": "alleenstaand"})) == 3


@pytest.mark.parametrize(
    ("age", "day", "groups"),
    [
        (66, date(2023, 5, 1), {AgeGroup.ADULT, AgeGroup.PENSION}),
        (67, date(2023, 5, 1), {AgeGroup.PENSION}),
        (67, date(2027, 5, 1), {AgeGroup.PENSION}),
        (67, date(2028, 5, 1), {AgeGroup.ADULT, AgeGroup.PENSION}),
        (68, date(2028, 5, 1), {AgeGroup.PENSION}),
        (67, date(2040, 5, 1), {AgeGroup.ADULT, AgeGroup.PENSION}),
    ],
)
def test_the_pension_age_moves_with_the_year(norms: Norms, age: int, day: date, groups: set[AgeGroup]) -> None:
    assert norms.age_groups(age, day) == groups


@pytest.mark.parametrize(
    ("born", "first_day"),
    [
        (date(1950, 1, 1), date(2016, 11, 1)),
        (date(1956, 3, 1), date(2023, 1, 1)),
        (date(1957, 2, 28), date(2023, 12, 28)),
        (date(1957, 3, 1), date(2024, 3, 1)),
        (date(1959, 12, 31), date(2026, 12, 31)),
        (date(1960, 2, 29), date(2027, 2, 28)),
        (date(1960, 12, 31), date(2027, 12, 31)),
        (date(1961, 1, 1), date(2028, 4, 1)),
        (date(1961, 9, 30), date(2028, 12, 30)),
        (date(1961, 11, 30), date(2029, 2, 28)),
        (date(1980, 5, 5), date(2047, 8, 5)),
    ],
)
def test_the_first_day_of_aow_follows_from_the_birth_date(norms: Norms, born: date, first_day: date) -> None:
    assert norms.pension_day(born) == first_day


def test_whoever_is_born_later_never_gets_aow_earlier(norms: Norms) -> None:
    born = [date(1950, 1, 1) + timedelta(days=step) for step in range(20 * 365)]
    days = [norms.pension_day(day) for day in born]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("age", "day", "groups"),
    [
        (66, date(2024, 1, 10), {AgeGroup.ADULT, AgeGroup.PENSION}),
        (66, date(2024, 2, 28), {AgeGroup.ADULT}),
        (66, date(2026, 12, 31), {AgeGroup.ADULT}),
        (67, date(2026, 1, 1), {AgeGroup.PENSION}),
        (67, date(2027, 12, 31), {AgeGroup.PENSION}),
        (67, date(2028, 1, 1), {AgeGroup.ADULT, AgeGroup.PENSION}),
        (67, date(2028, 3, 31), {AgeGroup.ADULT, AgeGroup.PENSION}),
        (20, date(2026, 1, 1), {AgeGroup.YOUNG}),
        (21, date(2026, 1, 1), {AgeGroup.ADULT}),
        (17, date(2026, 1, 1), set()),
        (None, date(2026, 1, 1), set(AgeGroup)),
        (120, date(1900, 1, 1), {AgeGroup.PENSION}),
        (18, date(2100, 12, 31), {AgeGroup.YOUNG}),
    ],
)
def test_an_age_in_years_leaves_a_year_of_birth_dates(
    norms: Norms, age: int | None, day: date, groups: set[AgeGroup]
) -> None:
    assert norms.age_groups(age, day) == groups


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(1930, 1, 1), date(1999, 1, 1)))
def test_an_age_never_leaves_out_the_truth(norms: Norms, day: date, born: date) -> None:
    age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    if age >= 21:
        truth = AgeGroup.PENSION if norms.pension_day(born) <= day else AgeGroup.ADULT
        assert truth in norms.age_groups(age, day)


@pytest.mark.parametrize(("single", "expected"), [(True, 8000), (False, 16000)])
def test_the_savings_limit(norms: Norms, single: bool, expected: int) -> None:
    assert norms.asset_limit(single, NOW) == expected
    assert norms.asset_limit(single, date(2000, 1, 1)) < expected
