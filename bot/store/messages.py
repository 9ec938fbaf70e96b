"""Messages: what was said, in order. The text is masked before it comes here."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Message, Sender
from bot.store.tables import message

ADD = insert(message)


class Messages:
    """The messages within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *new: Message) -> None:
        """Stores messages. Their ``seq`` must be the next ones of their conversation."""
        if new:
            await self._connection.execute(ADD, [vars(each) for each in new])

    async def of(self, conversation_id: str, after: int = 0) -> list[Message]:
        """The messages with a ``seq`` above ``after``, in order."""
        return await self._all(message.c.conversation_id == conversation_id, message.c.seq > after)

    async def answers(self, conversation_id: str, turn: int) -> list[Message]:
        """What the assistant said in this turn, in order."""
        return await self._all(
            message.c.conversation_id == conversation_id,
            message.c.turn == turn,
            message.c.sender == Sender.ASSISTANT.value,
        )

    async def get(self, message_id: str) -> Message | None:
        """The message, or None."""
        found = await self._all(message.c.id == message_id)
        return found[0] if found else None

    async def set_extra(self, message_id: str, extra: dict[str, Any]) -> None:
        """Replaces what belongs to the message."""
        await self._connection.execute(update(message).where(message.c.id == message_id).values(extra=extra))

    async def _all(self, *conditions: Any) -> list[Message]:
        rows = await self._connection.execute(select(message).where(*conditions).order_by(message.c.seq))
        return [Message(**row._mapping) for row in rows]
