"""The inbox: turns that Rasa must answer, each once, in order."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.prepared import Prepared
from bot.store.records import Turn, TurnStatus
from bot.store.tables import inbox

WAITS = inbox.c.status == TurnStatus.WAITING.value
OF = inbox.c.conversation_id == bindparam("of")
COLUMNS = tuple(each.name for each in fields(Turn))
ADD = Prepared(insert(inbox), *COLUMNS)
FINISH = Prepared(
    update(inbox).where(OF, inbox.c.turn == bindparam("number"), WAITS).values(status=TurnStatus.DONE.value)
)
WAITING_OR_KEYED = Prepared(
    select(*(inbox.c[name] for name in COLUMNS))
    .where(OF, or_(WAITS, inbox.c.sleutel == bindparam("key")))
    .order_by(inbox.c.turn)
)


class Inbox:
    """The inbox within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Turn) -> None:
        """Stores a turn. The same ``sleutel`` twice in a conversation raises SQLAlchemy's IntegrityError."""
        await ADD.change(self._connection, vars(new))

    async def waiting_or_keyed(self, conversation_id: str, sleutel: str | None) -> list[Turn]:
        """The turns of the conversation that wait, and the one that this idempotency key began, oldest first."""
        rows = await WAITING_OR_KEYED.rows(self._connection, {"of": conversation_id, "key": sleutel})
        return [Turn(*row) for row in rows]

    async def by_key(self, conversation_id: str, sleutel: str) -> Turn | None:
        """The turn that this idempotency key began, or None."""
        return await self._first(inbox.c.conversation_id == conversation_id, inbox.c.sleutel == sleutel)

    async def get(self, conversation_id: str, turn: int) -> Turn | None:
        """One turn, or None."""
        return await self._first(inbox.c.conversation_id == conversation_id, inbox.c.turn == turn)

    async def next_waiting(self, conversation_id: str) -> Turn | None:
        """The oldest turn of the conversation that waits, or None."""
        return await self._first(inbox.c.conversation_id == conversation_id, inbox.c.status == TurnStatus.WAITING.value)

    async def last_of_assistant(self, conversation_id: str) -> int | None:
        """The last turn that the assistant answered; a turn without ``invoer`` was for a person."""
        mine = (inbox.c.conversation_id == conversation_id, inbox.c.status == TurnStatus.DONE.value)
        query = select(func.max(inbox.c.turn)).where(*mine, inbox.c.invoer != "")
        found: int | None = (await self._connection.execute(query)).scalar_one()
        return found

    async def finish(self, conversation_id: str, turn: int) -> bool:
        """Marks the turn as answered. False when it already was: then the answer must not be stored again."""
        return await FINISH.change(self._connection, {"of": conversation_id, "number": turn}) == 1

    async def claim(self, turn: Turn, owner: str, now: datetime, until: datetime) -> bool:
        """Makes ``owner`` the one who works on a waiting turn. False when another does, or when it is answered."""
        free = or_(inbox.c.owner.is_(None), inbox.c.owner == owner, inbox.c.claimed_until <= now)
        result = await self._connection.execute(
            update(inbox)
            .where(inbox.c.conversation_id == turn.conversation_id, inbox.c.turn == turn.turn)
            .where(inbox.c.status == TurnStatus.WAITING.value, free)
            .values(owner=owner, claimed_until=until)
        )
        return bool(result.rowcount == 1)

    async def release(self, owner: str) -> None:
        """Nobody works any more on what this owner had claimed."""
        mine = (inbox.c.owner == owner, inbox.c.status == TurnStatus.WAITING.value)
        await self._connection.execute(update(inbox).where(*mine).values(owner=None, claimed_until=None))

    async def conversations_waiting(self, now: datetime) -> Sequence[str]:
        """The conversations with a waiting turn on which nobody works."""
        free = or_(inbox.c.owner.is_(None), inbox.c.claimed_until <= now)
        query = select(inbox.c.conversation_id).where(inbox.c.status == TurnStatus.WAITING.value, free).distinct()
        return (await self._connection.execute(query)).scalars().all()

    async def count_waiting(self) -> int:
        """How many turns wait, of all conversations."""
        return int((await self._connection.execute(select(func.count()).select_from(inbox).where(WAITS))).scalar_one())

    async def _first(self, *conditions: Any) -> Turn | None:
        query = select(inbox).where(*conditions).order_by(inbox.c.turn).limit(1)
        row = (await self._connection.execute(query)).first()
        return Turn(**row._mapping) if row else None
