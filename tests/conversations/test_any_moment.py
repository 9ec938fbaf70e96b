"""What is said in between, in the whole running system: it is answered and the open question comes back."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import Resident, System

SAID: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "tussendoor.yml").read_text(encoding="utf-8"), yaml.CSafeLoader
)
OPEN = [("leiden", "leeftijd"), ("leidschendam-voorburg", "inkomen"), ("leiden", "woning"), ("elburg", "schulden")]


def asked(system: System, field: str, municipality: str = "leiden") -> Resident:
    """A resident who is asked for this field, and said so far only not to make ends meet."""
    talk = Resident(system.url, municipality).begins().says("geld")
    for _ in range(20):
        if talk.asks == field:
            return talk
        talk.says("nee" if talk.asks == "rondkomen" else "weet ik niet")
    raise AssertionError(f"{field} is not asked")


@pytest.mark.parametrize(("municipality", "field"), OPEN)
def test_the_open_question_comes_back_after_every_interruption(system: System, municipality: str, field: str) -> None:
    talk = asked(system, field, municipality)
    wrong, before = [], ""
    for row in SAID:
        talk.says(row["tekst"])
        again = talk.messages[-1]["tekst"] == before
        before = talk.messages[-1]["tekst"]
        if talk.asks != field or again or not any(part in talk.text for part in row["hoort"]):
            wrong.append((row["tekst"], talk.asks, talk.text))
    assert wrong == []
    assert field not in talk.record["antwoorden"]


def test_without_a_municipality_it_is_asked_with_a_button_for_each(system: System) -> None:
    talk = Resident(system.url).begins()
    assert talk.asks == "gemeente"
    assert {"Elburg", "Leiden", "Leiderdorp", "Leidschendam-Voorburg", "Westland"} <= set(talk.titles)
    assert "Naar een medewerker" in talk.says("weet ik niet").titles
    assert talk.says("Delft").asks == "gemeente"
    assert "Delft" in talk.text
    assert "Westland" in talk.says("in Naaldwijk").text
    assert talk.record["gemeente"] == "westland"


def test_another_municipality_is_a_choice_and_the_answers_stay(system: System) -> None:
    talk = asked(system, "leeftijd").says("45").says("Ik woon in Westland")
    assert talk.titles == ["Ga naar Westland", "Blijf bij Leiden"]
    talk.chooses("Ga naar Westland")
    record = talk.record
    assert (record["gemeente"], record["antwoorden"]["leeftijd"]) == ("westland", 45)


def test_living_alone_after_a_husband_asks_what_counts(system: System) -> None:
    talk = asked(system, "huishouden").says("met mijn man")
    talk.says("ik woon alleen")
    assert talk.asks == "huishouden"
    assert "Wat klopt?" in talk.text
    assert "huishouden" not in talk.record["antwoorden"]
    talk.chooses(talk.titles[1])
    assert talk.record["antwoorden"]["huishouden"] == "alleenstaand"


def test_a_handover_in_free_text_to_its_reference_and_back(system: System) -> None:
    talk = asked(system, "leeftijd").says("81").says("ik wil een medewerker spreken")
    talk.chooses("Naar een medewerker").says("een melding voor de wmo")
    talk.says("Het schoonmaken lukt niet meer.").says("mail mij maar").says("ik heb geen e-mail, ik kom langs")
    for part in ("Het schoonmaken lukt niet meer.", "81 jaar", "Ik kom zelf langs", "Mogen wij dit versturen?"):
        assert part in talk.text
    talk.says("ja hoor")
    assert all(part in talk.text for part in ("ZC-", "Dit is een melding", "Servicepunt Zorg"))
    assert talk.record["status"] == "overgedragen"
    assert "ingetrokken" in talk.says("ik wil mijn melding intrekken").text


def test_what_was_shown_can_be_asked_about(system: System) -> None:
    talk = asked(system, "leeftijd").says("wat voor hulp is er bij het schoonmaken?")
    card = next(iter(talk.cards))
    talk.says("en wat kost dat?")
    assert card in talk.cards
    assert talk.asks == "leeftijd"


COUPLE_HALF = {"leeftijd": 45, "huishouden": "alleenstaand", "rondkomen": "niet"}


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"inkomen": 1845.30}, "waarschijnlijk"),
        ({"inkomen": 1845.31}, "niet"),
        ({"inkomen": {"van": 1800, "tot": 1900}}, "misschien"),
        ({}, "misschien"),
        ({"inkomen": 1318.07, "kostendelers": 1}, "waarschijnlijk"),
        ({"inkomen": 1318.08, "kostendelers": 1}, "misschien"),
        ({"inkomen": 1845.30, "kostendelers": 1}, "misschien"),
        ({"inkomen": 1845.31, "kostendelers": 1}, "niet"),
    ],
)
def test_the_figures_of_the_income_limit(system: System, more: dict[str, Any], status: str) -> None:
    body = {"gemeente": "leidschendam-voorburg", "peildatum": "2026-11-01", "antwoorden": {**COUPLE_HALF, **more}}
    answer = Resident(system.url)._call("POST", "/zelfcheck", body)
    pass_ = next(found for found in answer["uitkomsten"] if found["voorziening"] == "ooievaarspas")
    assert pass_["status"] == status
    assert more or "inkomen" in pass_["ontbrekend"]


def test_the_record_of_a_conversation_and_the_stateless_call_agree(system: System) -> None:
    talk = asked(system, "inkomen", "leidschendam-voorburg").says("1400").says("laat de uitkomst zien")
    record = talk.record
    body = {"gemeente": record["gemeente"], "antwoorden": record["antwoorden"]}
    answer = Resident(system.url)._call("POST", "/zelfcheck", body)
    statuses = {found["voorziening"]: found["status"] for found in record["uitkomsten"]}
    assert statuses == {found["voorziening"]: found["status"] for found in answer["uitkomsten"]}
    assert record["verwijzing"] == answer["verwijzing"]
