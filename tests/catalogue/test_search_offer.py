"""``GET /voorzieningen``: all in the plan's order, one domain, or what a resident asks for."""

from typing import Any

import pytest

from bot.catalogue.library import Library
from bot.catalogue.offer import search_in, voorzieningen
from bot.selfcheck.answers import AnswerError


def ids(found: dict[str, Any]) -> list[str]:
    return [facility["voorziening"] for facility in found["voorzieningen"]]


def test_without_a_question_all_come_in_the_plans_order(library: Library) -> None:
    found = voorzieningen(library, "westland", None, None)
    assert ids(found) == [facility.id for facility in library.municipalities["westland"].facilities]
    assert found["aantal"] == len(found["voorzieningen"])


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_question_is_no_question(library: Library, text: str) -> None:
    assert voorzieningen(library, "elburg", None, text) == voorzieningen(library, "elburg", None, None)


def test_a_facility_has_the_fields_of_an_outcome_without_a_resident(library: Library) -> None:
    first = voorzieningen(library, "leiden", None, None)["voorzieningen"][0]
    assert {"voorziening", "naam", "domeinen", "samenvatting", "stappen", "contact", "bron"} <= set(first)
    assert not {"status", "redenen", "gemeente"} & set(first)


def test_without_a_municipality_each_says_where_it_is(library: Library) -> None:
    found = voorzieningen(library, None, None, None)
    assert {facility["gemeente"] for facility in found["voorzieningen"]} == set(library.municipalities)
    assert found["aantal"] == sum(len(place.facilities) for place in library.municipalities.values())


@pytest.mark.parametrize("place", ["leiden", None])
def test_a_domain_narrows(library: Library, place: str | None) -> None:
    found = voorzieningen(library, place, "taal", None)
    assert found["aantal"] > 0
    assert all("taal" in facility["domeinen"] for facility in found["voorzieningen"])


@pytest.mark.parametrize(
    ("place", "domain", "text", "expected"),
    [
        ("leiden", None, "ik wil van de drank af", "verslavingszorg"),
        ("elburg", "huishouden", "kan er warm eten gebracht worden", "tafeltje-dekje"),
        ("westland", "mobiliteit", "wie brengt mijn zoon met een handicap naar school", "leerlingenvervoer"),
    ],
)
def test_a_question_brings_the_best_first(
    library: Library, place: str, domain: str | None, text: str, expected: str
) -> None:
    assert ids(voorzieningen(library, place, domain, text))[0] == expected


def test_a_question_to_all_municipalities_is_answered_by_each_that_can(library: Library) -> None:
    found = voorzieningen(library, None, None, "ik wil een traplift in mijn huis")["voorzieningen"]
    assert {"leiden", "leiderdorp", "westland", "elburg"} <= {facility["gemeente"] for facility in found}


@pytest.mark.parametrize(
    ("place", "text"), [("leiden", "hoe bak ik pannenkoeken"), (None, "hoe hoog is de eiffeltoren")]
)
def test_a_question_about_something_else_brings_nothing(library: Library, place: str | None, text: str) -> None:
    assert voorzieningen(library, place, None, text) == {"voorzieningen": [], "aantal": 0}


@pytest.mark.parametrize(
    ("place", "domain", "field", "reason"),
    [
        ("delft", None, "gemeente", "onbekende_gemeente"),
        ("Leiden", None, "gemeente", "onbekende_gemeente"),
        ("", None, "gemeente", "onbekende_gemeente"),
        ("leiden", "sport", "domein", "onbekende_keuze"),
        (None, "", "domein", "onbekende_keuze"),
        ("delft", "sport", "domein", "onbekende_keuze"),
    ],
)
def test_an_unknown_choice_is_refused_by_name(
    library: Library, place: str | None, domain: str | None, field: str, reason: str
) -> None:
    with pytest.raises(AnswerError) as refused:
        voorzieningen(library, place, domain, None)
    assert (refused.value.field, refused.value.reason) == (field, reason)
    assert set(refused.value.details) <= {"gemeenten", "keuzes"}


def test_a_search_is_made_once_until_the_catalogue_is_loaded_anew(library: Library) -> None:
    place, reloaded = library.municipalities["leiderdorp"], Library.load().municipalities["leiderdorp"]
    assert search_in(place) is search_in(place)
    assert search_in(reloaded) is not search_in(place)
