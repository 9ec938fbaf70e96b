"""Links with which a conversation goes on elsewhere, each once and not for long."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import token_hash
from bot.store.tables import continue_link


class Links:
    """The links within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, token: str, conversation_id: str, expires_at: datetime) -> None:
        """Stores a link, by the hash of its token."""
        values = {"token_hash": token_hash(token), "conversation_id": conversation_id, "expires_at": expires_at}
        await self._connection.execute(insert(continue_link).values(**values))

    async def is_there(self, token: str, now: datetime) -> bool:
        """Whether the link can be used; looking at it uses nothing up."""
        query = select(continue_link.c.token_hash).where(*_usable(token, now))
        return (await self._connection.execute(query)).first() is not None

    async def use(self, token: str, now: datetime) -> str | None:
        """The conversation of the link, which is gone after this; None when it was used or is too old."""
        query = delete(continue_link).where(*_usable(token, now)).returning(continue_link.c.conversation_id)
        return (await self._connection.execute(query)).scalar_one_or_none()

    async def remove_expired(self, now: datetime) -> None:
        """Removes what cannot be used any more."""
        await self._connection.execute(delete(continue_link).where(continue_link.c.expires_at <= now))


def _usable(token: str, now: datetime) -> tuple[Any, ...]:
    return (continue_link.c.token_hash == token_hash(token), continue_link.c.expires_at > now)
