"""Who is sent to a person, where, and how soon: the same answers in each of the five municipalities."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import Library
from tests.selfcheck.test_evaluate import MUNICIPALITIES, municipalities, some_answers

DAY = date(2026, 11, 22)
WORN_OUT = {"mantelzorg": True, "belasting": "overbelast", "vervanging": False}
CARER = {"mantelzorg": True, "belasting": "licht"}
EXAMINE = "Een medewerker moet eerst met u bekijken welke hulp past."
SEVERAL = "U heeft vragen over drie of meer onderwerpen. Een medewerker kan die samen bekijken."


def referral(library: Library, slug: str, answers: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["verwijzing"]
    return found


# The team by municipality: Leidschendam-Voorburg, Westland, Leiderdorp, Leiden, Elburg.
TEAMS = [
    ({}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
    ({"schulden": True}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
    (
        {"dreiging": ["huisuitzetting"]},
        "sociaal-servicepunt sociaal-kernteam sociaal-team meldpunt-zorg-en-overlast team-doeth",
    ),
    ({"dreiging": ["afsluiting"]}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
    ({"huishouden_lukt": "niet"}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
    ({"woning": "geen"}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
    (WORN_OUT, "sociaal-servicepunt sociaal-kernteam sociaal-team mantelzorgondersteuning-loket team-doeth"),
    (WORN_OUT | {"onveilig": True}, "veilig-thuis veilig-thuis veilig-thuis shg veilig-thuis"),
    ({"opvoedvragen": True}, "sociaal-servicepunt sociaal-kernteam cjg cjg cjg"),
    ({"leeftijd": 16}, "sociaal-servicepunt sociaal-kernteam cjg servicepunt-zorg cjg"),
    (
        {"opvoedvragen": True, "schulden": True},
        "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth",
    ),
    ({"werk": "zoekt"}, "sociaal-servicepunt sociaal-kernteam sociaal-team werk-en-inkomen team-doeth"),
    ({"werk": "zoekt", "opvoedvragen": True}, "sociaal-servicepunt sociaal-kernteam cjg servicepunt-zorg cjg"),
    ({"eenzaam": True}, "sociaal-servicepunt sociaal-kernteam sociaal-team servicepunt-zorg team-doeth"),
]
BY_PLACE = [
    (slug, answers, team)
    for answers, teams in TEAMS
    for slug, team in zip(("leidschendam-voorburg", "westland", "leiderdorp", "leiden", "elburg"), teams.split())
]


@pytest.mark.parametrize(("slug", "answers", "team"), BY_PLACE)
def test_the_desk_is_the_municipalitys_own(library: Library, slug: str, answers: dict[str, Any], team: str) -> None:
    found = referral(library, slug, answers)
    assert (found["team"], found["loket"]["id"]) == (team, team)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "urgency", "reasons"),
    [
        ({}, "normaal", set()),
        ({"onveilig": True}, "acuut", {"U voelt zich thuis niet veilig."}),
        ({"dreiging": ["huisuitzetting"]}, "spoed", {"U dreigt uw huis uit te moeten."}),
        ({"dreiging": ["afsluiting"]}, "spoed", {"U zit misschien binnenkort zonder energie of water."}),
        ({"dreiging": ["zorgverzekering"]}, "spoed", {"Uw zorgverzekering stopt misschien."}),
        (
            {"dreiging": ["huisuitzetting", "zorgverzekering"]},
            "spoed",
            {"U dreigt uw huis uit te moeten.", "Uw zorgverzekering stopt misschien."},
        ),
        (WORN_OUT, "spoed", {"U kunt de zorg niet meer aan en niemand kan het overnemen."}),
        (
            WORN_OUT | {"onveilig": True},
            "acuut",
            {"U kunt de zorg niet meer aan en niemand kan het overnemen.", "U voelt zich thuis niet veilig."},
        ),
        ({"eenzaam": True, "somber": True, "taal_moeite": True}, "normaal", {SEVERAL}),
        ({"eenzaam": True, "somber": True}, "normaal", set()),
        ({"mantelzorg": True, "belasting": "licht"}, "normaal", set()),
    ],
)
def test_the_reasons_are_what_the_answers_say(
    library: Library, slug: str, answers: dict[str, Any], urgency: str, reasons: set[str]
) -> None:
    found = referral(library, slug, answers)
    assert found["urgentie"] == urgency
    assert set(found["redenen"]) - {EXAMINE} == reasons


@pytest.mark.parametrize(
    ("slug", "answers"),
    [
        ("leidschendam-voorburg", {"huishouden_lukt": "niet"}),
        ("leiden", {"lopen": "niet"}),
        ("westland", {"zorg_nodig": True}),
        ("leiderdorp", {"thuis_verplaatsen": "beperkt"}),
        ("elburg", {"zorg_nodig": True}),
    ],
)
def test_what_must_be_examined_first_needs_a_person(library: Library, slug: str, answers: dict[str, Any]) -> None:
    found = referral(library, slug, answers)
    assert (found["nodig"], found["urgentie"]) == (True, "normaal")
    assert EXAMINE in found["redenen"]


@settings(max_examples=150)
@given(municipalities, some_answers)
def test_laws_of_every_referral(library: Library, slug: str, answers: dict[str, Any]) -> None:
    found, place = referral(library, slug, answers), library.municipalities[slug]
    assert found["team"] in place.contacts
    assert found["loket"]["bron"]["document"] == place.document
    assert found["nodig"] is bool(found["redenen"])
    assert found["nodig"] or found["urgentie"] == "normaal"
    assert ("telefoon" in found) is (found["urgentie"] == "acuut")
    assert answers.get("onveilig") is not True or found["urgentie"] == "acuut"


ELSEWHERE = (
    "De persoon voor wie u zorgt woont in {}. Hulp voor die persoon loopt via die gemeente. "
    "Steun voor u loopt meestal via uw eigen gemeente."
)


@pytest.mark.parametrize("slug", MUNICIPALITIES)
@pytest.mark.parametrize(
    ("answers", "place"),
    [
        (CARER | {"mantelzorg_gemeente": "katwijk"}, "Katwijk"),
        (CARER | {"mantelzorg_gemeente": "den-haag"}, "Den Haag"),
        (CARER, None),
        ({"mantelzorg": False, "mantelzorg_gemeente": "katwijk"}, None),
        ({"mantelzorg_gemeente": "katwijk"}, None),
    ],
)
def test_whose_municipality_counts(library: Library, slug: str, answers: dict[str, Any], place: str | None) -> None:
    expected = ELSEWHERE.format(place) if place else None
    assert referral(library, slug, answers).get("elders") == expected


@pytest.mark.parametrize("slug", MUNICIPALITIES)
def test_in_the_same_municipality_there_is_nothing_to_say(library: Library, slug: str) -> None:
    assert "elders" not in referral(library, slug, CARER | {"mantelzorg_gemeente": slug})


def without_place(outcome: dict[str, Any]) -> dict[str, Any]:
    """An outcome without the line about where the cared-for lives."""
    return {**outcome, "redenen": [reason for reason in outcome["redenen"] if reason["voorwaarde"] != WHERE]}


WHERE = "Waar de persoon woont voor wie u zorgt"


@settings(max_examples=60)
@given(municipalities, some_answers, st.sampled_from(["katwijk", "elburg", "leiden"]))
def test_where_the_cared_for_lives_changes_no_status_team_or_urgency(
    library: Library, slug: str, answers: dict[str, Any], place: str
) -> None:
    """No plan says that support for a carer depends on it; the resident's own municipality stays the desk."""
    there = answers | {"mantelzorg_gemeente": place}
    here = answers | {"mantelzorg_gemeente": slug}
    one, other = (zelfcheck(library, {"gemeente": slug, "antwoorden": given}, DAY) for given in (there, here))
    assert [without_place(outcome) for outcome in one["uitkomsten"]] == other["uitkomsten"]
    one["verwijzing"].pop("elders", None)
    assert one["verwijzing"] == other["verwijzing"]


FORGETS = CARER | {"dementie": True, "mantelzorg_gemeente": "westland"}


@pytest.mark.parametrize(
    ("slug", "answers", "name", "is_marked"),
    [
        ("leiden", FORGETS, "dagbesteding", True),
        ("leiden", FORGETS | {"mantelzorg_gemeente": "leiden"}, "dagbesteding", False),
        ("leiden", FORGETS | {"zorg_nodig": True}, "dagbesteding", False),
        ("leiden", FORGETS, "mantelzorgondersteuning", False),
        ("leidschendam-voorburg", FORGETS, "ontmoetingscentra-dementie", True),
        ("elburg", FORGETS, "landelijk-wmo-melding", True),
        ("elburg", {"dementie": True, "mantelzorg": False}, "landelijk-wmo-melding", False),
    ],
)
def test_what_is_for_the_cared_for_says_which_municipality_arranges_it(
    library: Library, slug: str, answers: dict[str, Any], name: str, is_marked: bool
) -> None:
    outcomes = zelfcheck(library, {"gemeente": slug, "antwoorden": answers}, DAY)["uitkomsten"]
    reasons = next(outcome["redenen"] for outcome in outcomes if outcome["voorziening"] == name)
    marks = [reason for reason in reasons if reason["voorwaarde"] == WHERE]
    assert bool(marks) is is_marked
    for mark in marks:
        assert "woont in Westland" in mark["uitleg"]
        assert mark["bron"]["document"] == "Wmo 2015, artikel 1.2.1"
