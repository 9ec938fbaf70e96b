"""SQLite within the event loop.

A statement on a local file takes some ten microseconds; handing it to a thread and back, as aiosqlite does four times a
statement, takes twenty times as long. Only what waits goes to a thread: the disk at a commit, another process that
writes. Within a transaction that reads nothing waits at all, so that it holds nobody up and nobody comes in between.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteExecutionContext
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlalchemy.util import await_only

NAME = "sqlite+local"
WRITE = "BEGIN IMMEDIATE"


class Cursor(sqlite3.Cursor):
    """A cursor that SQLAlchemy's asyncio side knows how to let go."""

    async def _async_soft_close(self) -> None:
        """There is nothing to wait for."""


class Context(SQLiteExecutionContext):
    """Executes with our cursor."""

    def create_default_cursor(self) -> Any:
        """As the driver's own connection makes one."""
        return self._dbapi_connection.cursor(Cursor)


class LocalSqlite(SQLiteDialect_pysqlite):
    """SQLAlchemy's dialect of the standard library's driver, for its asyncio side."""

    driver = "local"
    is_async = True
    has_terminate = True
    supports_statement_cache = True
    execution_ctx_cls = Context

    @classmethod
    def get_pool_class(cls, url: URL) -> type[AsyncAdaptedQueuePool]:
        """A pool whose waiting holds up nobody else."""
        return AsyncAdaptedQueuePool

    def do_execute(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Executes at once."""
        await_only(_nothing())
        cursor.execute(statement, parameters)

    def do_execute_no_params(self, cursor: Any, statement: Any, context: Any = None) -> None:
        """Executes at once."""
        await_only(_nothing())
        cursor.execute(statement)

    def do_executemany(self, cursor: Any, statement: Any, parameters: Any, context: Any = None) -> None:
        """Executes at once."""
        await_only(_nothing())
        cursor.executemany(statement, parameters)

    def do_commit(self, dbapi_connection: Any) -> None:
        """Waits for the disk."""
        await_only(to_its_end(dbapi_connection.commit))


def begin_writing(connection: sqlite3.Connection, patience: int) -> None:
    """Takes the write lock, when another process has it within ``patience`` (ms). Raises OperationalError."""
    connection.execute("PRAGMA busy_timeout=0")
    try:
        connection.execute(WRITE)
    except sqlite3.OperationalError:
        _begin_behind_another(connection, patience)
    finally:
        connection.execute(f"PRAGMA busy_timeout={patience}")


def _begin_behind_another(connection: sqlite3.Connection, patience: int) -> None:
    connection.execute(f"PRAGMA busy_timeout={patience}")
    try:
        await_only(to_its_end(lambda: connection.execute(WRITE)))
    except sqlite3.Error as error:
        raise OperationalError(WRITE, None, error, hide_parameters=True) from error
    except asyncio.CancelledError:
        connection.rollback()  # it came through after the lock was taken
        raise


async def to_its_end(call: Callable[[], object]) -> None:
    """Calls it in a thread. A cancellation comes through after the end: till then nobody may use the connection."""
    work = asyncio.get_running_loop().run_in_executor(None, call)
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.shield(work)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
    work.result()


async def _nothing() -> None:
    """What SQLAlchemy's asyncio side wants to see awaited in every statement."""


registry.register("sqlite.local", __name__, LocalSqlite.__name__)
