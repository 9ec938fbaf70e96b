"""The turn: begun, answered, in order, once."""

import asyncio
from dataclasses import replace

import pytest

from bot.front import keys
from bot.front.bodies import Said
from tests.front.conftest import until
from tests.front.standin import said, state


async def test_the_opening_messages_are_in_the_answer(client, rasa):
    response = await client.post("/api/v1/gesprekken", json={"gemeente": "leiden", "kanaal": "web"})
    body = await response.json()
    assert response.status == 201
    assert set(body) == {"id", "token", "berichten"}
    assert response.headers["Location"] == f"/api/v1/gesprekken/{body['id']}"
    assert [each["tekst"] for each in body["berichten"]] == [
        "Hallo. Dit is een computer.",
        "In welke gemeente woont u?",
    ]
    assert body["berichten"][-1]["vraag"] == "gemeente"
    assert rasa.messages == ['/start{"gemeente": "leiden"}']
    assert rasa.received[0][2] == {"gemeente": "leiden", "beurt": 0}


async def test_without_a_municipality_rasa_is_told_none(client, rasa):
    await client.post("/api/v1/gesprekken", json={})
    await client.post("/api/v1/gesprekken")
    await client.post("/api/v1/gesprekken", json={"gemeente": None, "kanaal": None})
    assert rasa.messages == ["/start{}"] * 3
    assert rasa.received[0][2] == {"gemeente": None, "beurt": 0}


async def test_a_message_is_answered_and_both_are_kept(resident):
    answer = await resident.say("ik woon alleen 🙂")
    assert [(each["van"], each["tekst"]) for each in answer] == [("assistent", "Gehoord: ik woon alleen 🙂")]
    assert await resident.transcript() == [
        ("assistent", "Hallo. Dit is een computer."),
        ("assistent", "In welke gemeente woont u?"),
        ("inwoner", "ik woon alleen 🙂"),
        ("assistent", "Gehoord: ik woon alleen 🙂"),
    ]


async def test_a_message_has_the_contract_s_form(resident, rasa):
    card = {"voorziening": "hulp", "naam": "Hulp", "status": "misschien"}
    rasa.script = [
        [
            said("Eerst dit.", kaarten=[card]),
            said("En uw woning?", vraag="woning", voortgang={"stap": 2, "van": 8}),
            {"recipient_id": "x", "text": "Wilt u verder?", "buttons": [{"title": "Ja", "payload": "/ja"}]},
            state(antwoorden={"leeftijd": 44}),
        ]
    ]
    first, second, third = await resident.say("44")
    assert set(first) == {"id", "van", "tijd", "tekst", "kaarten"}
    assert first["kaarten"] == [card]
    assert first["tijd"].startswith("2026-11-20T09:00:00")
    assert first["tijd"].endswith("Z")
    assert second["vraag"] == "woning"
    assert second["voortgang"] == {"stap": 2, "van": 8}
    assert [each["titel"] for each in third["keuzes"]] == ["Ja"]
    assert "/ja" not in str(third)


async def test_the_record_shows_answers_outcomes_and_referral(resident, rasa):
    rasa.script = [[said("Dank u."), state(antwoorden={"woning": "huur"}, status="gestopt", gemeente="elburg")]]
    await resident.say("huur")
    record = await resident.record()
    assert set(record) == {"id", "gemeente", "status", "antwoorden", "uitkomsten", "verwijzing", "berichten"}
    assert (record["gemeente"], record["status"], record["antwoorden"]) == ("elburg", "gestopt", {"woning": "huur"})
    assert record["uitkomsten"][0]["voorziening"] == "hulp"
    assert record["verwijzing"]["team"] == "wijkteam"


async def test_the_referral_is_null_without_a_municipality(begin, rasa):
    rasa.script = [[said("Hallo"), state(gemeente=None)]]
    resident = await begin(None)
    record = await resident.record()
    assert record["gemeente"] is None
    assert record["verwijzing"] is None


async def test_the_last_state_wins_and_no_state_keeps_the_old_one(resident, rasa):
    rasa.script = [
        [state(antwoorden={"leeftijd": 1}), said("a"), state(antwoorden={"leeftijd": 2})],
        [said("zonder staat")],
    ]
    await resident.say("een")
    await resident.say("twee")
    assert (await resident.record())["antwoorden"] == {"leeftijd": 2}


async def test_messages_of_one_conversation_go_one_at_a_time_in_order(resident, rasa):
    rasa.hold = asyncio.Event()
    sent, tasks = [f"bericht {number}" for number in range(4)], []

    async def is_stored():
        return ("inwoner", sent[len(tasks) - 1]) in await resident.transcript()

    for text in sent:
        tasks.append(asyncio.create_task(resident.say(text)))
        await until(is_stored)
    rasa.hold.set()
    answers = await asyncio.gather(*tasks)
    assert [each[0]["tekst"] for each in answers] == [f"Gehoord: {text}" for text in sent]
    assert rasa.messages[1:] == sent


async def test_two_conversations_do_not_wait_for_each_other(begin, rasa):
    one, other = await begin(), await begin()
    rasa.delay = 1.0
    slow = asyncio.create_task(one.say("a"))
    await until(lambda: len(rasa.received) == 3)
    rasa.delay = 0
    assert (await other.say("b"))[0]["tekst"] == "Gehoord: b"
    assert not slow.done()
    await slow


async def test_rasa_sees_another_name_than_the_client(resident, rasa):
    await resident.say("hallo")
    sender = rasa.received[-1][0]
    assert sender != resident.id
    assert sender not in await (await resident.client.get(resident.path, headers=resident.headers)).text()


class TestTheSameMessageTwice:
    async def test_gives_the_same_answer_and_one_turn(self, resident, rasa):
        first = await resident.say("hallo", sleutel="a1")
        second = await resident.say("hallo", sleutel="a1")
        assert first == second
        assert rasa.messages.count("hallo") == 1
        assert len(await resident.transcript()) == 4

    async def test_waits_for_the_first_when_that_is_still_on_its_way(self, resident, rasa):
        rasa.delay = 0.2
        answers = await asyncio.gather(*(resident.say("hallo", sleutel="a1") for _ in range(5)))
        assert all(answer == answers[0] for answer in answers)
        assert answers[0][0]["tekst"] == "Gehoord: hallo"
        assert rasa.messages.count("hallo") == 1

    async def test_counts_per_conversation(self, begin, rasa):
        for resident in (await begin(), await begin()):
            await resident.say("hallo", sleutel="a1")
        assert rasa.messages.count("hallo") == 2

    async def test_without_a_key_is_two_messages(self, resident, rasa):
        await resident.say("hallo")
        await resident.say("hallo")
        assert rasa.messages.count("hallo") == 2

    async def test_also_holds_for_a_choice_that_has_gone_stale_since(self, resident, rasa):
        rasa.script = [[said("Kies", keuzes=[{"titel": "Ja", "payload": "/ja"}])]]
        choice = (await resident.say("x"))[0]["keuzes"][0]["keuze"]
        first = await (await resident.choose(choice, sleutel="k1")).json()
        again = await resident.choose(choice, sleutel="k1")
        assert again.status == 200
        assert await again.json() == first


class TestChoices:
    @pytest.fixture
    async def choices(self, resident, rasa):
        offered = [{"titel": "Huur", "payload": '/antwoord{"woning": "huur"}'}, {"titel": "Koop", "payload": "/koop"}]
        rasa.script = [[said("Huurt u?", vraag="woning", keuzes=offered), state()]]
        return [each["keuze"] for each in (await resident.say("begin"))[0]["keuzes"]]

    async def test_rasa_gets_the_payload_and_the_transcript_the_title(self, resident, rasa, choices):
        response = await resident.choose(choices[0])
        assert response.status == 200
        assert rasa.messages[-1] == '/antwoord{"woning": "huur"}'
        assert (await resident.transcript())[-2] == ("inwoner", "Huur")
        assert "/antwoord" not in str(await (await resident.choose(choices[0])).text())

    async def test_a_choice_of_an_earlier_turn_is_refused_without_a_turn(self, resident, rasa, choices):
        await resident.say("iets anders")
        before = len(rasa.received)
        response = await resident.choose(choices[0])
        body = await response.json()
        assert response.status == 409
        assert body["veld"] == "keuze"
        assert "eerdere vraag" in body["detail"]
        assert len(rasa.received) == before
        assert len(await resident.transcript()) == 6

    async def test_the_second_of_two_clicks_is_refused(self, resident, rasa, choices):
        rasa.delay = 0.1
        responses = await asyncio.gather(resident.choose(choices[0]), resident.choose(choices[1]))
        assert sorted(each.status for each in responses) == [200, 409]
        assert len(rasa.received) == 3

    @pytest.mark.parametrize("made_up", ["", "huur", '/antwoord{"woning": "koop"}', "x" * 5000, "\x00"])
    async def test_what_was_never_offered_is_refused(self, resident, rasa, choices, made_up):
        before = len(rasa.received)
        response = await resident.choose(made_up)
        assert response.status == 422
        assert (await response.json())["veld"] == "keuze"
        assert len(rasa.received) == before

    async def test_a_choice_of_another_conversation_is_refused(self, begin, rasa, choices):
        other = await begin()
        assert (await other.choose(choices[0])).status == 422
        assert len(await other.transcript()) == 2


class TestTextsThatLookLikeCommands:
    @pytest.mark.parametrize(
        ("typed", "seen"),
        [
            ("/stop", "stop"),
            ('/antwoord{"woning": "huur"}', 'antwoord{"woning": "huur"}'),
            ("  //restart", "restart"),
            ("\u200b/session_start", "session_start"),
            ("\u202e/\u202dstop", "stop"),
            ("/ /stop", "stop"),
            ("\ufeff\n/\x00/stop", "stop"),
            ("en/of", "en/of"),
        ],
    )
    async def test_rasa_reads_words(self, resident, rasa, typed, seen):
        await resident.say(typed)
        assert rasa.messages[-1] == seen

    async def test_the_transcript_keeps_the_resident_s_own_wording(self, resident):
        await resident.say("/stop nu")
        assert ("inwoner", "/stop nu") in await resident.transcript()


async def test_an_answer_that_belongs_to_a_wiped_conversation_goes_nowhere(resident, rasa, rasa_database, start):
    rasa.delay = 0.4
    talking = asyncio.create_task(resident.post(tekst="hallo"))
    await until(lambda: len(rasa.received) == 2)
    assert (await resident.wipe()).status == 204
    response = await talking
    assert response.status == 404


async def test_a_slow_answer_is_not_asked_twice(start, begin, rasa, front_settings):
    client = await start(replace(front_settings, rasa_timeout=0.15))
    resident = await begin(on=client)
    rasa.delay = 0.6
    notice = await resident.say("hallo")
    assert notice[0]["tekst"].startswith("Het duurt langer dan normaal.")
    assert notice[0]["tekst"].endswith("Bel dan uw gemeente en vraag naar Sociaal Wijkteam.")

    async def answered():
        return ("assistent", "Gehoord: hallo") in await resident.transcript()

    await until(answered)
    assert rasa.messages.count("hallo") == 1


async def test_the_pages_say_things_through_the_same_turn(resident, client):
    conversations = client.app[keys.CONVERSATIONS]
    conversation = await conversations.find(resident.id, resident.token)
    answer = await conversations.say(conversation, Said("hallo", None, None))
    assert answer["berichten"][0]["tekst"] == "Gehoord: hallo"
