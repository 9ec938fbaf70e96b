"""Conversations: made, found, locked for a change, brought up to date, removed."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Update, bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.prepared import Prepared
from bot.store.records import Conversation, TurnStatus
from bot.store.signals import tell, telling
from bot.store.tables import conversation, inbox

THIS = conversation.c.id == bindparam("conversation_id")
COLUMNS = tuple(each.name for each in fields(Conversation))
SELECT = select(*(conversation.c[name] for name in COLUMNS)).where(THIS)
ONE = Prepared(SELECT)
ADD = Prepared(insert(conversation), *COLUMNS)
LOCKED = Prepared(SELECT.with_for_update())
OTHERS = exists().where(
    inbox.c.conversation_id == conversation.c.id,
    inbox.c.turn != bindparam("turn"),
    inbox.c.status == TurnStatus.WAITING.value,
)
CHANGE = update(conversation).where(THIS)
LOCKED_WITH_QUEUE = Prepared(SELECT.add_columns(OTHERS.label("more")).with_for_update())


class Conversations:
    """The conversations within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Conversation) -> None:
        """Stores a new conversation."""
        await ADD.change(self._connection, vars(new))

    async def get(self, conversation_id: str) -> Conversation | None:
        """The conversation, or None when there is none (any more)."""
        rows = await ONE.rows(self._connection, {"conversation_id": conversation_id})
        return Conversation(*rows[0]) if rows else None

    async def lock(self, conversation_id: str) -> Conversation | None:
        """As ``get``, and holds the row until the transaction ends: one change at a time per conversation."""
        rows = await LOCKED.rows(self._connection, {"conversation_id": conversation_id})
        return Conversation(*rows[0]) if rows else None

    async def lock_with_queue(self, conversation_id: str, turn: int) -> tuple[Conversation | None, bool]:
        """As ``lock``, and whether a turn other than this one waits.

        What came in while this waited for the lock may be missing from that: whoever stored it sees to it as well.
        """
        asked = {"conversation_id": conversation_id, "turn": turn}
        rows = await LOCKED_WITH_QUEUE.rows(self._connection, asked)
        return (Conversation(*rows[0][:-1]), bool(rows[0][-1])) if rows else (None, False)

    async def advance(self, conversation_id: str, turn: int, seq: int, now: datetime, **known: Any) -> None:
        """Keeps the last numbers given out, and that the conversation is alive; other front doors hear of it.

        ``known`` is what changes with it: ``state`` as Rasa gave it, ``gemeente`` and ``status`` that follow from it.
        """
        await self._update(
            conversation_id, telling(self._connection, CHANGE), turn=turn, seq=seq, active_at=now, **known
        )

    async def touch(self, conversation_id: str, now: datetime) -> None:
        """Keeps that somebody is still there; those who follow the conversation hear of it."""
        await self._update(conversation_id, telling(self._connection, CHANGE), active_at=now)

    async def set_token(self, conversation_id: str, token_hash: str) -> None:
        """Another token opens the conversation; the one before does not any more."""
        await self._update(conversation_id, token_hash=token_hash)

    async def set_channel(self, conversation_id: str, kanaal: str) -> None:
        """The conversation goes on over this channel."""
        await self._update(conversation_id, kanaal=kanaal)

    async def remove(self, conversation_id: str) -> None:
        """Removes the conversation with its messages, choices, inbox, pending contact and agreement."""
        await self._connection.execute(delete(conversation).where(conversation.c.id == conversation_id))
        await tell(self._connection, conversation_id)

    async def gone(self, rasa_ids: Sequence[str]) -> list[str]:
        """Which of these names, by which Rasa knows conversations, belong to none (any more)."""
        known = set((await self._connection.execute(select(conversation.c.rasa_id))).scalars())
        return [rasa_id for rasa_id in rasa_ids if rasa_id not in known]

    async def inactive_since(self, moment: datetime) -> list[Conversation]:
        """Conversations in which nothing happened since the moment."""
        rows = await self._connection.execute(select(conversation).where(conversation.c.active_at < moment))
        return [Conversation(**row._mapping) for row in rows]

    async def _update(self, conversation_id: str, change: Update = CHANGE, **values: Any) -> None:
        changing = _changing(change, *values)
        await changing.change(self._connection, {"conversation_id": conversation_id, **values})


@cache
def _changing(change: Update, *columns: str) -> Prepared:
    return Prepared(change, *columns)
