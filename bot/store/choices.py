"""Choices that were offered: an opaque id for the client, a payload for Rasa."""

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Choice
from bot.store.tables import choice

ADD = insert(choice)


class Choices:
    """The choices within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *new: Choice) -> None:
        """Stores offered choices."""
        if new:
            await self._connection.execute(ADD, [vars(each) for each in new])

    async def offered(self, conversation_id: str, choice_id: str) -> Choice | None:
        """The choice, when it was ever offered in this conversation; its ``turn`` says whether it still counts."""
        query = select(choice).where(choice.c.id == choice_id, choice.c.conversation_id == conversation_id)
        row = (await self._connection.execute(query)).first()
        return Choice(**row._mapping) if row else None
