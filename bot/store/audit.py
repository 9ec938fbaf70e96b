"""The audit log: action, object, result, actor, time. Never a text of a resident."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import new_id
from bot.store.records import AuditEntry
from bot.store.tables import audit


class Audit:
    """The audit log within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, now: datetime, actor: str, action: str, object_: str, result: str) -> None:
        """Adds a line. ``actor`` is a staff id, ``inwoner`` or ``systeem``; ``object_`` an id or reference."""
        entry = AuditEntry(new_id(), now, actor, action, object_, result)
        await self._connection.execute(insert(audit).values(**vars(entry)))

    async def of(self, object_: str) -> list[AuditEntry]:
        """The lines about one object, oldest first."""
        rows = await self._connection.execute(select(audit).where(audit.c.object == object_).order_by(audit.c.at))
        return [AuditEntry(**row._mapping) for row in rows]
