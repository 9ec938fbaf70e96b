"""Contact details, always encrypted: first with the conversation, then with the handover."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.records import Sealed
from bot.store.tables import handover_contact, pending_contact


class Contacts:
    """The contact details within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep_pending(self, conversation_id: str, sealed: Sealed, now: datetime) -> None:
        """Keeps what the resident gave last; what was given before is gone."""
        await self.forget_pending(conversation_id)
        await self._connection.execute(
            insert(pending_contact).values(conversation_id=conversation_id, at=now, **vars(sealed))
        )

    async def pending(self, conversation_id: str) -> Sealed | None:
        """What waits for a handover, or None."""
        return await self._find(pending_contact, pending_contact.c.conversation_id == conversation_id)

    async def forget_pending(self, conversation_id: str) -> None:
        """Removes what waited."""
        await self._connection.execute(
            delete(pending_contact).where(pending_contact.c.conversation_id == conversation_id)
        )

    async def add(self, handover_id: str, sealed: Sealed) -> None:
        """Stores the contact details of a handover."""
        await self._connection.execute(insert(handover_contact).values(handover_id=handover_id, **vars(sealed)))

    async def of(self, handover_id: str) -> Sealed | None:
        """The contact details of a handover, or None."""
        return await self._find(handover_contact, handover_contact.c.handover_id == handover_id)

    async def remove(self, handover_id: str) -> None:
        """Removes the contact details of a handover."""
        await self._connection.execute(delete(handover_contact).where(handover_contact.c.handover_id == handover_id))

    async def _find(self, table: Table, condition: Any) -> Sealed | None:
        row = (await self._connection.execute(select(table.c.ciphertext, table.c.key_id).where(condition))).first()
        return Sealed(bytes(row.ciphertext), row.key_id) if row else None
