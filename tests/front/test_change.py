"""``POST /gesprekken/{id}/wijzigingen``: a turn that asks the question of a known answer anew."""

import json

import pytest

from bot.dialogue.questions import AGAIN
from bot.front import wording
from bot.front.keys import TEXTS
from bot.selfcheck.answers import FIELDS
from tests.front.conftest import problem
from tests.front.standin import said, state

OWN = "Ik wil mijn antwoord wijzigen op de vraag: Hoe oud bent u?"


@pytest.fixture
async def known(resident, rasa):
    """A conversation in which the age is known."""
    rasa.reply = lambda sender, message: [said("Goed."), state(antwoorden={"leeftijd": 45, "inkomen": None})]
    await resident.say("45")
    return resident


async def change(resident, **body):
    return await resident.client.post(f"{resident.path}/wijzigingen", json=body, headers=resident.headers)


def test_the_front_door_says_it_as_the_assistant_hears_it():
    assert wording.AGAIN == AGAIN


async def test_it_is_a_turn_with_the_question_in_it(known, rasa):
    response = await change(known, veld="leeftijd")
    assert response.status == 200
    assert [each["tekst"] for each in (await response.json())["berichten"]] == ["Goed."]
    assert (await known.transcript())[-2:] == [("inwoner", OWN), ("assistent", "Goed.")]
    command, payload = rasa.messages[-1][:5], json.loads(rasa.messages[-1][5:])
    assert (command, payload) == ("/kies", {"veld": "leeftijd", "waarde": '"opnieuw"'})


async def test_the_same_key_is_one_turn(known, rasa):
    first, second = [await change(known, veld="leeftijd", sleutel="a") for _ in range(2)]
    assert await first.json() == await second.json()
    assert sum(message.startswith("/kies") for message in rasa.messages) == 1


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"veld": "inkomen"}, 409, "veld"),
        ({"veld": "partner_leeftijd"}, 409, "veld"),
        ({"veld": "schoenmaat"}, 400, "veld"),
        ({"veld": None}, 400, "veld"),
        ({}, 400, "veld"),
        ({"veld": 3}, 400, "veld"),
        ({"veld": "leeftijd", "tekst": "46"}, 400, "tekst"),
        ({"veld": "leeftijd", "sleutel": "met spatie"}, 400, "sleutel"),
    ],
)
async def test_what_cannot_be_changed_is_refused_and_stores_nothing(known, rasa, body, status, field):
    before = await known.transcript()
    assert (await problem(await change(known, **body), status))["veld"] == field
    assert await known.transcript() == before


async def test_only_for_whoever_has_the_token(known):
    known.token = "x"
    await problem(await change(known, veld="leeftijd"), 404)


@pytest.mark.parametrize("field", FIELDS)
async def test_every_field_has_words_for_it_without_holes(client, field):
    words = client.app[TEXTS].questions.change(field)
    assert words.startswith("Ik wil mijn antwoord wijzigen op de vraag: ")
    assert "{" not in words
