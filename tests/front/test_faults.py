"""Rasa is down, slow, empty or broken: the resident reads so, nothing is lost, and it goes on by itself."""

import asyncio
from dataclasses import replace

import pytest

from bot.front import keys, turns
from tests.front.conftest import until
from tests.front.standin import said, state

NOTICE = "Het werkt nu even niet. Dat ligt niet aan u. Uw bericht is bewaard."


async def broken(rasa, how):
    if how == "weg":
        await rasa.stop()
    else:
        rasa.mode = how


async def repaired(rasa, how):
    if how == "weg":
        await rasa.start()
    else:
        rasa.mode = "goed"


@pytest.mark.parametrize("how", ["weg", "leeg", "fout", "onzin"])
async def test_the_message_is_kept_and_answered_later(resident, rasa, how):
    await broken(rasa, how)
    answer = await resident.say("ik woon alleen")
    assert [each["van"] for each in answer] == ["assistent"]
    assert answer[0]["tekst"].startswith(NOTICE)
    assert "Sociaal Wijkteam" in answer[0]["tekst"]
    await repaired(rasa, how)
    await until(lambda: heard(resident, "Gehoord: ik woon alleen"))
    senders_and_texts = (await resident.transcript())[2:]
    assert [sender for sender, _ in senders_and_texts] == ["inwoner", "assistent", "assistent"]


async def heard(resident, text):
    return ("assistent", text) in await resident.transcript()


async def test_new_messages_queue_behind_the_first_and_keep_their_order(resident, rasa):
    await rasa.stop()
    for text in ("een", "twee", "drie"):
        assert "bericht" in (await resident.say(text))[0]["tekst"]
    await rasa.start()
    await until(lambda: heard(resident, "Gehoord: drie"))
    assert rasa.messages[1:] == ["een", "twee", "drie"]
    answers = [text for _, text in await resident.transcript() if text.startswith("Gehoord")]
    assert answers == ["Gehoord: een", "Gehoord: twee", "Gehoord: drie"]


async def test_a_new_message_is_tried_at_once_when_rasa_is_back(start, begin, rasa, front_settings):
    client = await start(replace(front_settings, retry_first=60, retry_longest=60))
    resident = await begin(on=client)
    await rasa.stop()
    await resident.say("een")
    await rasa.start()
    assert [each["tekst"] for each in await resident.say("twee")] == ["Gehoord: twee"]
    assert rasa.messages[1:] == ["een", "twee"]


async def test_the_same_key_while_it_waits_gives_the_same_notice_once(resident, rasa):
    await rasa.stop()
    first = await resident.say("hallo", sleutel="a")
    assert await resident.say("hallo", sleutel="a") == first
    assert len(await resident.transcript()) == 4
    await rasa.start()
    await until(lambda: heard(resident, "Gehoord: hallo"))
    again = await resident.say("hallo", sleutel="a")
    assert [each["tekst"] for each in again] == [first[0]["tekst"], "Gehoord: hallo"]
    assert rasa.messages.count("hallo") == 1


async def test_danger_gets_its_numbers_first(resident, rasa):
    await rasa.stop()
    answer = await resident.say("hij heeft een mes gepakt")
    assert [each["tekst"] for each in answer][0] == "Bel nu 112."
    assert answer[1]["tekst"].startswith(NOTICE)


async def test_said_again_nothing_is_said_twice_in_a_row(resident, rasa):
    await rasa.stop()
    answers = [await resident.say("hij heeft een mes gepakt") for _ in range(3)]
    said = [{part for each in answer for part in each["tekst"].split(". ")} for answer in answers]
    assert said[0] & said[1] == said[1] & said[2] == set()
    assert all("112" in answer[0]["tekst"] for answer in answers)


async def test_without_a_municipality_no_desk_is_named(begin, rasa):
    rasa.script = [[said("Hallo"), state(gemeente=None)]]
    resident = await begin(None)
    await rasa.stop()
    text = (await resident.say("hallo"))[0]["tekst"]
    assert text.endswith("Bel dan uw gemeente.")
    assert "None" not in text


async def test_a_conversation_can_begin_while_rasa_is_down(begin, rasa):
    await rasa.stop()
    resident = await begin("elburg")
    assert "begint de zelfcheck hier vanzelf" in resident.opening[0]["tekst"]
    assert "Team Elburg" in resident.opening[0]["tekst"]
    await rasa.start()
    await until(lambda: heard(resident, "In welke gemeente woont u?"))
    assert rasa.messages == ['/start{"gemeente": "elburg"}']


async def test_what_waited_is_taken_up_after_a_restart(start, begin, rasa):
    first = await start()
    resident = await begin(on=first)
    await rasa.stop()
    await resident.say("een")
    await resident.say("twee")
    await first.close()
    await rasa.start()
    resident.client = await start()
    await until(lambda: heard(resident, "Gehoord: twee"))
    assert rasa.messages[1:] == ["een", "twee"]


async def test_a_stop_in_the_middle_of_a_turn_loses_nothing(start, begin, rasa):
    first = await start()
    resident = await begin(on=first)
    rasa.delay = 30
    talking = asyncio.create_task(resident.post(tekst="hallo"))
    await until(lambda: len(rasa.received) == 2)
    talking.cancel()
    await first.app[keys.TURNS].stop()
    await first.close()
    rasa.delay = 0
    rasa.busy.clear()
    resident.client = await start()
    await until(lambda: heard(resident, "Gehoord: hallo"))


async def test_another_conversation_is_not_touched(begin, rasa):
    mine, other = await begin(), await begin()
    rasa.reply = lambda sender, message: [] if message == "mislukt" else [said(f"Gehoord: {message}"), state()]
    assert (await mine.say("mislukt"))[0]["tekst"].startswith(NOTICE)
    assert (await other.say("hallo"))[0]["tekst"] == "Gehoord: hallo"
    assert len(await other.transcript()) == 4


async def test_a_message_that_rasa_never_answers_is_given_up_when_others_are_answered(begin, rasa, monkeypatch):
    monkeypatch.setattr(turns, "FAILURES_BEFORE_GIVING_UP", 3)
    mine, other = await begin(), await begin()
    rasa.reply = lambda sender, message: [] if message == "gif" else [said(f"Gehoord: {message}"), state()]
    await mine.say("gif")
    await mine.say("daarna")
    await other.say("hallo")
    await until(lambda: heard(mine, "Gehoord: daarna"))
    texts = [text for _, text in await mine.transcript()]
    assert any(text.startswith("Het lukt niet om uw bericht te verwerken") for text in texts)


async def test_a_message_is_never_given_up_while_rasa_answers_nobody(begin, rasa, monkeypatch):
    monkeypatch.setattr(turns, "FAILURES_BEFORE_GIVING_UP", 1)
    resident = await begin()
    rasa.mode = "leeg"
    await resident.say("hallo")
    await until(lambda: rasa.messages.count("hallo") > 2)
    rasa.mode = "goed"
    await until(lambda: heard(resident, "Gehoord: hallo"))


@pytest.mark.parametrize(
    "items",
    [
        {"bericht": "geen lijst"},
        ["tekst"],
        [{"custom": "tekst"}],
        [{"custom": {"bericht": {"tekst": 5}}}],
        [{"custom": {"bericht": {"vraag": "woning"}}}],
        [{"custom": {"bericht": {"tekst": "a", "keuzes": [{"titel": "zonder payload"}]}}}],
        [said("a"), {"custom": {"staat": "open"}}],
        [said("a"), state(status="verdwenen")],
        [said("a"), state(gemeente=5)],
        [said("a"), {"custom": {"overdracht": {"soort": "iets", "team": "x", "tekstversie": "1"}}}],
        [said("a"), {"custom": {"overdracht": {"soort": "melding", "tekstversie": "1"}}}],
        [state(antwoorden={"leeftijd": 3})],
    ],
)
async def test_a_malformed_answer_counts_as_none_and_changes_nothing(resident, rasa, items):
    if isinstance(items, dict):
        rasa._remember = lambda *_: None
    rasa.reply = lambda *_: items
    rasa._remember = lambda *_: None
    assert (await resident.say("hallo"))[0]["tekst"].startswith(NOTICE)
    record = await resident.record()
    assert record["antwoorden"] == {}
    assert record["status"] == "open"


async def test_an_error_in_our_own_part_of_a_turn_is_tried_again(resident, rasa, decision):
    overdracht = {"soort": "melding", "team": "t", "reden": "r", "tekstversie": "1", "kenmerk": "ZC-7K3M-92QF"}
    rasa.reply = lambda _, message: [said("Verstuurd."), state(), {"custom": {"overdracht": overdracht}}]
    works = decision.record
    decision.record = lambda _: {}["kapot"]
    assert (await resident.say("ja"))[0]["tekst"].startswith(NOTICE)
    decision.record = works
    await until(lambda: heard(resident, "Verstuurd."))


def test_the_pace_doubles_up_to_its_longest():
    pace = turns.Pace(1, 30)
    assert [pace.wait(failures) for failures in (1, 2, 3, 5, 6, 500)] == [1, 2, 4, 16, 30, 30]
