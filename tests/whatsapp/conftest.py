"""A front door with WhatsApp, Meta's stand-in, and somebody with a telephone."""

import itertools
from dataclasses import replace

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
from tests.store.databases import all_rows, database, database_url, postgresql, sqlite_template  # noqa: F401
from tests.whatsapp.meta import NUMBER_ID, PERSON, Meta, envelope, pressed, typed

NOTICE = "WhatsApp is niet de plek voor gevoelige gegevens."
SECRET, TOKEN, VERIFY = "app-geheim-van-meta", "toegang-tot-meta", "woord-van-verificatie"


@pytest.fixture
async def meta(clock):  # noqa: F811
    standin = Meta(TOKEN, SECRET, clock)
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
def whatsapp(meta):
    return WhatsAppSettings(SECRET, VERIFY, TOKEN, {NUMBER_ID: "leiden"}, api_url=meta.url)


@pytest.fixture
def open_door(start, front_settings, whatsapp):  # noqa: F811
    async def open_one(settings=whatsapp, **front):
        return await start(replace(front_settings, **front), extensions=[WhatsApp(settings)])

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

    async def presses(self, choice, kind="button_reply"):
        await self.deliver(pressed(f"wamid.{next(self.numbers)}", choice, self.sender, kind))

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


async def settled(database):  # noqa: F811
    """Waits until everything that was said was sent or passed over."""

    async def nothing_waits():
        rows = await all_rows(database)
        return [row[6] for row in rows["whatsapp_person"]] == [row[9] for row in rows["conversation"]]

    await until(nothing_waits)
