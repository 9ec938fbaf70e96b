"""The database: its address, the engine, and transactions that read or write."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.store import local_sqlite

DRIVERS = {"sqlite": local_sqlite.NAME, "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
WRITES = "zelfcheck_writes"
BUSY_MILLISECONDS = 10_000
WAL_TRIES, WAL_PAUSE_SECONDS = 100, 0.02


class DatabaseAddressError(ValueError):
    """An address of a database that we do not serve."""


def async_url(address: str) -> str:
    """The plain address (``sqlite:///x``, ``postgresql://x``) with our driver. Raises DatabaseAddressError."""
    scheme, separator, rest = address.partition("://")
    plain = scheme.partition("+")[0]
    if not separator or plain not in DRIVERS:
        raise DatabaseAddressError("the address must begin with sqlite:/// or postgresql://")
    return f"{DRIVERS[plain]}://{rest}"


class Database:
    """An engine with transactions. ``read`` sees one consistent state, ``write`` may change it."""

    def __init__(self, address: str) -> None:
        self.engine = _engine(async_url(address))
        self._writing = self.engine.execution_options(**{WRITES: True})
        self._writers = _queue(self.engine)
        self._writer: AsyncConnection | None = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; on SQLite it never waits for a writer."""
        async with self.engine.connect() as connection:
            await connection.begin()  # ended by the closing, which costs no commit
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that is committed at the end, or rolled back when an error passes."""
        async with self._writers, self._write() as connection:
            yield connection

    async def close(self) -> None:
        """Closes every connection, after the transaction that is being written."""
        async with self._writers:
            if self._writer is not None:
                await self._writer.close()
                self._writer = None
        await self.engine.dispose()

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        """On SQLite by one connection that stays open: to take one and give it back costs more than a statement."""
        if self.engine.dialect.name != "sqlite":
            async with self._writing.begin() as connection:
                yield connection
            return
        self._writer = self._writer or await self._writing.connect()
        async with self._writer.begin():
            yield self._writer


def _engine(address: str) -> AsyncEngine:
    if make_url(address).get_backend_name() != "sqlite":
        return create_async_engine(address, pool_pre_ping=True, hide_parameters=True)
    _make_folder(address)
    engine = create_async_engine(address, hide_parameters=True)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _queue(engine: AsyncEngine) -> AbstractAsyncContextManager[Any]:
    """SQLite has one writer at a time and lets others poll for their turn: within a process they rather queue."""
    return asyncio.Lock() if engine.dialect.name == "sqlite" else nullcontext()


def _make_folder(address: str) -> None:
    name = make_url(address).database
    if name and name != ":memory:":
        Path(name).parent.mkdir(parents=True, exist_ok=True)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Own BEGIN instead of the driver's, foreign keys that hold, and readers beside a writer."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _let_readers_in(cursor)
    cursor.close()


def _let_readers_in(cursor: Any) -> None:
    """WAL mode, once for the file. While another process is at it SQLite refuses at once, without its busy timeout."""
    for _ in range(WAL_TRIES):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            time.sleep(WAL_PAUSE_SECONDS)
        else:
            return
    raise sqlite3.OperationalError("database is locked")


def _begin_sqlite(connection: Any) -> None:
    """A writer takes the write lock at once: two writers wait for each other instead of failing half-way."""
    driver = connection.connection.dbapi_connection
    if connection.get_execution_options().get(WRITES, False):
        local_sqlite.begin_writing(driver, BUSY_MILLISECONDS)
    else:
        driver.execute("BEGIN")
