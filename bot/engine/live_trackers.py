"""Rasa's SQL tracker store, which keeps the conversations that are going on in memory.

Rasa's own turns every stored event back into an object at every message, so a turn takes longer as the conversation
grows. Here a turn reads one number (the last row of the conversation) and writes only what is new.
"""

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

MOST = 500
"""Conversations in memory; the one that was quiet longest makes room."""
IDLE_SECONDS = 15 * 60.0
EVENTS = SQLTrackerStore.SQLEvent.__table__
ADD = sa.insert(EVENTS)
LAST_ROW = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == sa.bindparam("sender"))
"""Asked three times a turn: made once."""


class ConversationMoved(RuntimeError):
    """Somebody else wrote to or removed this conversation during the turn: nothing of the turn is stored."""


@dataclass(frozen=True)
class Mark:
    """How far a conversation is stored: the number of its events, and the id of its last row (0 for none)."""

    events: int
    row: int


@dataclass(frozen=True)
class Live:
    """A tracker as it was saved, and since when it waits (seconds of the store's clock)."""

    tracker: DialogueStateTracker
    mark: Mark
    since: float


class LiveTrackerStore(SQLTrackerStore):
    """A tracker is handed out once and comes back by ``save``: a turn that fails leaves nothing behind in memory.

    What is in memory counts only while the last row in the database is the one that we wrote; so the conversation may
    be removed, or go on in another process, at any moment.
    """

    engine: sa.engine.Engine

    def __init__(self, *arguments: Any, clock: Callable[[], float] = time.monotonic, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._clock = clock
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._handed_out: OrderedDict[str, Mark] = OrderedDict()
        if self.engine.dialect.name == "sqlite":
            self.engine = _kept_open(self.engine)
            self.sessionmaker.configure(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation so far, or None."""
        self._drop_idle()
        live = self._live.pop(sender_id, None)
        with self.session_scope() as session:
            row = self._last_row(session, sender_id)
        if live is not None and live.mark.row == row:
            self._hand_out(sender_id, live.mark)
            return live.tracker
        tracker = await super().retrieve(sender_id)
        self._hand_out(sender_id, Mark(len(tracker.events) if tracker else 0, row))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Store what is new. Raises ConversationMoved when the conversation is no longer as it was handed out."""
        await self.stream_events(tracker)
        before = self._before(tracker)
        events = list(tracker.events)
        with self.session_scope() as session:
            if self._last_row(session, tracker.sender_id) != before.row:
                raise ConversationMoved
            after = Mark(len(events), self._add(session, tracker.sender_id, events[before.events :], before))
        self._keep(Live(tracker, after, self._clock()))

    def forget(self, sender_id: str) -> None:
        """Take the conversation out of memory; its rows are removed by who asks for this."""
        self._live.pop(sender_id, None)
        self._handed_out.pop(sender_id, None)

    def _before(self, tracker: DialogueStateTracker) -> Mark:
        """How far it was stored when it was handed out, or saved just now: Rasa stores a new one before its turn."""
        live = self._live.get(tracker.sender_id)
        if live is not None and live.tracker is tracker:
            return live.mark
        return self._handed_out.pop(tracker.sender_id, Mark(0, 0))

    def _add(self, session: Session, sender_id: str, events: list[Event], before: Mark) -> int:
        """Add the rows, and say which is the last."""
        if not events:
            return before.row
        session.execute(ADD, [_row(sender_id, event) for event in events])
        row = self._last_row(session, sender_id)
        session.commit()
        return row

    def _last_row(self, session: Session, sender_id: str) -> int:
        return int(session.execute(LAST_ROW, {"sender": sender_id}).scalar() or 0)

    def _hand_out(self, sender_id: str, mark: Mark) -> None:
        _put_last(self._handed_out, sender_id, mark)

    def _keep(self, live: Live) -> None:
        _put_last(self._live, live.tracker.sender_id, live)

    def _drop_idle(self) -> None:
        oldest = self._clock() - IDLE_SECONDS
        while self._live and next(iter(self._live.values())).since < oldest:
            self._live.popitem(last=False)


def _put_last(kept: OrderedDict[str, Any], sender_id: str, value: Any) -> None:
    kept[sender_id] = value
    kept.move_to_end(sender_id)
    if len(kept) > MOST:
        kept.popitem(last=False)


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    """The columns as Rasa fills them."""
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _kept_open(engine: sa.engine.Engine) -> sa.engine.Engine:
    """SQLite by one connection that stays open (Rasa's would open the file at every turn), in WAL mode, in which the
    front door may remove rows while Rasa reads. Rasa uses its store in one thread."""
    engine.dispose()
    kept = sa.create_engine(engine.url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    with kept.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
    return kept
