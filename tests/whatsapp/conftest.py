"""A front door with WhatsApp, Meta's stand-in, and somebody with a telephone."""

import itertools

import pytest

from bot.whatsapp.app import DISPATCH, PATH, WhatsApp
from bot.whatsapp.settings import WhatsAppSettings
from tests.front.conftest import (  # noqa: F401
    _catalogue_read_once,
    clock,
    decision,
    front_settings,
    rasa,
    rasa_database,
    start,
    until,
)
from tests.store.databases import database, database_url, postgresql, sqlite_template  # noqa: F401
from tests.whatsapp.meta import NUMBER_ID, PERSON, Meta, envelope, pressed, typed

SECRET, TOKEN, VERIFY = "app-geheim-van-meta", "toegang-tot-meta", "woord-van-verificatie"


@pytest.fixture
async def meta():
    standin = Meta(TOKEN, SECRET)
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
def whatsapp(meta):
    return WhatsAppSettings(SECRET, VERIFY, TOKEN, {NUMBER_ID: "leiden"}, api_url=meta.url)


@pytest.fixture
def open_door(start, whatsapp):  # noqa: F811
    async def open_one(settings=whatsapp):
        return await start(extensions=[WhatsApp(settings)])

    return open_one


class Telephone:
    """Somebody who types and presses; every message has an id of its own unless it is repeated."""

    numbers = itertools.count(1)

    def __init__(self, client, meta, sender=PERSON):
        self.client, self.meta, self.sender = client, meta, sender

    @property
    def url(self):
        return str(self.client.make_url(PATH))

    async def deliver(self, *found):
        assert await self.meta.deliver(self.url, envelope(*found)) == 200
        self.client.app[DISPATCH].wake()

    async def types(self, text, external_id=None):
        await self.deliver(typed(external_id or f"wamid.{next(self.numbers)}", text, self.sender))

    async def presses(self, choice):
        await self.deliver(pressed(f"wamid.{next(self.numbers)}", choice, self.sender))

    async def reads(self, text, times=1):
        """Waits until so many messages with this text have come."""
        await until(lambda: sum(text in each for each in self.texts) >= times)

    @property
    def texts(self):
        received = [payload for payload in self.meta.sent if payload["to"] == self.sender]
        return [text for payload, text in zip(self.meta.sent, self.meta.texts) if payload in received]


@pytest.fixture
async def telephone(open_door, meta):
    return Telephone(await open_door(), meta)
