"""What was not understood is kept with the answer: masked, without the conversation, and never a chosen button."""

import pytest

from bot.store.not_understood import Sentences
from tests.front.standin import said, state

ORDER = {"custom": {"niet_begrepen": {"veld": "inkomen"}}}


async def kept(database):
    async with database.read() as connection:
        return [(each.text, each.field) for each in await Sentences(connection).unlabelled(50)]


async def test_the_masked_words_and_the_open_question_are_kept(resident, rasa, database):
    rasa.script = [[said("Dat begrijp ik niet."), state(), ORDER]]
    await resident.say("zo'n beetje, bel maar 06-12345678")
    ((text, field),) = await kept(database)
    assert (text, field) == ("zo'n beetje, bel maar [telefoonnummer weggehaald]", "inkomen")


async def test_names_of_others_are_kept_in_the_conversation_only(resident, rasa, database):
    rasa.script = [[said("Dat begrijp ik niet."), state(), ORDER]]
    await resident.say("iets met mijn zoon Ahmed uit Leiden")
    ((text, _),) = await kept(database)
    assert text == "iets met mijn zoon [naam weggehaald] uit Leiden"
    assert "Ahmed" in str(await resident.record())


async def test_what_was_understood_is_not(resident, database):
    await resident.say("1300 euro")
    assert await kept(database) == []


async def test_a_turn_that_is_answered_twice_keeps_it_once(resident, rasa, database):
    rasa.script = [[said("Dat begrijp ik niet."), state(), ORDER]]
    await resident.say("blauw", sleutel="een")
    await resident.say("blauw", sleutel="een")
    assert len(await kept(database)) == 1


async def test_removing_the_conversation_leaves_nothing_that_leads_to_it(resident, rasa, database):
    rasa.script = [[said("Dat begrijp ik niet."), state(), ORDER]]
    await resident.say("blauw met stippen")
    async with database.read() as connection:
        (sentence,) = await Sentences(connection).unlabelled(50)
    assert resident.id not in repr(sentence)
    assert (sentence.at.hour, sentence.at.minute, sentence.at.second) == (0, 0, 0)


@pytest.mark.parametrize("order", [{"veld": ""}, {"veld": 3}, {}, "inkomen", {"veld": "x" * 41}])
async def test_an_order_of_another_shape_is_no_answer(resident, rasa, database, order):
    rasa.script = [[said("Tja."), state(), {"custom": {"niet_begrepen": order}}]]
    await resident.say("blauw")
    assert await kept(database) == []
