"""Who leads a conversation: the assistant, or one member of staff until they are silent for too long."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import conversation

NOBODY: dict[str, Any] = {"led_by": None, "led_since": None, "led_until": None, "led_seq": None}


class Leads:
    """The leads within one transaction. Each change is one conditional UPDATE: what counts is whether it met a row."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, conversation_id: str, staff_id: str, now: datetime, until: datetime) -> bool:
        """This member of staff leads from now on. False when somebody does, or there is no conversation."""
        free = or_(conversation.c.led_by.is_(None), conversation.c.led_until <= now)
        lead = {"led_by": staff_id, "led_since": now, "led_until": until, "led_seq": conversation.c.seq}
        return await self._change(conversation_id, free, **lead)

    async def keep(self, conversation_id: str, staff_id: str, now: datetime, until: datetime) -> bool:
        """They lead for longer. False when they do not lead (any more)."""
        leading = (conversation.c.led_by == staff_id, conversation.c.led_until > now)
        return await self._change(conversation_id, *leading, led_until=until)

    async def end(self, conversation_id: str, staff_id: str) -> bool:
        """The assistant leads again. False when this person did not lead."""
        return await self._change(conversation_id, conversation.c.led_by == staff_id, **NOBODY)

    async def end_expired(self, conversation_id: str, now: datetime) -> bool:
        """The assistant leads again where somebody was silent for too long. False when nobody was."""
        return await self._change(conversation_id, conversation.c.led_until <= now, **NOBODY)

    async def expired(self, now: datetime) -> Sequence[str]:
        """The conversations whose leader was silent for too long."""
        query = select(conversation.c.id).where(conversation.c.led_until <= now)
        return (await self._connection.execute(query)).scalars().all()

    async def _change(self, conversation_id: str, *conditions: Any, **values: Any) -> bool:
        changed = update(conversation).where(conversation.c.id == conversation_id, *conditions).values(**values)
        return bool((await self._connection.execute(changed)).rowcount == 1)
