"""A new municipality is one file: a sixth, made-up one gets its self-check, its questions, its search and its page."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.catalogue.decision import zelfcheck
from bot.catalogue.library import DATA, Library
from bot.catalogue.offer import voorzieningen
from bot.catalogue.office import load_office_texts
from bot.catalogue.page import Page
from bot.dialogue.agenda import Agenda
from bot.dialogue.questions import UNKNOWN, Questionnaire
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import FIELDS

DAY = date(2026, 11, 22)
SIXTH = Path(__file__).parent / "zesde.yml"
SAID: dict[str, Any] = {
    "leeftijd": 40,
    "huishouden": "alleenstaand",
    "rondkomen": "niet",
    "inkomen": 1500,
    "kostendelers": 0,
    "schulden": False,
    "huishouden_lukt": "niet",
    "netwerk": "nee",
}


@pytest.fixture(scope="module")
def six(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A copy of all data with one file more."""
    data = tmp_path_factory.mktemp("gegevens") / "data"
    shutil.copytree(DATA, data)
    shutil.copy(SIXTH, data / "catalogus" / "rivierdam.yml")
    return Library.load(data)


def check(library: Library, answers: dict[str, Any]) -> dict[str, Any]:
    return zelfcheck(library, {"gemeente": "rivierdam", "antwoorden": answers}, DAY)


def test_it_stands_beside_the_others(six: Library, library: Library) -> None:
    assert set(six.municipalities) - set(library.municipalities) == {"rivierdam"}


@pytest.mark.parametrize(
    ("answers", "facility", "status"),
    [
        (SAID, "rivierpas", "waarschijnlijk"),
        ({**SAID, "inkomen": 1900}, "rivierpas", "niet"),
        ({"rondkomen": "niet"}, "rivierpas", "misschien"),
        ({**SAID, "rondkomen": "makkelijk"}, "rivierpas", None),
        (SAID, "rivierhulp", "misschien"),
        ({**SAID, "netwerk": "ja"}, "rivierhulp", "niet"),
        ({"schulden": True}, "schuldhulp-rivierdam", "waarschijnlijk"),
        ({"schulden": True}, "landelijk-schuldhulpverlening", None),
    ],
)
def test_its_own_rules_decide(six: Library, answers: dict[str, Any], facility: str, status: str | None) -> None:
    found = {outcome["voorziening"]: outcome["status"] for outcome in check(six, answers)["uitkomsten"]}
    assert found.get(facility) == status


@pytest.mark.parametrize(("answers", "desk"), [({}, "rivierpunt"), ({"schulden": True}, "geldwinkel")])
def test_its_own_desks_are_referred_to(six: Library, answers: dict[str, Any], desk: str) -> None:
    assert check(six, answers)["verwijzing"]["team"] == desk


def test_no_name_of_another_plan_is_shown(six: Library) -> None:
    shown = check(six, {**SAID, "schulden": True})["uitkomsten"]
    own = {facility.id for facility in six.municipalities["rivierdam"].facilities}
    assert {outcome["voorziening"] for outcome in shown} <= own
    assert all(
        name in ("rivierpas", "rivierhulp", "schuldhulp-rivierdam") or name.startswith("landelijk-") for name in own
    )


def walk(agenda: Agenda, state: DialogueState, said: dict[str, Any]) -> Iterator[str]:
    """The fields that are asked, one after the other, until nothing is left that matters."""
    while (field := agenda.next_field(state, DAY)) is not None:
        yield field
        state = state.with_answer(field, said[field]) if field in said else state.with_skip(field, UNKNOWN)


@pytest.mark.parametrize(
    ("topics", "asked", "unasked"),
    [
        (("geld",), {"rondkomen", "schulden", "inkomen", "huishouden"}, {"lopen", "mantelzorg"}),
        (("huishouden",), {"huishouden_lukt", "netwerk"}, {"inkomen", "ov"}),
    ],
)
def test_its_questions_follow_from_its_rules(
    six: Library, questionnaire: Questionnaire, topics: tuple[str, ...], asked: set[str], unasked: set[str]
) -> None:
    fields = list(walk(Agenda(six, questionnaire), DialogueState("rivierdam", topics), SAID))
    assert len(fields) == len(set(fields)) < len(FIELDS)
    assert asked <= set(fields)
    assert not unasked & set(fields)


def test_it_is_searched(six: Library) -> None:
    found = voorzieningen(six, "rivierdam", None, "minimapas")["voorzieningen"]
    assert found[0]["voorziening"] == "rivierpas"


def test_it_has_its_page(six: Library) -> None:
    page = Page(six.municipalities["rivierdam"], six.rules.wording, load_office_texts(DATA)["pagina"]).html(DAY)
    assert "Uw inkomen is niet hoger dan 120% van de bijstandsnorm." in page
    assert "bevestigd op 1 november 2026" in page
