"""What one front door tells the others on the same PostgreSQL: that a conversation has something new.

SQLite has one front door, which needs no telling. A signal that gets lost costs nothing but time: whoever listens looks
by itself now and then.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

import asyncpg
import structlog
from sqlalchemy import Update, func, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.database import async_url
from bot.store.tables import conversation

CHANNEL = "zelfcheck"
TRY_AGAIN_SECONDS = 2.0
log = structlog.get_logger(__name__)
Heard = Callable[[str], None]
TOLD = func.pg_notify(CHANNEL, conversation.c.id)


async def tell(connection: AsyncConnection, conversation_id: str) -> None:
    """Tells it when the transaction commits, and not when it does not."""
    if connection.dialect.name == "postgresql":
        told = {"channel": CHANNEL, "conversation": conversation_id}
        await connection.execute(text("SELECT pg_notify(:channel, :conversation)"), told)


def telling(connection: AsyncConnection, change: Update) -> Update:
    """The change of a conversation, such that it tells as ``tell`` does, within the same statement."""
    return _telling(change) if connection.dialect.name == "postgresql" else change


@cache
def _telling(change: Update) -> Update:
    return change.returning(TOLD)


def listens(address: str) -> bool:
    """Whether there is anything to hear at this database."""
    return make_url(async_url(address)).get_backend_name() == "postgresql"


async def listen(address: str, heard: Heard) -> None:
    """Calls ``heard`` with each conversation that has something new, until cancelled; comes back after a lost line."""
    while True:
        try:
            await _listen_once(address, heard)
        except (OSError, asyncio.TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            log.warning("does not hear other front doors", reason=type(error).__name__)
        await asyncio.sleep(TRY_AGAIN_SECONDS)


async def _listen_once(address: str, heard: Heard) -> None:
    gone = asyncio.Event()
    connection = await asyncpg.connect(_plain(address))
    try:
        connection.add_termination_listener(lambda _connection: gone.set())
        await connection.add_listener(CHANNEL, _passing_on(heard))
        await gone.wait()
    finally:
        with suppress(OSError, asyncpg.InterfaceError):
            await connection.close(timeout=TRY_AGAIN_SECONDS)


def _passing_on(heard: Heard) -> Callable[[Any, int, str, object], None]:
    return lambda _connection, _pid, _channel, conversation_id: heard(str(conversation_id))


def _plain(address: str) -> str:
    """The address without SQLAlchemy's driver, password and all."""
    url = make_url(address).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)
