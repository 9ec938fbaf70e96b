"""Who talks over WhatsApp, what was sent to them, who signed off, and which messages came in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import channel_message, conversation, whatsapp_optout, whatsapp_person

CHANNEL = "whatsapp"
CLAIM = timedelta(minutes=2)
FAR_AWAY = datetime(9999, 1, 1, tzinfo=timezone.utc)


@dataclass(frozen=True)
class Person:
    """A row: the number is encrypted for ``phone_hash``; what was sent is ``sent_part`` parts beyond ``sent_seq``."""

    phone_hash: str
    conversation_id: str
    number_id: str
    ciphertext: bytes
    key_id: str
    wrote_at: datetime
    sent_seq: int
    sent_part: int
    failures: int
    try_at: datetime


class People:
    """The people within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Person) -> None:
        """Stores a person. Twice the same raises SQLAlchemy's IntegrityError."""
        await self._connection.execute(insert(whatsapp_person).values(**vars(new)))

    async def get(self, phone_hash: str) -> Person | None:
        """The person, or None."""
        return await self._one(whatsapp_person.c.phone_hash == phone_hash)

    async def wrote(self, phone_hash: str, now: datetime) -> None:
        """The person wrote: from now on we may answer for a day, and at once, unless somebody is at it already."""
        await self._update(phone_hash, wrote_at=now)
        resting = (whatsapp_person.c.phone_hash == phone_hash, whatsapp_person.c.try_at > now + CLAIM)
        await self._connection.execute(update(whatsapp_person).where(*resting).values(try_at=now, failures=0))

    async def waiting(self, now: datetime) -> Sequence[str]:
        """The hashes of those for whom a message waits that may be tried."""
        behind = conversation.c.seq > whatsapp_person.c.sent_seq
        query = select(whatsapp_person.c.phone_hash).join(conversation).where(behind, whatsapp_person.c.try_at <= now)
        return (await self._connection.execute(query)).scalars().all()

    async def claim(self, phone_hash: str, now: datetime) -> Person | None:
        """Keeps others from sending to this person for a while. None when somebody else does, or nobody may yet."""
        free = (whatsapp_person.c.phone_hash == phone_hash, whatsapp_person.c.try_at <= now)
        claimed = await self._connection.execute(update(whatsapp_person).where(*free).values(try_at=now + CLAIM))
        return await self.get(phone_hash) if claimed.rowcount == 1 else None

    async def sent(self, phone_hash: str, seq: int, part: int) -> None:
        """So much was sent."""
        await self._update(phone_hash, sent_seq=seq, sent_part=part, failures=0)

    async def rest(self, phone_hash: str, until: datetime, failures: int) -> None:
        """Nothing is sent before then."""
        await self._update(phone_hash, try_at=until, failures=failures)

    async def rest_until_they_write(self, person: Person) -> None:
        """Nothing is sent before the person writes again; who wrote since we looked is tried again at once."""
        unchanged = (whatsapp_person.c.phone_hash == person.phone_hash, whatsapp_person.c.wrote_at == person.wrote_at)
        waits = await self._connection.execute(update(whatsapp_person).where(*unchanged).values(try_at=FAR_AWAY))
        if not waits.rowcount:
            await self._update(person.phone_hash, try_at=person.wrote_at)

    async def sign_off(self, phone_hash: str, now: datetime) -> None:
        """Remembers that this person wants no messages."""
        await self.sign_on(phone_hash)
        await self._connection.execute(insert(whatsapp_optout).values(phone_hash=phone_hash, at=now))

    async def sign_on(self, phone_hash: str) -> bool:
        """Forgets it. False when there was nothing to forget."""
        gone = delete(whatsapp_optout).where(whatsapp_optout.c.phone_hash == phone_hash)
        return bool((await self._connection.execute(gone)).rowcount)

    async def is_off(self, phone_hash: str) -> bool:
        """Whether this person signed off."""
        query = select(whatsapp_optout.c.phone_hash).where(whatsapp_optout.c.phone_hash == phone_hash)
        return (await self._connection.execute(query)).first() is not None

    async def is_new(self, external_id: str, now: datetime) -> bool:
        """Notes that this message came in. False when it had come in before: the constraint decides."""
        try:
            async with self._connection.begin_nested():
                new = insert(channel_message).values(channel=CHANNEL, external_id=external_id, at=now)
                await self._connection.execute(new)
        except IntegrityError:
            return False
        return True

    async def _update(self, phone_hash: str, **values: Any) -> None:
        one = whatsapp_person.c.phone_hash == phone_hash
        await self._connection.execute(update(whatsapp_person).where(one).values(**values))

    async def _one(self, condition: Any) -> Person | None:
        row = (await self._connection.execute(select(whatsapp_person).where(condition))).first()
        return Person(**{**row._mapping, "ciphertext": bytes(row.ciphertext)}) if row else None
