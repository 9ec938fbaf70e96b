"""Who talks over WhatsApp, what was sent to them, who signed off, and which messages came in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import received
from bot.store.tables import conversation, inbox, whatsapp_optout, whatsapp_person

CHANNEL = "whatsapp"
KEY = f"{CHANNEL} "
FAR_AWAY = datetime(9999, 1, 1, tzinfo=timezone.utc)
OPENING = 0


class TakenOver(Exception):
    """Our hold on this person ran out, and somebody else has it now."""


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


def turn_key(external_id: str) -> str:
    """The idempotency key of the turn that a message of WhatsApp begins: no client of the API can send it."""
    return f"{KEY}{external_id}"


class People:
    """The people within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Person) -> None:
        """Stores a person. Twice the same raises SQLAlchemy's IntegrityError."""
        await self._connection.execute(insert(whatsapp_person).values(**vars(new)))

    async def get(self, phone_hash: str) -> Person | None:
        """The person, or None."""
        query = select(whatsapp_person).where(whatsapp_person.c.phone_hash == phone_hash)
        row = (await self._connection.execute(query)).first()
        return Person(**{**row._mapping, "ciphertext": bytes(row.ciphertext)}) if row else None

    async def wrote(self, phone_hash: str, now: datetime, held_until: datetime) -> None:
        """The person wrote: we may answer for a day, and at once, unless somebody (who holds no longer) is at it."""
        one = whatsapp_person.c.phone_hash == phone_hash
        await self._connection.execute(update(whatsapp_person).where(one).values(wrote_at=now))
        resting = (one, whatsapp_person.c.try_at > held_until)
        await self._connection.execute(update(whatsapp_person).where(*resting).values(try_at=now, failures=0))

    async def waiting(self, now: datetime) -> Sequence[str]:
        """The hashes of those for whom a message waits that may be tried."""
        behind = conversation.c.seq > whatsapp_person.c.sent_seq
        query = select(whatsapp_person.c.phone_hash).join(conversation).where(behind, whatsapp_person.c.try_at <= now)
        return (await self._connection.execute(query)).scalars().all()

    async def claim(self, phone_hash: str, now: datetime, until: datetime) -> Person | None:
        """Keeps others from sending to this person for a while. None when somebody else does, or nobody may yet."""
        free = (whatsapp_person.c.phone_hash == phone_hash, whatsapp_person.c.try_at <= now)
        claimed = await self._connection.execute(update(whatsapp_person).where(*free).values(try_at=until))
        return await self.get(phone_hash) if claimed.rowcount == 1 else None

    async def change(self, held: Person, ours_at: Collection[datetime], **values: Any) -> Person:
        """Changes somebody whom we hold. Raises TakenOver when ``try_at`` is none of the times that we gave it."""
        ours = (whatsapp_person.c.phone_hash == held.phone_hash, whatsapp_person.c.try_at.in_(ours_at))
        changed = await self._connection.execute(update(whatsapp_person).where(*ours).values(**values))
        if changed.rowcount != 1:
            raise TakenOver
        return replace(held, **values)

    async def rest_until_they_write(self, held: Person, ours_at: Collection[datetime], now: datetime) -> Person:
        """Nothing is sent before the person writes; who wrote since we looked is tried again at once. As ``change``."""
        silent = (whatsapp_person.c.phone_hash == held.phone_hash, whatsapp_person.c.wrote_at == held.wrote_at)
        ours = whatsapp_person.c.try_at.in_(ours_at)
        rests = await self._connection.execute(update(whatsapp_person).where(*silent, ours).values(try_at=FAR_AWAY))
        return replace(held, try_at=FAR_AWAY) if rests.rowcount else await self.change(held, ours_at, try_at=now)

    async def send_again(self, phone_hash: str, seq: int, part: int, try_at: datetime) -> None:
        """Goes back to this place. Who sends to this person now finds out at the next change that it is taken over."""
        one = whatsapp_person.c.phone_hash == phone_hash
        back = {"sent_seq": seq, "sent_part": part, "try_at": try_at}
        await self._connection.execute(update(whatsapp_person).where(one).values(**back))

    async def is_unreached(self, conversation_id: str) -> bool:
        """Whether something was not sent and is not until the person writes again; who went on at the web reads it."""
        behind = conversation.c.seq > whatsapp_person.c.sent_seq
        here = (conversation.c.id == conversation_id, conversation.c.kanaal == CHANNEL)
        query = select(whatsapp_person.c.phone_hash).join(conversation)
        unsent = query.where(*here, behind, whatsapp_person.c.try_at == FAR_AWAY)
        return (await self._connection.execute(unsent)).first() is not None

    async def turns(self, conversation_id: str) -> frozenset[int]:
        """The turns that were said over WhatsApp: its opening, and those whose key says so."""
        query = select(inbox.c.turn).where(inbox.c.conversation_id == conversation_id, inbox.c.sleutel.startswith(KEY))
        return frozenset({OPENING, *(await self._connection.execute(query)).scalars()})

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

    async def has_signed_off(self, conversation_id: str) -> bool:
        """Whether whom this conversation goes on with over WhatsApp signed off: then nothing of it is sent."""
        query = select(whatsapp_person.c.phone_hash).join(conversation)
        off = query.join(whatsapp_optout, whatsapp_optout.c.phone_hash == whatsapp_person.c.phone_hash)
        here = (conversation.c.id == conversation_id, conversation.c.kanaal == CHANNEL)
        return (await self._connection.execute(off.where(*here))).first() is not None

    async def is_new(self, external_id: str, now: datetime) -> bool:
        """Notes that this message came in. False when it had come in before: the constraint decides."""
        return await received.is_new(self._connection, CHANNEL, external_id, now)

    async def is_known(self, external_id: str) -> bool:
        """Whether ``is_new`` noted this message before."""
        return await received.is_known(self._connection, CHANNEL, external_id)
