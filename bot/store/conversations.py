"""Conversations: made, found, locked for a change, brought up to date, removed."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Conversation, TurnStatus
from bot.store.signals import tell, telling
from bot.store.tables import conversation, inbox

THIS = conversation.c.id == bindparam("conversation_id")
ONE = select(*(conversation.c[each.name] for each in fields(Conversation))).where(THIS)
ADD = insert(conversation)
LOCKED = ONE.with_for_update()
OTHERS = exists().where(
    inbox.c.conversation_id == conversation.c.id,
    inbox.c.turn != bindparam("turn"),
    inbox.c.status == TurnStatus.WAITING.value,
)
CHANGE = update(conversation).where(THIS)
LOCKED_WITH_QUEUE = ONE.add_columns(OTHERS.label("more")).with_for_update()


class Conversations:
    """The conversations within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Conversation) -> None:
        """Stores a new conversation."""
        await self._connection.execute(ADD, vars(new))

    async def get(self, conversation_id: str) -> Conversation | None:
        """The conversation, or None when there is none (any more)."""
        row = (await self._connection.execute(ONE, {"conversation_id": conversation_id})).first()
        return Conversation(*row) if row else None

    async def lock(self, conversation_id: str) -> Conversation | None:
        """As ``get``, and holds the row until the transaction ends: one change at a time per conversation."""
        row = (await self._connection.execute(LOCKED, {"conversation_id": conversation_id})).first()
        return Conversation(*row) if row else None

    async def lock_with_queue(self, conversation_id: str, turn: int) -> tuple[Conversation | None, bool]:
        """As ``lock``, and whether a turn other than this one waits.

        What came in while this waited for the lock may be missing from that: whoever stored it sees to it as well.
        """
        asked = {"conversation_id": conversation_id, "turn": turn}
        row = (await self._connection.execute(LOCKED_WITH_QUEUE, asked)).first()
        return (Conversation(*row[:-1]), bool(row.more)) if row else (None, False)

    async def advance(self, conversation_id: str, turn: int, seq: int, now: datetime, **known: Any) -> None:
        """Keeps the last numbers given out, and that the conversation is alive; other front doors hear of it.

        ``known`` is what changes with it: ``state`` as Rasa gave it, ``gemeente`` and ``status`` that follow from it.
        """
        values = {"turn": turn, "seq": seq, "active_at": now, **known}
        await self._connection.execute(
            telling(self._connection, CHANGE), {"conversation_id": conversation_id, **values}
        )

    async def touch(self, conversation_id: str, now: datetime) -> None:
        """Keeps that somebody is still there; those who follow the conversation hear of it."""
        values = {"conversation_id": conversation_id, "active_at": now}
        await self._connection.execute(telling(self._connection, CHANGE), values)

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

    async def inactive_since(self, moment: datetime) -> list[Conversation]:
        """Conversations in which nothing happened since the moment."""
        rows = await self._connection.execute(select(conversation).where(conversation.c.active_at < moment))
        return [Conversation(**row._mapping) for row in rows]

    async def _update(self, conversation_id: str, **values: Any) -> None:
        await self._connection.execute(CHANGE, {"conversation_id": conversation_id, **values})
