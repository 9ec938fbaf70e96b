"""What was not understood: a list that staff label, without any tie to a conversation."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import create_engine, delete, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import new_id
from bot.store.prepared import Prepared
from bot.store.tables import not_understood

Table = not_understood.c


@dataclass(frozen=True)
class Sentence:
    """A masked sentence, the question that was open, its day, and what staff say that it means (empty: not yet)."""

    id: str
    text: str
    field: str
    at: datetime
    label: str


ADD = Prepared(insert(not_understood), *(each.name for each in fields(Sentence)))


class Sentences:
    """The sentences within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, text: str, field: str, now: datetime) -> None:
        """Keeps a masked sentence. Only its day: the moment would tell which conversation it came from."""
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        await ADD.change(self._connection, vars(Sentence(new_id(), text, field, day, "")))

    async def unlabelled(self, most: int) -> list[Sentence]:
        """The oldest ones that nobody labelled yet; within a day in no order that tells anything."""
        query = select(not_understood).where(Table.label == "").order_by(Table.at, Table.id).limit(most)
        return [Sentence(*row) for row in await self._connection.execute(query)]

    async def labelled(self) -> list[Sentence]:
        """All that have a label, oldest first."""
        query = select(not_understood).where(Table.label != "").order_by(Table.at, Table.id)
        return [Sentence(*row) for row in await self._connection.execute(query)]

    async def label(self, sentence_id: str, label: str) -> bool:
        """Gives a label; False when the sentence is gone."""
        change = update(not_understood).where(Table.id == sentence_id).values(label=label)
        return bool((await self._connection.execute(change)).rowcount)

    async def remove(self, sentence_id: str) -> bool:
        """Throws a sentence away; False when it was gone."""
        return bool((await self._connection.execute(delete(not_understood).where(Table.id == sentence_id))).rowcount)


def read_labelled(address: str) -> list[Sentence]:
    """All that have a label, oldest first. For Rasa's environment, whose drivers do not wait side by side."""
    url = make_url(address)
    kind = "sqlite" if url.drivername.startswith("sqlite") else "postgresql"
    engine = create_engine(url.set(drivername=kind))
    query = select(not_understood).where(Table.label != "").order_by(Table.at, Table.id)
    try:
        with engine.connect() as connection:
            return [Sentence(*row) for row in connection.execute(query)]
    finally:
        engine.dispose()
