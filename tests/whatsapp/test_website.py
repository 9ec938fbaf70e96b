"""From WhatsApp to the website and back: one conversation, answered where the person asks."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.store.conversations import Conversations
from bot.store.ids import new_id
from bot.store.messages import Messages
from bot.store.records import Message, Sender
from tests.front.conftest import Resident
from tests.front.standin import said, state
from tests.store.databases import all_rows
from tests.whatsapp.conftest import Telephone, settled
from tests.whatsapp.meta import typed


def link(telephone):
    """The newest link that came over WhatsApp."""
    newest = [text for text in telephone.texts if "/verder/" in text][-1]
    return "/verder/" + newest.rpartition("/")[2]


async def gone_on(telephone):
    """The same person at the website, through the newest link."""
    client = telephone.client
    response = await client.post(link(telephone), allow_redirects=False)
    conversation_id, _, token = response.headers["Location"].partition("#verder=")[2].partition(":")
    return Resident(client, {"id": conversation_id, "token": token, "berichten": []})


class TestGoingOnAtTheWebsite:
    def link(self, telephone):
        return link(telephone)

    @pytest.fixture
    async def talking(self, telephone):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        return telephone

    async def test_the_same_conversation_goes_on_once(self, talking):
        client, link = talking.client, self.link(talking)
        for _ in range(2):
            assert "Ga verder" in await (await client.get(link)).text()
        response = await client.post(link, allow_redirects=False)
        assert response.status == 303
        place, _, fragment = response.headers["Location"].partition("#verder=")
        assert place == "/gesprek"
        conversation_id, _, token = fragment.partition(":")
        headers = {"Authorization": f"Bearer {token}"}
        record = await (await client.get(f"/api/v1/gesprekken/{conversation_id}", headers=headers)).json()
        assert "Gehoord: hulp" in [each["tekst"] for each in record["berichten"]]
        assert "zelfcheck_gesprek" in response.cookies
        assert (await client.post(link, allow_redirects=False)).status == 410
        assert (await client.get(link)).status == 410

    async def test_a_link_of_yesterday_does_not_work(self, talking, clock):
        clock.now += timedelta(hours=25)
        assert (await talking.client.get(self.link(talking))).status == 410
        assert (await talking.client.post(self.link(talking), allow_redirects=False)).status == 410

    async def test_another_one_comes_when_asked_for(self, talking):
        await talking.types("link")
        await talking.reads("Hier is een nieuwe link")
        assert talking.texts[-1].rpartition("/")[2] != talking.texts[0].rpartition("/")[2]

    async def test_a_sensitive_question_is_asked_at_the_website_where_the_municipality_wants_so(
        self, open_door, whatsapp, meta, rasa
    ):
        telephone = Telephone(await open_door(replace(whatsapp, to_web=frozenset({"leiden"}))), meta)
        question = said("Wat is uw inkomen?", vraag="inkomen")
        rasa.script = [[said("Hallo."), state()], [question, state()]]
        await telephone.types("hulp")
        await telephone.reads("Die stellen we liever niet op WhatsApp.")
        assert not [text for text in telephone.texts if "Wat is uw inkomen?" in text]

    async def test_elsewhere_it_is_asked_here(self, telephone, rasa):
        rasa.script = [[said("Hallo."), state()], [said("Wat is uw inkomen?", vraag="inkomen"), state()]]
        await telephone.types("hulp")
        await telephone.reads("Wat is uw inkomen?")


@pytest.fixture(params=[frozenset(), frozenset({"leiden"})], ids=["whole check on WhatsApp", "sensitive on the web"])
async def talking(request, open_door, whatsapp, meta):
    """Somebody who talks over WhatsApp, with either setting of the municipality."""
    telephone = Telephone(await open_door(replace(whatsapp, to_web=request.param)), meta)
    await telephone.types("hulp")
    await telephone.reads("Gehoord: hulp")
    return telephone


async def staff_says(database, text):
    """What a member of staff writes in the only conversation."""
    async with database.write() as connection:
        rows = Conversations(connection)
        each = await rows.lock((await all_rows(database))["conversation"][0][0])
        message = Message(new_id(), each.id, each.seq + 1, each.turn, Sender.STAFF.value, each.active_at, text)
        await Messages(connection).add(message)
        await rows.advance(each.id, each.turn, message.seq, each.active_at)


class TestOneConversationInTwoPlaces:
    async def test_what_is_said_at_the_website_stays_there(self, talking, database, rasa):
        resident = await gone_on(talking)
        before = list(talking.texts)
        rasa.script = [[said("Wat is uw inkomen?", vraag="inkomen"), state()]]
        assert [each["tekst"] for each in await resident.say("verder hier")] == ["Wat is uw inkomen?"]
        await resident.say("1200 euro")
        await settled(database)
        assert talking.texts == before

    async def test_who_writes_on_whatsapp_again_is_answered_there_and_the_website_shows_it(self, talking, database):
        resident = await gone_on(talking)
        await resident.say("op de website")
        await talking.types("toch weer hier")
        await talking.reads("Gehoord: toch weer hier")
        assert not [text for text in talking.texts if "op de website" in text and "Gehoord" in text]
        said_there = [text for _, text in await resident.transcript()]
        assert said_there[-4:] == [
            "op de website", "Gehoord: op de website", "toch weer hier", "Gehoord: toch weer hier",
        ]  # fmt: skip
        await resident.say("en weer op de website")
        await settled(database)
        assert talking.texts[-1] == "Gehoord: toch weer hier"

    async def test_an_answer_on_its_way_to_whatsapp_arrives_there(self, talking, rasa):
        rasa.hold = asyncio.Event()
        await talking.types("nog één ding")
        await gone_on(talking)
        rasa.hold.set()
        await talking.reads("Gehoord: nog één ding")

    async def test_our_own_words_answer_where_they_were_asked_for(self, talking):
        await (await gone_on(talking)).say("op de website")
        await talking.types("link")
        await talking.reads("Hier is een nieuwe link")

    async def test_staff_are_heard_where_the_person_wrote_last(self, talking, database):
        resident = await gone_on(talking)
        await staff_says(database, "Dag, ik ben Noor van het wijkteam.")
        await settled(database)
        assert not [text for text in talking.texts if "Noor" in text]
        assert ("medewerker", "Dag, ik ben Noor van het wijkteam.") in await resident.transcript()
        await talking.types("ik ben weer hier")
        await talking.reads("Gehoord: ik ben weer hier")
        await staff_says(database, "Fijn. Ik bel u morgen.")
        await talking.reads("Fijn. Ik bel u morgen.")
        assert not [text for text in talking.texts if "Noor" in text]

    async def test_a_message_that_meta_repeats_moves_nothing(self, talking, database):
        again = typed("wamid.weer", "nog iets")
        await talking.deliver(again)
        await talking.reads("Gehoord: nog iets")
        await gone_on(talking)
        await talking.deliver(again)
        assert (await all_rows(database))["conversation"][0][5] == "web"
