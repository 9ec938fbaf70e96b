"""Conversations: made, found, locked for a change, brought up to date, removed."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Conversation
from bot.store.signals import tell
from bot.store.tables import conversation


class Conversations:
    """The conversations within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Conversation) -> None:
        """Stores a new conversation."""
        await self._connection.execute(insert(conversation).values(**vars(new)))

    async def get(self, conversation_id: str) -> Conversation | None:
        """The conversation, or None when there is none (any more)."""
        return await self._one(select(conversation).where(conversation.c.id == conversation_id))

    async def lock(self, conversation_id: str) -> Conversation | None:
        """As ``get``, and holds the row until the transaction ends: one change at a time per conversation."""
        return await self._one(select(conversation).where(conversation.c.id == conversation_id).with_for_update())

    async def advance(self, conversation_id: str, turn: int, seq: int, now: datetime) -> None:
        """Keeps the last numbers given out, and that the conversation is alive; other front doors hear of it."""
        await self._update(conversation_id, turn=turn, seq=seq, active_at=now)
        await tell(self._connection, conversation_id)

    async def touch(self, conversation_id: str, now: datetime) -> None:
        """Keeps that somebody is still there; those who follow the conversation hear of it."""
        await self._update(conversation_id, active_at=now)
        await tell(self._connection, conversation_id)

    async def set_state(self, conversation_id: str, state: dict[str, Any], gemeente: str | None, status: str) -> None:
        """Replaces the state as Rasa gave it, with the municipality and status that follow from it."""
        await self._update(conversation_id, state=state, gemeente=gemeente, status=status)

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
        await self._connection.execute(
            update(conversation).where(conversation.c.id == conversation_id).values(**values)
        )

    async def _one(self, query: Any) -> Conversation | None:
        row = (await self._connection.execute(query)).first()
        return Conversation(**row._mapping) if row else None
