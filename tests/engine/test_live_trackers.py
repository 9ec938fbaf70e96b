"""Conversations in memory: the same as from the database, and never more than what the database has."""

import copy
import itertools
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import live_trackers
from bot.engine.live_trackers import IDLE_SECONDS, ConversationMoved, LiveTrackerStore

SLOTS = {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in ("leeftijd", "inkomen")}
DOMAIN = Domain.from_dict({"version": "3.1", "intents": ["antwoord"], "slots": SLOTS, "session_config": {}})
INTENT = {"name": "antwoord", "confidence": 1.0}
TURN: tuple[Event, ...] = (
    UserUttered("45", intent=INTENT, parse_data={"intent": INTENT, "entities": []}, metadata={"beurt": 1}),
    ActionExecuted("zelfcheck_form"),
    SlotSet("leeftijd", 45),
    BotUttered("", {"custom": {"bericht": {"tekst": "Hoe hoog is uw inkomen?"}}}),
    ActionExecuted("action_listen"),
)


class Clock:
    """Stands still until a test moves it."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rasa.db'}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(address: str, clock: Clock) -> LiveTrackerStore:
    return LiveTrackerStore(host=address, domain=DOMAIN, clock=clock)


async def turn(store: SQLTrackerStore, sender: str = "inwoner", events: tuple[Event, ...] = TURN) -> None:
    """One turn as Rasa's processor does it."""
    tracker = await store.get_or_create_tracker(sender)
    tracker.update_with_events(copy.deepcopy(list(events)), DOMAIN)
    await store.save(tracker)


def told(tracker: DialogueStateTracker | None) -> list[dict[str, Any]]:
    return [event.as_dict() for event in tracker.events] if tracker else []


def reads(store: LiveTrackerStore, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The conversations that are read whole from the database from now on."""
    read: list[str] = []
    whole = SQLTrackerStore._retrieve

    async def counted(self: Any, sender: str, **options: Any) -> Any:
        read.append(sender)
        return await whole(self, sender, **options)

    monkeypatch.setattr(SQLTrackerStore, "_retrieve", counted)
    return read


async def test_what_is_stored_reads_the_same_by_rasas_own_store(store: LiveTrackerStore, address: str) -> None:
    for _ in range(3):
        await turn(store)
    live = await store.retrieve("inwoner")
    plain = await SQLTrackerStore(host=address, domain=DOMAIN).retrieve("inwoner")
    assert told(live) == told(plain)
    assert live is not None
    assert plain is not None
    assert live.current_slot_values() == plain.current_slot_values()
    assert live.get_slot("leeftijd") == 45
    assert (live.latest_action_name, live.latest_message) == (plain.latest_action_name, plain.latest_message)


async def test_the_rows_are_those_that_rasa_writes(store: LiveTrackerStore, address: str, tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path / 'ander.db'}"
    await turn(store)
    await turn(SQLTrackerStore(host=other, domain=DOMAIN))
    columns = "sender_id, type_name, intent_name, action_name"
    rows = [
        sa.create_engine(each).connect().exec_driver_sql(f"SELECT {columns} FROM events ORDER BY id").fetchall()
        for each in (address, other)
    ]
    assert rows[0] == rows[1] != []


async def test_a_conversation_that_goes_on_is_not_read_again(
    store: LiveTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await turn(store)
    read = reads(store, monkeypatch)
    for _ in range(3):
        await turn(store)
    assert read == []


async def test_a_turn_that_fails_leaves_nothing_in_memory(store: LiveTrackerStore) -> None:
    await turn(store)
    before = told(await store.retrieve("inwoner"))
    failed = await store.retrieve("inwoner")
    assert failed is not None
    failed.update_with_events(list(TURN), DOMAIN)
    assert told(await store.retrieve("inwoner")) == before


async def test_what_was_removed_is_gone(store: LiveTrackerStore, address: str) -> None:
    await turn(store)
    remove(address)
    assert await store.retrieve("inwoner") is None


async def test_what_is_removed_during_a_turn_is_not_stored_again(store: LiveTrackerStore, address: str) -> None:
    await turn(store)
    tracker = await store.retrieve("inwoner")
    assert tracker is not None
    remove(address)
    tracker.update_with_events(list(TURN), DOMAIN)
    with pytest.raises(ConversationMoved):
        await store.save(tracker)
    assert await store.retrieve("inwoner") is None


async def test_another_process_may_go_on_with_it(store: LiveTrackerStore, address: str) -> None:
    other = LiveTrackerStore(host=address, domain=DOMAIN)
    for each in (store, other, store, store, other):
        await turn(each)
    assert len(told(await store.retrieve("inwoner"))) == 1 + 5 * len(TURN)
    assert told(await store.retrieve("inwoner")) == told(await other.retrieve("inwoner"))


async def test_two_processes_in_the_same_turn_store_one(store: LiveTrackerStore, address: str) -> None:
    await turn(store)
    other = LiveTrackerStore(host=address, domain=DOMAIN)
    mine, theirs = await store.retrieve("inwoner"), await other.retrieve("inwoner")
    assert mine is not None
    assert theirs is not None
    for tracker in (mine, theirs):
        tracker.update_with_events(list(TURN), DOMAIN)
    await other.save(theirs)
    with pytest.raises(ConversationMoved):
        await store.save(mine)
    assert len(told(await store.retrieve("inwoner"))) == 1 + 2 * len(TURN)


async def test_conversations_do_not_mix(store: LiveTrackerStore) -> None:
    for sender in ("een", "twee", "een"):
        await turn(store, sender)
    lengths = [len(told(await store.retrieve(sender))) for sender in ("een", "twee", "drie")]
    assert lengths == [1 + 2 * len(TURN), 1 + len(TURN), 0]


@pytest.mark.parametrize("seconds, whole_reads", [(IDLE_SECONDS - 1, []), (IDLE_SECONDS + 1, ["inwoner"])])
async def test_what_is_quiet_for_long_leaves_the_memory(
    store: LiveTrackerStore, clock: Clock, monkeypatch: pytest.MonkeyPatch, seconds: float, whole_reads: list[str]
) -> None:
    await turn(store)
    clock.now += seconds
    read = reads(store, monkeypatch)
    await turn(store)
    assert read == whole_reads


async def test_memory_has_a_limit(store: LiveTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_trackers, "MOST", 2)
    for sender in ("een", "twee", "drie"):
        await turn(store, sender)
    read = reads(store, monkeypatch)
    for sender in ("drie", "twee", "een"):
        await store.retrieve(sender)
    assert read == ["een"]


async def test_forgotten_is_out_of_memory(store: LiveTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    await turn(store)
    store.forget("inwoner")
    store.forget("nooit gezien")
    read = reads(store, monkeypatch)
    await store.retrieve("inwoner")
    assert read == ["inwoner"]


async def test_a_database_that_fails_is_no_empty_conversation(store: LiveTrackerStore) -> None:
    await turn(store)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO weg")
    with pytest.raises(sa.exc.OperationalError):
        await store.retrieve("inwoner")


async def test_nothing_new_writes_nothing(store: LiveTrackerStore, address: str) -> None:
    await turn(store)
    before = count(address)
    for _ in itertools.repeat(None, 2):
        await turn(store, events=())
    assert count(address) == before


def remove(address: str) -> None:
    """As the front door does when a resident wipes the conversation."""
    with sa.create_engine(address).begin() as connection:
        connection.exec_driver_sql("DELETE FROM events WHERE sender_id = 'inwoner'")


def count(address: str) -> int:
    with sa.create_engine(address).connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM events").scalar())
