"""Whole conversations over WhatsApp, with Meta's strict stand-in at the other end."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.whatsapp.app import DISPATCH, PATH
from tests.front.conftest import until
from tests.front.standin import said, state
from tests.store.databases import all_rows
from tests.whatsapp.conftest import VERIFY, Telephone
from tests.whatsapp.meta import PERSON, envelope, typed

NOTICE = "WhatsApp is niet de plek voor gevoelige gegevens."
CHOICES = [{"titel": title, "payload": f'/kies{{"waarde": "{title}"}}'} for title in ("Ja", "Nee", "Weet ik niet")]
MANY = [{"titel": f"Optie nummer {n}", "payload": f"/kies{n}"} for n in range(1, 13)]


class TestWebhook:
    async def test_the_handshake_says_the_word_back(self, telephone):
        query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY, "hub.challenge": "1158201444"}
        response = await telephone.client.get(PATH, params=query)
        assert (response.status, await response.text()) == (200, "1158201444")

    @pytest.mark.parametrize(
        "wrong", [{}, {"hub.verify_token": "gokje"}, {"hub.mode": "iets"}, {"hub.verify_token": "é"}]
    )
    async def test_another_word_is_refused(self, telephone, wrong):
        query = {
            "hub.mode": "subscribe",
            "hub.verify_token": VERIFY,
            "hub.challenge": "x",
            **(wrong or {"hub.mode": ""}),
        }
        assert (await telephone.client.get(PATH, params=query)).status == 403

    async def test_a_wrong_signature_is_refused_before_anything_is_read(self, telephone, meta, rasa, database):
        assert await meta.deliver(telephone.url, envelope(typed("a", "hoi")), secret="een ander geheim") == 401
        response = await telephone.client.post(PATH, data=b"{", headers={"X-Hub-Signature-256": ""})
        assert response.status == 401
        assert rasa.messages == []
        assert not any((await all_rows(database)).values())

    async def test_a_status_and_what_is_unknown_are_fine_and_do_nothing(self, telephone, meta, rasa):
        value = {"metadata": {"phone_number_id": "1234"}, "statuses": [{"id": "a", "status": "read"}]}
        for body in ({"entry": [{"changes": [{"value": value}]}]}, {}, {"entry": "?"}):
            assert await meta.deliver(telephone.url, body) == 200
        assert rasa.messages == []

    async def test_a_message_for_a_number_that_is_not_ours_does_nothing(self, telephone, meta, rasa):
        assert await meta.deliver(telephone.url, envelope(typed("a", "hoi"), number_id="9")) == 200
        assert rasa.messages == []

    async def test_meta_hears_that_we_have_it_before_rasa_answers(self, telephone, rasa, database):
        rasa.hold = asyncio.Event()
        await telephone.types("hallo")
        keys = [row[2] for row in (await all_rows(database))["inbox"]]
        assert any(key.startswith("whatsapp wamid.") for key in keys)
        rasa.hold.set()
        await telephone.reads("Gehoord: hallo")


class TestTalking:
    async def test_the_first_message_gets_notice_greeting_and_answer(self, telephone, rasa):
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        texts = telephone.texts
        assert texts[0].startswith(NOTICE)
        assert texts[1:] == ["Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hallo"]
        assert rasa.messages == ['/start{"gemeente": "leiden"}', "hallo"]

    async def test_the_same_message_twice_is_one_turn_and_one_answer(self, telephone, rasa):
        await telephone.types("hallo", "wamid.a")
        await asyncio.gather(*(telephone.types("hallo", "wamid.a") for _ in range(3)))
        await telephone.types("nog iets")
        await telephone.reads("Gehoord: nog iets")
        assert rasa.messages[1:] == ["hallo", "nog iets"]
        assert sum(text == "Gehoord: hallo" for text in telephone.texts) == 1

    async def test_the_same_first_message_twice_at_once_is_one_conversation(self, telephone, database):
        await asyncio.gather(*(telephone.types("hallo", "wamid.eerste") for _ in range(4)))
        await telephone.reads("Gehoord: hallo")
        rows = await all_rows(database)
        assert (len(rows["conversation"]), len(rows["whatsapp_person"])) == (1, 1)

    async def test_several_people_in_one_envelope_each_get_their_own(self, telephone, meta):
        other = Telephone(telephone.client, meta, "31600000002")
        await telephone.deliver(
            typed("x1", "van mij"), typed("x2", "van de ander", other.sender), typed("x3", "ook ik")
        )
        await telephone.reads("Gehoord: ook ik")
        await other.reads("Gehoord: van de ander")
        assert not [text for text in telephone.texts if "ander" in text]
        assert telephone.texts.index("Gehoord: van mij") < telephone.texts.index("Gehoord: ook ik")

    async def test_a_slash_is_plain_text(self, telephone, rasa):
        await telephone.types("/restart")
        await telephone.reads("Gehoord: restart")

    async def test_what_is_no_text_gets_kind_words_once(self, telephone, rasa):
        for _ in range(2):
            await telephone.deliver({"id": "wamid.foto", "from": PERSON, "type": "image", "image": {"id": "1"}})
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        assert sum("alleen tekst lezen" in text for text in telephone.texts) == 1
        assert rasa.messages[1:] == ["hallo"]

    async def test_too_long_a_text_gets_clear_words(self, telephone, rasa):
        await telephone.types("a" * 2001)
        await telephone.reads("te lang")
        assert len(rasa.messages) <= 1


class TestChoosing:
    @pytest.fixture
    async def asked(self, telephone, rasa):
        """Somebody who was just asked something with choices."""
        rasa.script = [[said("Hallo."), state()], [said("Heeft u schulden?", keuzes=CHOICES), state()]]
        await telephone.types("hallo")
        await telephone.reads("Heeft u schulden?")
        return telephone

    def offered(self, telephone):
        return [each["reply"] for each in telephone.meta.sent[-1]["interactive"]["action"]["buttons"]]

    @pytest.mark.parametrize("how", ["button", "wording", "otherwise written"])
    async def test_every_way_is_the_same_answer(self, asked, rasa, how):
        if how == "button":
            await asked.presses(self.offered(asked)[1]["id"])
        else:
            await asked.types("Nee" if how == "wording" else "  nee ")
        await until(lambda: len(rasa.messages) == 3)
        assert rasa.messages[-1] == '/kies{"waarde": "Nee"}'

    async def test_the_number_of_a_long_list(self, telephone, rasa):
        rasa.script = [[said("Hallo."), state()], [said("Kies.", keuzes=MANY), state()]]
        await telephone.types("hallo")
        await telephone.reads("12. Optie nummer 12")
        await telephone.types("12")
        await until(lambda: len(rasa.messages) == 3)
        assert rasa.messages[-1] == "/kies12"

    async def test_a_button_of_an_earlier_question_is_refused_kindly(self, asked, rasa):
        old = self.offered(asked)[0]["id"]
        await asked.types("iets anders")
        await asked.reads("Gehoord: iets anders")
        await asked.presses(old)
        await asked.reads("Deze keuze hoort bij een eerdere vraag.")
        assert len(rasa.messages) == 3


class TestSending:
    async def test_meta_down_or_too_busy_only_delays(self, telephone, meta, clock):
        meta.down = True
        await telephone.types("hallo")
        await asyncio.sleep(0.3)
        assert meta.sent == []
        meta.down, meta.limited = False, True
        for _ in range(6):
            clock.now += timedelta(minutes=11)
            telephone.client.app[DISPATCH].wake()
            await asyncio.sleep(0.1)
        await telephone.reads("Gehoord: hallo")
        assert telephone.texts[1:] == ["Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hallo"]

    async def test_what_was_not_sent_yet_is_sent_after_a_restart(self, open_door, meta, clock):
        first = Telephone(await open_door(), meta)
        meta.down = True
        await first.types("hallo")
        await asyncio.sleep(0.2)
        await first.client.close()
        meta.down = False
        clock.now += timedelta(minutes=11)
        await Telephone(await open_door(), meta).reads("Gehoord: hallo")
        assert len(meta.sent) == 4

    async def test_a_day_after_the_person_wrote_nothing_is_sent_but_a_template(
        self, open_door, whatsapp, meta, rasa, clock, database
    ):
        telephone = Telephone(await open_door(replace(whatsapp, template="uw_antwoord")), meta)
        rasa.hold = asyncio.Event()
        await telephone.types("hallo")
        await telephone.reads(NOTICE)
        clock.now += timedelta(hours=25)
        rasa.hold.set()
        await telephone.reads("[uw_antwoord]")
        assert len(meta.sent) == 2
        assert "whatsapp buiten venster" in repr((await all_rows(database))["audit"])
        await telephone.types("ben ik weer")
        await telephone.reads("Gehoord: ben ik weer")
        assert telephone.texts[2:] == [
            "Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hallo", "Gehoord: ben ik weer",
        ]  # fmt: skip

    async def test_a_message_that_meta_refuses_does_not_hold_up_the_rest(
        self, telephone, meta, rasa, monkeypatch, database
    ):
        monkeypatch.setattr("bot.whatsapp.render.LONGEST_TEXT", 9000)
        rasa.script = [[said("x" * 5000), said("Daarna."), state()]]
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        assert "Daarna." in telephone.texts
        assert meta.refused == ["text has 5000 characters"]
        assert "whatsapp geweigerd" in repr((await all_rows(database))["audit"])

    async def test_stop_is_remembered_until_start(self, telephone, rasa):
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        await telephone.types("Stop")
        await telephone.reads("U bent afgemeld.")
        await telephone.types("toch nog iets")
        await telephone.reads("U heeft zich afgemeld.")
        assert rasa.messages[1:] == ["hallo"]
        await telephone.types("start")
        await telephone.reads("Fijn dat u er weer bent.")
        await telephone.types("daar ben ik")
        await telephone.reads("Gehoord: daar ben ik")

    async def test_meta_refused_nothing_all_along(self, telephone, meta):
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        assert meta.refused == []


class TestPrivacy:
    async def test_the_number_is_encrypted_and_in_no_other_place(self, telephone, database, capsys, rasa):
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
        rows = await all_rows(database)
        assert PERSON not in repr(rows) + "".join(capsys.readouterr()) + repr(rasa.received)
        assert PERSON[2:] not in repr(rows)

    async def test_the_link_is_stored_as_a_hash_only(self, telephone, database):
        await telephone.types("hallo")
        await telephone.reads(NOTICE)
        token = telephone.texts[0].rpartition("/")[2]
        assert len(token) > 30
        assert token not in repr(await all_rows(database))


class TestGoingOnAtTheWebsite:
    def link(self, telephone):
        return "/verder/" + telephone.texts[0].rpartition("/")[2]

    @pytest.fixture
    async def talking(self, telephone):
        await telephone.types("hallo")
        await telephone.reads("Gehoord: hallo")
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
        assert "Gehoord: hallo" in [each["tekst"] for each in record["berichten"]]
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
        await telephone.types("hallo")
        await telephone.reads("Die stellen we liever niet op WhatsApp.")
        assert not [text for text in telephone.texts if "Wat is uw inkomen?" in text]

    async def test_elsewhere_it_is_asked_here(self, telephone, rasa):
        rasa.script = [[said("Hallo."), state()], [said("Wat is uw inkomen?", vraag="inkomen"), state()]]
        await telephone.types("hallo")
        await telephone.reads("Wat is uw inkomen?")
