"""Rasa's own copy of a conversation: the table ``events`` of its tracker store, cleared by sender."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import column, delete, inspect, select, table
from sqlalchemy.engine import Connection, make_url

from bot.store.database import Database, async_url

EVENTS = table("events", column("sender_id"))


class RasaEvents:
    """Rasa's tracker store, of which we only ever remove rows, by whose they are."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._database = Database(address)

    async def remove(self, rasa_ids: Sequence[str]) -> None:
        """Removes every event of these senders. A database or table that is not there yet holds none."""
        if not rasa_ids or not _is_there(self._address):
            return
        async with self._database.write() as connection:
            if await connection.run_sync(_has_events):
                await connection.execute(delete(EVENTS).where(EVENTS.c.sender_id.in_(rasa_ids)))

    async def senders(self) -> list[str]:
        """Everybody of whom there are events."""
        if not _is_there(self._address):
            return []
        async with self._database.read() as connection:
            if not await connection.run_sync(_has_events):
                return []
            return list((await connection.execute(select(EVENTS.c.sender_id).distinct())).scalars())

    async def close(self) -> None:
        """Closes the connections."""
        await self._database.close()


def _has_events(connection: Connection) -> bool:
    return inspect(connection).has_table("events")


def _is_there(address: str) -> bool:
    url = make_url(async_url(address))
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()
