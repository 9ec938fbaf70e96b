"""What Meta delivers: the handshake, signatures, and envelopes with and without messages."""

import asyncio

import pytest

from bot.whatsapp.app import PATH
from tests.store.databases import all_rows
from tests.whatsapp.conftest import VERIFY
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

    async def test_meta_hears_that_we_have_it_before_rasa_answers(self, telephone, rasa, database):
        rasa.hold = asyncio.Event()
        await telephone.types("hallo")
        keys = [row[2] for row in (await all_rows(database))["inbox"]]
        assert any(key.startswith("whatsapp wamid.") for key in keys)
        rasa.hold.set()
        await telephone.reads("Gehoord: hallo")
