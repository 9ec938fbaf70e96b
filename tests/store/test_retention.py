"""What expires is removed, on time, everywhere; what is still needed stays."""

import asyncio
import sqlite3
from datetime import datetime, timedelta, timezone

import pytest

from bot.privacy.retention import Retention, cutoffs, expires_at
from bot.store.audit import Audit
from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.handovers import Handovers
from bot.store.ids import new_id
from bot.store.links import Links
from bot.store.purge import purge
from bot.store.rasa_events import RasaEvents
from bot.store.records import Note, Sealed, StaffSession
from bot.store.staff import Accounts, Sessions
from bot.store.whatsapp import People
from tests.store.databases import all_rows
from tests.store.test_store import NOW, account, conversation, handover

DAYS = Retention(conversation_days=28, handover_days=90, audit_days=400, login_days=30)


def ago(**period):
    return NOW - timedelta(**period)


@pytest.fixture
def rasa_database(tmp_path):
    path = tmp_path / "rasa.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id TEXT)")
    return path


@pytest.fixture
async def rasa(rasa_database):
    events = RasaEvents(f"sqlite:///{rasa_database}")
    yield events
    await events.close()


async def test_conversations_go_after_their_last_sign_of_life(database, rasa, rasa_database):
    old, alive = conversation(active_at=ago(days=28, seconds=1)), conversation(active_at=ago(days=28))
    with sqlite3.connect(rasa_database) as connection:
        connection.executemany("INSERT INTO events (sender_id) VALUES (?)", [(old.rasa_id,), (alive.rasa_id,)])
    async with database.write() as connection:
        await Conversations(connection).add(old)
        await Conversations(connection).add(alive)
    removed = await purge(database, rasa, DAYS, NOW)
    assert removed.conversations == 1
    async with database.read() as connection:
        assert await Conversations(connection).get(old.id) is None
        assert await Conversations(connection).get(alive.id) is not None
    with sqlite3.connect(rasa_database) as connection:
        assert connection.execute("SELECT sender_id FROM events").fetchall() == [(alive.rasa_id,)]


async def test_what_only_rasa_remembers_of_a_wiped_conversation_goes_too(database, rasa, rasa_database):
    alive = conversation(active_at=NOW)
    async with database.write() as connection:
        await Conversations(connection).add(alive)
    with sqlite3.connect(rasa_database) as connection:
        remembered = [(alive.rasa_id,), ("gewist",), ("gewist",), ("ook-gewist",)]
        connection.executemany("INSERT INTO events (sender_id) VALUES (?)", remembered)
    assert (await purge(database, rasa, DAYS, NOW)).strays == 2
    with sqlite3.connect(rasa_database) as connection:
        assert connection.execute("SELECT sender_id FROM events").fetchall() == [(alive.rasa_id,)]
    assert (await purge(database, rasa, DAYS, NOW)).strays == 0


@pytest.mark.parametrize("address", ["sqlite:///{}/nergens.db", "sqlite:///{}/leeg.db"])
async def test_a_tracker_store_without_events_has_no_strays(database, tmp_path, address):
    (tmp_path / "leeg.db").touch()
    events = RasaEvents(address.format(tmp_path))
    assert (await purge(database, events, DAYS, NOW)).strays == 0
    await events.close()


class Busy(RasaEvents):
    """Somebody says something in this conversation while Rasa's events are being removed."""

    def __init__(self, address, says):
        super().__init__(address)
        self._says, self.turn = says, None

    async def remove(self, rasa_ids):
        if rasa_ids:
            self.turn = asyncio.create_task(self._says())
            await asyncio.sleep(0.2)  # time to come in, where nothing keeps it out
        await super().remove(rasa_ids)


class TestATurnDuringIt:
    """A conversation goes with Rasa's events, or stays with them: never the one without the other."""

    @pytest.fixture
    async def talk(self, database, rasa_database):
        talk = conversation(active_at=ago(days=29))
        with sqlite3.connect(rasa_database) as connection:
            connection.execute("INSERT INTO events (sender_id) VALUES (?)", (talk.rasa_id,))
        async with database.write() as connection:
            await Conversations(connection).add(talk)
        return talk

    @pytest.fixture
    def says(self, database, talk):
        async def says():
            async with database.write() as connection:
                if await Conversations(connection).lock(talk.id):
                    await Conversations(connection).advance(talk.id, talk.turn + 1, talk.seq + 1, NOW)

        return says

    async def left(self, database, rasa_database, talk):
        async with database.read() as connection:
            ours = await Conversations(connection).get(talk.id)
        with sqlite3.connect(rasa_database) as connection:
            return ours is not None, connection.execute("SELECT count(*) FROM events").fetchone() == (1,)

    async def test_one_that_comes_while_it_is_removed_comes_too_late(self, database, rasa_database, talk, says):
        rasa = Busy(f"sqlite:///{rasa_database}", says)
        assert (await purge(database, rasa, DAYS, NOW)).conversations == 1
        await rasa.turn
        assert await self.left(database, rasa_database, talk) == (False, False)
        await rasa.close()

    async def test_one_that_came_just_before_keeps_it(self, database, rasa, rasa_database, talk, says, monkeypatch):
        found = Conversations.inactive_since

        async def then_says(self, moment):
            expired = await found(self, moment)
            await asyncio.create_task(says())
            return expired

        monkeypatch.setattr(Conversations, "inactive_since", then_says)
        assert (await purge(database, rasa, DAYS, NOW)).conversations == 0
        assert await self.left(database, rasa_database, talk) == (True, True)


async def test_handovers_go_after_they_were_closed_and_open_ones_never(database, rasa):
    person = account()
    old = handover(status="afgesloten", closed_at=ago(days=91))
    recent = handover(status="afgesloten", closed_at=ago(days=89))
    waiting = handover(created_at=ago(days=900))
    async with database.write() as connection:
        await Accounts(connection).add(person)
        for each in (old, recent, waiting):
            await Handovers(connection).add(each)
            await Contacts(connection).add(each.id, Sealed(b"x", "key"))
        await Handovers(connection).add_note(Note(new_id(), old.id, person.id, NOW, "notitie"))
    assert (await purge(database, rasa, DAYS, NOW)).handovers == 1
    rows = await all_rows(database)
    assert {row[0] for row in rows["handover"]} == {recent.id, waiting.id}
    assert {row[0] for row in rows["handover_contact"]} == {recent.id, waiting.id}
    assert rows["handover_note"] == []


async def test_sessions_attempts_and_audit_lines_go_in_their_time(database, rasa):
    person = account()
    async with database.write() as connection:
        await Accounts(connection).add(person)
        for name, begun in (("old", ago(hours=13)), ("new", ago(hours=11))):
            await Sessions(connection).add(StaffSession(name, person.id, begun, NOW, "csrf"))
        for moment in (ago(days=31), ago(days=29)):
            await Accounts(connection).log_attempt("account", "origin", False, moment)
        for moment in (ago(days=401), ago(days=399)):
            await Audit(connection).add(moment, "systeem", "iets", "iets", "gelukt")
    removed = await purge(database, rasa, DAYS, NOW)
    assert (removed.sessions, removed.attempts, removed.audit) == (1, 1, 1)
    rows = await all_rows(database)
    assert [row[0] for row in rows["staff_session"]] == ["new"]
    assert len(rows["login_attempt"]) == 1


async def test_a_second_run_finds_nothing_and_each_run_is_in_the_audit_log(database, rasa):
    async with database.write() as connection:
        await Conversations(connection).add(conversation(active_at=ago(days=40)))
    await purge(database, rasa, DAYS, NOW)
    assert (
        str(await purge(database, rasa, DAYS, NOW))
        == "conversations 0, strays 0, handovers 0, sessions 0, attempts 0, received 0, links 0, "
        "not_understood 0, audit 0"
    )
    async with database.read() as connection:
        assert len(await Audit(connection).of("bewaartermijn")) == 2


async def test_rasa_s_events_may_be_absent(tmp_path):
    for address in (tmp_path / "nergens.db", tmp_path / "leeg.db"):
        (tmp_path / "leeg.db").touch()
        events = RasaEvents(f"sqlite:///{address}")
        await events.remove(["a"])
        await events.remove([])
        await events.close()
    assert not (tmp_path / "nergens.db").exists()


async def test_rasa_s_events_on_postgresql(postgresql):
    events = RasaEvents(postgresql)
    await events.remove(["a"])
    await events.close()


def test_what_lies_on_the_moment_itself_is_kept():
    moment = datetime(2026, 3, 1, tzinfo=timezone.utc)
    assert cutoffs(moment, Retention(conversation_days=1)).conversation == datetime(2026, 2, 28, tzinfo=timezone.utc)
    assert expires_at(moment, 31) == datetime(2026, 4, 1, tzinfo=timezone.utc)


async def test_what_another_channel_delivered_is_known_for_two_weeks_and_old_links_go(database, rasa):
    async with database.write() as connection:
        await Conversations(connection).add(talk := conversation(active_at=NOW))
        for days in (13, 15):
            assert await People(connection).is_new(f"wamid.{days}", ago(days=days))
        await Links(connection).add("oud", talk.id, ago(minutes=1))
        await Links(connection).add("nieuw", talk.id, NOW + timedelta(hours=1))
    removed = await purge(database, rasa, DAYS, NOW)
    assert (removed.received, removed.links) == (1, 1)
    async with database.write() as connection:
        assert not await People(connection).is_new("wamid.13", NOW)
        assert await People(connection).is_new("wamid.15", NOW)
        assert await Links(connection).is_there("nieuw", NOW)
