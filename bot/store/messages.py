"""Messages: what was said, in order. The text is masked before it comes here."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.prepared import Prepared
from bot.store.records import Message, Sender, TurnStatus
from bot.store.tables import conversation, inbox, message

COLUMNS = tuple(each.name for each in fields(Message))
ADD = Prepared(insert(message), *COLUMNS)
SET_EXTRA = Prepared(update(message).where(message.c.id == bindparam("message_id")), "extra")
WAITING_SINCE = (
    select(func.min(inbox.c.at))
    .where(inbox.c.conversation_id == conversation.c.id, inbox.c.status == TurnStatus.WAITING.value)
    .scalar_subquery()
)
NEWER = and_(message.c.conversation_id == conversation.c.id, message.c.seq > bindparam("after"))
NEWS = Prepared(
    select(conversation.c.active_at, WAITING_SINCE, *(message.c[name] for name in COLUMNS))
    .select_from(conversation.outerjoin(message, NEWER))
    .where(conversation.c.id == bindparam("of"))
    .order_by(message.c.seq)
)


@dataclass(frozen=True)
class News:
    """New messages, in order; since when the oldest without an answer waits; when anything was last said."""

    messages: list[Message]
    waiting_since: datetime | None
    active_at: datetime


class Messages:
    """The messages within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *new: Message) -> None:
        """Stores messages. Their ``seq`` must be the next ones of their conversation."""
        await ADD.change_each(self._connection, [vars(each) for each in new])

    async def of(self, conversation_id: str, after: int = 0) -> list[Message]:
        """The messages with a ``seq`` above ``after``, in order."""
        return await self._all(message.c.conversation_id == conversation_id, message.c.seq > after)

    async def said_by_assistant(self, conversation_id: str) -> list[str]:
        """What the assistant said, in order."""
        said = await self.of(conversation_id)
        return [each.text for each in said if each.sender == Sender.ASSISTANT.value]

    async def news(self, conversation_id: str, after: int) -> News | None:
        """What has a ``seq`` above ``after``, in one look; None when the conversation is gone."""
        rows = await NEWS.rows(self._connection, {"of": conversation_id, "after": after})
        if not rows:
            return None
        active_at, waiting_since, message_id = rows[0][:3]
        messages = [Message(*row[2:]) for row in rows] if message_id is not None else []
        return News(messages, waiting_since, active_at)

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
        await SET_EXTRA.change(self._connection, {"message_id": message_id, "extra": extra})

    async def _all(self, *conditions: Any) -> list[Message]:
        rows = await self._connection.execute(select(message).where(*conditions).order_by(message.c.seq))
        return [Message(**row._mapping) for row in rows]
