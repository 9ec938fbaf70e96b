"""Messages that go wrong, in the whole running system: a clear answer, nothing lost, nobody else touched."""

import uuid
from typing import Any

import pytest

from tests.running import Json, Resident, System


def asked_age(system: System) -> Resident:
    """A resident of Leiden who is asked for the age and has told nothing yet."""
    talk = Resident(system.url, "leiden").begins().says("alles")
    while talk.asks not in ("leeftijd", None):
        talk.says("weet ik niet")
    assert talk.asks == "leeftijd"
    return talk


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ({"tekst": ""}, 400, "leeg"),
        ({"tekst": "  \n "}, 400, "leeg"),
        ({}, 400, "leeg"),
        ({"tekst": "x" * 3000}, 400, "te_lang"),
        ({"tekst": 45}, 400, "geen_tekst"),
        ({"tekst": "ja", "keuze": "nee"}, 400, "tekst_of_keuze"),
        ({"keuze": "nooit-gegeven"}, 422, "keuze_onbekend"),
    ],
)
def test_a_wrong_message_is_refused_with_what_to_do(system: System, body: Json, status: int, kind: str) -> None:
    talk = asked_age(system)
    talk.sends({**body, "sleutel": uuid.uuid4().hex})
    assert (talk.status, talk.problem["type"]) == (status, f"urn:zelfcheck:probleem:{kind}")
    assert talk.problem["detail"].endswith(".")
    assert talk.says("45").record["antwoorden"] == {"leeftijd": 45}


@pytest.mark.parametrize("text", ["😀😀😀", "/nood", '/kies{"veld": "leeftijd"}', "130", "999", "-5"])
def test_what_is_no_age_is_asked_again_with_an_example(system: System, text: str) -> None:
    talk = asked_age(system).says(text)
    assert (talk.status, talk.asks) == (200, "leeftijd")
    assert "Noem uw leeftijd in hele jaren" in talk.text
    assert talk.record["antwoorden"] == {}
    assert talk.says("45").record["antwoorden"] == {"leeftijd": 45}


@pytest.mark.parametrize("text", ["\x00\x07\x1b", "/"])
def test_control_characters_or_a_slash_alone_are_no_text(system: System, text: str) -> None:
    talk = asked_age(system).says(text)
    assert (talk.status, talk.problem["type"]) == (400, "urn:zelfcheck:probleem:leeg")
    assert talk.record["antwoorden"] == {}


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("0", 0, None),
        ("-5", None, "kan niet lager zijn dan 0 euro"),
        ("10 miljoen", None, "te hoog voor een maand"),
        ("1300", 1300, None),
    ],
)
def test_amounts_at_the_edge(system: System, text: str, value: Any, part: str | None) -> None:
    talk = Resident(system.url, "leidschendam-voorburg").begins().says("geld")
    answers = {"rondkomen": "nee", "huishouden": "alleen"}
    while talk.asks not in ("inkomen", None):
        talk.says(answers.get(talk.asks, "weet ik niet"))
    talk.says(text)
    assert talk.record["antwoorden"].get("inkomen") == value
    assert (talk.asks == "inkomen") is (part is not None)
    assert part is None or part in talk.text


def test_a_choice_of_an_earlier_turn_is_refused(system: System) -> None:
    talk = Resident(system.url, "leiden").begins()
    old = talk.choices[0]["keuze"]
    talk.says("geld").sends({"keuze": old, "sleutel": uuid.uuid4().hex})
    assert (talk.status, talk.problem["type"]) == (409, "urn:zelfcheck:probleem:keuze_verlopen")


def test_an_unknown_municipality_is_refused(system: System) -> None:
    talk = Resident(system.url)
    talk._call("POST", "/gesprekken", {"kanaal": "web", "gemeente": "atlantis"})
    assert talk.status == 400


def test_the_same_message_twice_counts_once(system: System) -> None:
    talk = asked_age(system).says("45", "een-sleutel")
    first = talk.messages
    assert talk.says("45", "een-sleutel").messages == first
    record = talk.record
    assert record["antwoorden"] == {"leeftijd": 45}
    assert [message["tekst"] for message in record["berichten"]].count("45") == 1


def test_a_contradiction_is_shown_and_can_be_corrected(system: System) -> None:
    talk = Resident(system.url, "westland").begins().says("alles")
    while talk.asks != "huishouden":
        talk.says("weet ik niet")
    talk.says("met mijn man").says("nee wacht, ik woon alleen")
    assert "aangepast" in talk.text
    assert talk.record["antwoorden"]["huishouden"] == "alleenstaand"


@pytest.mark.parametrize("token", ["", "verkeerd"])
def test_without_the_token_of_the_conversation_nothing_is_read_or_changed(system: System, token: str) -> None:
    talk = asked_age(system)
    stranger = Resident(system.url, id=talk.id, token=token)
    assert stranger.says("99").status in (401, 404)
    assert stranger._call("GET", f"/gesprekken/{talk.id}").keys() >= {"type", "title", "detail"}
    assert talk.record["antwoorden"] == {}


def test_the_token_of_another_conversation_opens_nothing(system: System) -> None:
    talk, other = asked_age(system), asked_age(system)
    stranger = Resident(system.url, id=talk.id, token=other.token)
    assert stranger.says("99").status == 404
    assert (talk.record["antwoorden"], other.record["antwoorden"]) == ({}, {})
