"""What is not for a resident comes with what he can do about it; the income reason with norm, article and doubt."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from bot.catalogue.decision import normen, zelfcheck
from bot.catalogue.library import Library
from tests.selfcheck.test_evaluate import DAY, municipalities, some_answers

POOR = {"huishouden": "alleenstaand", "leeftijd": 45, "rondkomen": "niet", "werk": "zoekt"}
CHECK = "Klopt een antwoord niet? Verander het en kijk opnieuw."


def outcome(library: Library, slug: str, name: str, answers: dict[str, Any], day: date = DAY) -> dict[str, Any]:
    body = {"gemeente": slug, "peildatum": day.isoformat(), "antwoorden": answers}
    found: list[dict[str, Any]] = zelfcheck(library, body, DAY)["uitkomsten"]
    return next(shown for shown in found if shown["voorziening"] == name)


@settings(max_examples=80)
@given(municipalities, some_answers)
def test_a_no_says_what_to_do_and_the_rest_says_how_to_get_it(
    library: Library, slug: str, answers: dict[str, Any]
) -> None:
    offered = {facility.id: facility for facility in library.municipalities[slug].facilities}
    for shown in zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]:
        facility = offered[shown["voorziening"]]
        if shown["status"] != "niet":
            assert shown["stappen"] == list(facility.steps)
        else:
            assert shown["stappen"][0] == CHECK
            assert facility.contact.name in shown["stappen"][1]
            assert ("bezwaar" in " ".join(shown["stappen"])) is (facility.decides is not None)


def test_who_disagrees_about_a_pass_is_told_whom_to_ask_and_that_he_may_object(library: Library) -> None:
    shown = outcome(library, "leidschendam-voorburg", "ooievaarspas", POOR | {"inkomen": 3000})
    assert shown["status"] == "niet"
    assert shown["stappen"] == [
        CHECK,
        "Bent u het er niet mee eens? Vraag het dan hier: Sociaal Servicepunt.",
        "U mag ook zelf een aanvraag doen. Tegen een besluit kunt u bezwaar maken.",
    ]


def words(library: Library, name: str, answers: dict[str, Any], day: date, part: str) -> str:
    shown = outcome(library, "leidschendam-voorburg", name, answers, day)
    return next(str(reason["uitleg"]) for reason in shown["redenen"] if part in reason["uitleg"])


@pytest.mark.parametrize(
    ("answers", "norm"),
    [
        ({}, "De norm is € 1.419,46 (Participatiewet, artikel 21 onder a)."),
        ({"leeftijd": 70}, "De norm is € 1.587,34 (Participatiewet, artikel 22 onder a)."),
        ({"kostendelers": 1}, "De norm is € 1.419,46 (Participatiewet, artikel 21 onder a)."),
        ({"huishouden": "samen", "partner_leeftijd": 70}, "(Participatiewet, artikel 22 onder b en c)."),
        ({"leeftijd": None}, "(Participatiewet, artikel 20 tot en met 22a)."),
    ],
)
def test_the_income_reason_names_the_norm_and_its_article(library: Library, answers: dict[str, Any], norm: str) -> None:
    assert norm in words(library, "ooievaarspas", POOR | {"inkomen": 1300} | answers, DAY, "bijstandsnorm")


@pytest.mark.parametrize(
    ("day", "answers", "is_derived"),
    [
        (date(2025, 9, 1), {"huishouden": "samen", "leeftijd": 19, "partner_leeftijd": 19}, True),
        (date(2025, 9, 1), {}, False),
        (date(2026, 9, 1), {"huishouden": "samen", "leeftijd": 19, "partner_leeftijd": 19}, False),
    ],
)
def test_an_amount_that_was_not_read_in_the_law_says_so(
    library: Library, day: date, answers: dict[str, Any], is_derived: bool
) -> None:
    said = words(library, "ooievaarspas", POOR | {"inkomen": 300} | answers, day, "bijstandsnorm")
    assert ("afgeleid uit andere bedragen" in said) is is_derived


@pytest.mark.parametrize(
    ("day", "remark"),
    [
        (date(2026, 11, 22), None),
        (date(2031, 5, 1), "De AOW-leeftijd van 2031 hebben wij niet bij de overheid zelf gelezen."),
        (date(2040, 5, 1), "Voor deze dag kennen wij de AOW-leeftijd niet. Wij rekenen met die van 2031."),
        (date(2000, 5, 1), "Voor deze dag kennen wij de AOW-leeftijd niet. Wij rekenen met die van 2023."),
    ],
)
def test_an_aow_age_beyond_what_is_known_says_so(library: Library, day: date, remark: str | None) -> None:
    said = words(library, "landelijk-individuele-inkomenstoeslag", POOR, day, "AOW-leeftijd")
    assert remark in said if remark else "kennen" not in said
    pension = normen(library, day.isoformat(), day)["aow_leeftijd"]
    assert pension["zeker"] is (remark is None)


def test_the_norms_say_where_they_stand_and_which_were_derived(library: Library) -> None:
    shown = normen(library, "2025-09-01", DAY)["bijstandsnorm"]
    assert shown["afgeleid"] == ["samen_beiden_18_20_zonder_kind", "samen_een_18_20_een_21plus_zonder_kind"]
    assert shown["artikelen"]["alleenstaand_21_aow"] == "artikel 21 onder a"
    assert set(shown["artikelen"]) == set(shown["bedragen"])
