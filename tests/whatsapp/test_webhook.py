"""What Meta delivers: the handshake, signatures, and envelopes with and without messages."""

import asyncio

import pytest

from bot.whatsapp.app import PATH
from bot.whatsapp.envelope import LONGEST_ID
from bot.whatsapp.reception import Reception
from tests.front.conftest import until
from tests.store.databases import all_rows
from tests.whatsapp.conftest import VERIFY, settled
from tests.whatsapp.meta import envelope, typed


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
        for body in ({"entry": [{"changes": [{"value": value}]}]}, {}, {"entry": []}):
            assert await meta.deliver(telephone.url, body) == 200
        assert rasa.messages == []

    async def test_a_message_for_a_number_that_is_not_ours_does_nothing(self, telephone, meta, rasa):
        assert await meta.deliver(telephone.url, envelope(typed("a", "hoi"), number_id="9")) == 200
        assert rasa.messages == []

    async def test_webhooks_that_repeat_and_come_out_of_order_are_each_taken_once(self, telephone, meta, rasa):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        bodies = [envelope(typed(f"wamid.{name}", name)) for name in ("een", "twee", "drie")]
        assert set(await meta.deliver_disordered(telephone.url, bodies, times=3)) == {200}
        for name in ("een", "twee", "drie"):
            await telephone.reads(f"Gehoord: {name}")
        assert rasa.messages[2:] == ["drie", "twee", "een"]
        assert len(meta.sent) == 7

    async def test_what_became_of_our_messages_is_heard_and_changes_nothing(self, telephone, meta, rasa, database):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        await settled(database)
        before = await all_rows(database)
        assert set(await meta.report(telephone.url)) == {200}
        assert {**await all_rows(database), "whatsapp_person": 0} == {**before, "whatsapp_person": 0}

    async def test_one_message_that_cannot_be_stored_keeps_those_of_others_not_out(
        self, telephone, meta, rasa, monkeypatch
    ):
        """Meta hears that not all is well, and sends it again; what that person wrote after it waits, in order."""
        take = Reception.take

        async def broken(self, inbound):
            if inbound.text == "stuk":
                raise RuntimeError("unforeseen")
            return await take(self, inbound)

        body = envelope(typed("x1", "stuk"), typed("x2", "daarna"), typed("x3", "van een ander", "31600000002"))
        with monkeypatch.context() as patch:
            patch.setattr(Reception, "take", broken)
            assert await meta.deliver(telephone.url, body) == 500
        await until(lambda: "Gehoord: van een ander" in meta.texts)
        assert "daarna" not in rasa.messages
        await meta.insist(telephone.url, body)
        await telephone.reads("Gehoord: daarna")
        assert [each for each in telephone.texts if "Gehoord" in each] == ["Gehoord: stuk", "Gehoord: daarna"]
        assert meta.texts.count("Gehoord: van een ander") == 1

    async def test_an_id_of_the_greatest_length_is_stored(self, telephone):
        await telephone.types("hulp", "w" * LONGEST_ID)
        await telephone.reads("Gehoord: hulp")

    async def test_meta_hears_that_we_have_it_before_rasa_answers(self, telephone, rasa, database):
        rasa.hold = asyncio.Event()
        await telephone.types("hulp")
        keys = [row[2] for row in (await all_rows(database))["inbox"]]
        assert any(key.startswith("whatsapp wamid.") for key in keys)
        rasa.hold.set()
        await telephone.reads("Gehoord: hulp")
