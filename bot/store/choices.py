"""Choices that were offered: an opaque id for the client, a payload for Rasa."""

from dataclasses import fields

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.prepared import Prepared
from bot.store.records import Choice
from bot.store.tables import choice

COLUMNS = tuple(each.name for each in fields(Choice))
ADD = Prepared(insert(choice), *COLUMNS)
OFFERED = Prepared(
    select(*(choice.c[name] for name in COLUMNS)).where(
        choice.c.id == bindparam("choice_id"), choice.c.conversation_id == bindparam("of")
    )
)


class Choices:
    """The choices within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, *new: Choice) -> None:
        """Stores offered choices."""
        await ADD.change_each(self._connection, [vars(each) for each in new])

    async def offered(self, conversation_id: str, choice_id: str) -> Choice | None:
        """The choice, when it was ever offered in this conversation; its ``turn`` says whether it still counts."""
        rows = await OFFERED.rows(self._connection, {"choice_id": choice_id, "of": conversation_id})
        return Choice(*rows[0]) if rows else None
