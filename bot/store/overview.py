"""The list of handovers as a team sees it: one short line each, without what the resident told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.handovers import BY_URGENCY
from bot.store.tables import handover, staff


@dataclass(frozen=True)
class HandoverLine:
    """One handover in a list. ``holder`` is the name of who has it."""

    kenmerk: str
    gemeente: str
    team: str
    soort: str
    urgentie: str
    status: str
    created_at: datetime
    due_at: datetime
    closed_at: datetime | None
    outcome: str | None
    claimed_by: str | None
    holder: str | None


@dataclass(frozen=True)
class Selection:
    """Which handovers: of one municipality (None is all), with these statuses, held by one person (None is anyone)."""

    gemeente: str | None
    statuses: Sequence[str]
    claimed_by: str | None = None


class Overview:
    """The list within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lines(self, selection: Selection, limit: int) -> list[HandoverLine]:
        """The selected handovers: most urgent first, then the oldest; never more than ``limit``."""
        columns = [handover.c[name] for name in HandoverLine.__dataclass_fields__ if name != "holder"]
        query = select(*columns, staff.c.name.label("holder")).select_from(
            handover.outerjoin(staff, handover.c.claimed_by == staff.c.id)
        )
        query = query.where(handover.c.status.in_(selection.statuses))
        if selection.gemeente is not None:
            query = query.where(handover.c.gemeente == selection.gemeente)
        if selection.claimed_by is not None:
            query = query.where(handover.c.claimed_by == selection.claimed_by)
        rows = await self._connection.execute(query.order_by(BY_URGENCY, handover.c.created_at).limit(limit))
        return [HandoverLine(**row._mapping) for row in rows]
