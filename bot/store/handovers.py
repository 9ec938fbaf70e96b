"""Handovers: made, listed, claimed by one person, noted, closed, withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.store.records import Handover, HandoverStatus, Note
from bot.store.tables import handover, handover_contact, handover_note

NEW, CLAIMED = HandoverStatus.NEW.value, HandoverStatus.CLAIMED.value
OPEN = (NEW, CLAIMED)
ACUTE = "acuut"
BY_URGENCY = case({ACUTE: 0, "spoed": 1}, value=handover.c.urgentie, else_=2)


class Handovers:
    """The handovers within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Handover) -> None:
        """Stores a new handover. A ``kenmerk`` that exists raises SQLAlchemy's IntegrityError."""
        await self._connection.execute(insert(handover).values(**vars(new)))

    async def get(self, handover_id: str) -> Handover | None:
        """The handover, or None."""
        found = await self._all(handover.c.id == handover_id)
        return found[0] if found else None

    async def by_kenmerk(self, kenmerk: str) -> Handover | None:
        """The handover with this reference, or None."""
        found = await self._all(handover.c.kenmerk == kenmerk)
        return found[0] if found else None

    async def of_conversation(self, conversation_id: str) -> list[Handover]:
        """The handovers that this conversation led to."""
        return await self._all(handover.c.conversation_id == conversation_id)

    async def list_for(self, gemeente: str, statuses: Sequence[str] = OPEN) -> list[Handover]:
        """The handovers of a municipality: most urgent first, then the oldest."""
        return await self._all(handover.c.gemeente == gemeente, handover.c.status.in_(statuses))

    async def claim(self, handover_id: str, staff_id: str, now: datetime, version: int | None = None) -> bool:
        """One member of staff takes the case. False when somebody else was first or it is not new any more.

        Here as below: with ``version`` also False when the case changed since that version was seen.
        """
        return await self._change(
            (handover.c.status == NEW, handover.c.claimed_by.is_(None), *_seen(handover_id, version)),
            status=CLAIMED,
            claimed_by=staff_id,
            claimed_at=now,
        )

    async def release(self, handover_id: str, staff_id: str, version: int | None = None) -> bool:
        """Gives the case back to the list. False when this person does not hold it."""
        held = (*_held_by(staff_id), *_seen(handover_id, version))
        return await self._change(held, status=NEW, claimed_by=None, claimed_at=None)

    async def close(
        self, handover_id: str, staff_id: str, outcome: str, now: datetime, version: int | None = None
    ) -> bool:
        """Closes the case with an outcome. False when this person does not hold it."""
        held = (*_held_by(staff_id), *_seen(handover_id, version))
        return await self._change(held, status=HandoverStatus.CLOSED.value, outcome=outcome, closed_at=now)

    async def withdraw(self, kenmerk: str, conversation_id: str, now: datetime) -> bool:
        """The resident takes it back: contact details go, and the content too unless a team already has it.

        False when this conversation has no open handover with that reference.
        """
        mine = (handover.c.kenmerk == kenmerk, handover.c.conversation_id == conversation_id)
        await self._change((*mine, handover.c.status == NEW), summary={}, transcript=[])
        withdrawn = await self._change(
            (*mine, handover.c.status.in_(OPEN)), status=HandoverStatus.WITHDRAWN.value, closed_at=now
        )
        if withdrawn:
            ids = select(handover.c.id).where(*mine)
            await self._connection.execute(delete(handover_contact).where(handover_contact.c.handover_id.in_(ids)))
        return withdrawn

    async def erase_unclaimed(self, conversation_id: str) -> None:
        """Removes what no team has taken: the rest keeps its own snapshot and loses the link."""
        await self._connection.execute(
            delete(handover).where(handover.c.conversation_id == conversation_id, handover.c.claimed_by.is_(None))
        )

    async def held(self, conversation_id: str, staff_id: str) -> list[Handover]:
        """The cases of this conversation that this member of staff works on."""
        return await self._all(handover.c.conversation_id == conversation_id, *_held_by(staff_id))

    async def continue_transcript(self, found: Handover, lines: Sequence[dict[str, Any]]) -> None:
        """Adds what was said since. No change of the case itself: the version stays."""
        longer = [*found.transcript, *lines]
        await self._connection.execute(update(handover).where(handover.c.id == found.id).values(transcript=longer))

    async def make_acute(self, conversation_id: str) -> list[str]:
        """The open cases of this conversation come first in the list. Their references; the versions stay."""
        open_ones = (handover.c.conversation_id == conversation_id, handover.c.status.in_(OPEN))
        await self._connection.execute(update(handover).where(*open_ones).values(urgentie=ACUTE))
        return [each.kenmerk for each in await self._all(*open_ones)]

    async def add_note(self, note: Note) -> None:
        """Stores a note."""
        await self._connection.execute(insert(handover_note).values(**vars(note)))

    async def notes(self, handover_id: str) -> list[Note]:
        """The notes of a case, oldest first."""
        query = select(handover_note).where(handover_note.c.handover_id == handover_id).order_by(handover_note.c.at)
        return [Note(**row._mapping) for row in await self._connection.execute(query)]

    async def _change(self, conditions: Sequence[ColumnElement[bool]], **values: Any) -> bool:
        """One conditional UPDATE: what counts is whether a row still met the conditions."""
        statement = update(handover).where(*conditions).values(version=handover.c.version + 1, **values)
        return bool((await self._connection.execute(statement)).rowcount == 1)

    async def _all(self, *conditions: ColumnElement[bool]) -> list[Handover]:
        query = select(handover).where(*conditions).order_by(BY_URGENCY, handover.c.created_at)
        return [Handover(**row._mapping) for row in await self._connection.execute(query)]


def _held_by(staff_id: str) -> tuple[ColumnElement[bool], ...]:
    return (handover.c.status == CLAIMED, handover.c.claimed_by == staff_id)


def _seen(handover_id: str, version: int | None) -> tuple[ColumnElement[bool], ...]:
    same = handover.c.id == handover_id
    return (same,) if version is None else (same, handover.c.version == version)
