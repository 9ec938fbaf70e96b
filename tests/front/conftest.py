"""Fixtures of the front door's tests: the app on a test server, with a stand-in for Rasa and a simple decision."""

import asyncio
import inspect
import json
import sqlite3
import time
from datetime import datetime, timedelta, timezone

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot.front.app import create_app
from bot.front.settings import Settings
from bot.selfcheck.answers import AnswerError, read_answers
from bot.store.settings import StoreSettings
from tests.front.reading import read_once
from tests.front.standin import StandIn
from tests.store.databases import database, database_url, postgresql, sqlite_template  # noqa: F401

DESKS = {"leiden": "Sociaal Wijkteam", "elburg": "Team Elburg"}
CANARY = "123456782"


class SimpleDecision:
    """Stands in for the catalogue: checks answers as it does, and knows one outcome."""

    def __init__(self):
        self.urgency = "normaal"

    def zelfcheck(self, body):
        read_answers(body.get("antwoorden"))
        return {"peildatum": "2026-11-22", "uitkomsten": [], "verwijzing": self._referral(), "ontbrekend": []}

    def voorzieningen(self, gemeente, domein, zoek):
        return {"gemeente": gemeente, "domein": domein, "zoek": zoek}

    def normen(self, peildatum):
        if peildatum == "gisteren":
            raise AnswerError("peildatum", "geen_datum")
        return {"peildatum": peildatum}

    def record(self, state):
        answers = state.get("antwoorden") or {}
        outcome = {"voorziening": "hulp", "naam": "Hulp", "status": "misschien", "redenen": [{"uitleg": "omdat"}]}
        referral = self._referral() if state.get("gemeente") else None
        return {"antwoorden": answers, "uitkomsten": [outcome] if answers else [], "verwijzing": referral}

    def _referral(self):
        return {"nodig": False, "team": "wijkteam", "urgentie": self.urgency, "redenen": []}


DANGER = ("Bel nu 112.", "Bel 112, nu meteen.")


def danger_numbers(text, said=()):
    """The one or the other, by how often it was said."""
    return DANGER[sum(each in DANGER for each in said) % 2] if "mes" in text.split() else None


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.now = datetime(2026, 11, 20, 9, 0, tzinfo=timezone.utc)

    def __call__(self):
        self.now += timedelta(milliseconds=1)
        return self.now


class Resident:
    """Somebody with a conversation."""

    def __init__(self, client, begun):
        self.client, self.id, self.token = client, begun["id"], begun["token"]
        self.opening = begun["berichten"]

    @property
    def headers(self):
        return {"Authorization": f"Bearer {self.token}"}

    @property
    def path(self):
        return f"/api/v1/gesprekken/{self.id}"

    async def post(self, **body):
        return await self.client.post(f"{self.path}/berichten", json=body, headers=self.headers)

    async def say(self, text, **body):
        response = await self.post(tekst=text, **body)
        assert response.status == 200, await response.text()
        return (await response.json())["berichten"]

    async def choose(self, choice, **body):
        return await self.post(keuze=choice, **body)

    async def record(self):
        response = await self.client.get(self.path, headers=self.headers)
        assert response.status == 200, await response.text()
        return await response.json()

    async def transcript(self):
        return [(each["van"], each["tekst"]) for each in (await self.record())["berichten"]]

    async def wipe(self):
        return await self.client.delete(self.path, headers=self.headers)


@pytest.fixture(scope="session", autouse=True)
def _catalogue_read_once():
    with read_once():
        yield


@pytest.fixture
async def rasa():
    standin = StandIn()
    await standin.start()
    yield standin
    await standin.stop()
    assert standin.violations == []


@pytest.fixture
def decision():
    return SimpleDecision()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def rasa_database(tmp_path):
    """Rasa's tracker store, with the table as Rasa makes it."""
    path = tmp_path / "rasa.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT, data TEXT)")
    return path


@pytest.fixture
def front_settings(database_url, rasa, rasa_database):  # noqa: F811
    return Settings(
        secret_key="k" * 40,
        store=StoreSettings(database_url, f"sqlite:///{rasa_database}"),
        rasa_url=rasa.url,
        rasa_token="rasa-token",
        rasa_timeout=60,
        rasa_patience=5,
        retry_first=0.02,
        retry_longest=0.1,
        heartbeat=0.2,
    )


@pytest.fixture
async def start(front_settings, decision, clock):
    """Starts a front door; a second one on the same database is a restart."""
    clients = []

    async def begin(settings=front_settings, **others):
        app = create_app(settings, decision, danger_numbers, desks=DESKS, clock=clock, **others)
        client = TestClient(TestServer(app, access_log=None))
        await client.start_server()
        clients.append(client)
        return client

    yield begin
    for client in clients:
        await client.close()


@pytest.fixture
async def client(start):
    return await start()


@pytest.fixture
def begin(client):
    """Begins a conversation."""

    async def start_one(gemeente="leiden", on=client):
        response = await on.post("/api/v1/gesprekken", json={"gemeente": gemeente} if gemeente else {})
        assert response.status == 201, await response.text()
        return Resident(on, await response.json())

    return start_one


@pytest.fixture
async def resident(begin):
    return await begin()


async def until(condition, seconds=30.0):
    """Waits until a condition, plain or async, holds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if inspect.isawaitable(found):
            found = await found
        if found:
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen in time")


async def problem(response, status):
    """The problem in an answer, checked for its form."""
    assert response.status == status, await response.text()
    assert response.content_type == "application/problem+json"
    body = json.loads(await response.text())
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["type"].startswith("urn:")
    return body
