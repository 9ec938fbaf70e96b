"""Removes what is past its retention period: from our tables and from Rasa's."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.retention import Retention, cutoffs
from bot.store.audit import Audit
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.rasa_events import RasaEvents
from bot.store.tables import (
    audit,
    channel_message,
    continue_link,
    handover,
    login_attempt,
    not_understood,
    staff_session,
)

REPEATED = timedelta(days=14)
"""Other channels repeat a message for a week at most; as long as that, and as long again, we know what came in."""


@dataclass(frozen=True)
class Purged:
    """How many records were removed; ``strays``: conversations that only Rasa still remembered."""

    conversations: int
    strays: int
    handovers: int
    sessions: int
    attempts: int
    received: int
    links: int
    not_understood: int
    audit: int

    def __str__(self) -> str:
        return ", ".join(f"{name} {count}" for name, count in asdict(self).items())


async def purge(database: Database, rasa: RasaEvents, retention: Retention, now: datetime) -> Purged:
    """Removes everything that expired before ``now``, and that it was done stands in the audit log."""
    moments = cutoffs(now, retention)
    conversations = await _remove_conversations(database, rasa, moments.conversation)
    strays = await _remove_strays(database, rasa)
    async with database.write() as connection:
        removed = Purged(
            conversations=conversations,
            strays=strays,
            handovers=await _remove(connection, handover, handover.c.closed_at < moments.handover),
            sessions=await _remove(connection, staff_session, staff_session.c.created_at < moments.session),
            attempts=await _remove(connection, login_attempt, login_attempt.c.at < moments.login),
            received=await _remove(connection, channel_message, channel_message.c.at < now - REPEATED),
            links=await _remove(connection, continue_link, continue_link.c.expires_at < now),
            not_understood=await _remove(connection, not_understood, not_understood.c.at < moments.not_understood),
            audit=await _remove(connection, audit, audit.c.at < moments.audit),
        )
        await Audit(connection).add(now, "systeem", "opschonen", "bewaartermijn", "gelukt")
    return removed


async def _remove_conversations(database: Database, rasa: RasaEvents, moment: datetime) -> int:
    """One by one, so that nobody waits long for their turn meanwhile."""
    async with database.read() as connection:
        expired = await Conversations(connection).inactive_since(moment)
    return sum([await _remove_conversation(database, rasa, each.id, moment) for each in expired])


async def _remove_conversation(database: Database, rasa: RasaEvents, conversation_id: str, moment: datetime) -> bool:
    """Removes it with Rasa's events, locked. False when somebody said something meanwhile: then all of it stays.

    Rasa's events go first: when it stops half-way, a second run finds the conversation again.
    """
    async with database.write() as connection:
        conversations = Conversations(connection)
        current = await conversations.lock(conversation_id)
        if current is None or current.active_at >= moment:
            return False
        await rasa.remove([current.rasa_id])
        await conversations.remove(conversation_id)
    return True


async def _remove_strays(database: Database, rasa: RasaEvents) -> int:
    """What Rasa remembers of conversations that are gone: a turn that was still going on when one was wiped.

    Rasa is asked first: a conversation is stored before Rasa hears of it, so that nothing new looks like a stray.
    """
    senders = await rasa.senders()
    async with database.read() as connection:
        strays = await Conversations(connection).gone(senders)
    await rasa.remove(strays)
    return len(strays)


async def _remove(connection: AsyncConnection, table: Any, condition: Any) -> int:
    return int((await connection.execute(delete(table).where(condition))).rowcount)
