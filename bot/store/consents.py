"""Agreements: that a resident agreed to a text, when and over which channel."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import new_id
from bot.store.tables import consent_event


class Consents:
    """The agreements within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, conversation_id: str, text_version: str, channel: str, now: datetime) -> None:
        """Stores an agreement as an event of its own."""
        await self._connection.execute(
            insert(consent_event).values(
                id=new_id(), conversation_id=conversation_id, text_version=text_version, channel=channel, at=now
            )
        )
