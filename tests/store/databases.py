"""The databases that tests run on: SQLite always, PostgreSQL where ``TEST_DATABASE_URL`` (or a local one) answers."""

import asyncio
import os
import shutil
from functools import lru_cache

import asyncpg
import pytest

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import bucket, metadata

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1/test")
OWN_DATABASE = f"zelfcheck_test_{os.getpid()}"
LEAVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
EMPTY = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
NO_SERVER = f"PostgreSQL does not answer at TEST_DATABASE_URL ({SERVER.rpartition('@')[2]}): skipped"


@lru_cache(maxsize=1)
def postgresql_answers() -> bool:
    async def ask() -> bool:
        try:
            connection = await asyncpg.connect(SERVER, timeout=3)
        except (OSError, asyncio.TimeoutError, asyncpg.PostgresError):
            return False
        await connection.close()
        return True

    return asyncio.run(ask())


async def _on_server(statement: str, address: str = SERVER) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(statement)
    await connection.close()


def own_address() -> str:
    return f"{SERVER.rpartition('/')[0]}/{OWN_DATABASE}"


@pytest.fixture(scope="session")
def postgresql():
    """The address of a database of our own, migrated, dropped at the end; skips when there is no server."""
    if not postgresql_answers():
        pytest.skip(NO_SERVER)
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{OWN_DATABASE}" WITH (FORCE)'))
    asyncio.run(_on_server(f'CREATE DATABASE "{OWN_DATABASE}"'))
    # A test kills doors and connections, never the server: no commit has to wait for the disk.
    asyncio.run(_on_server(f'ALTER DATABASE "{OWN_DATABASE}" SET synchronous_commit = off'))
    asyncio.run(_migrated(own_address()))
    yield own_address()
    asyncio.run(_on_server(f'DROP DATABASE IF EXISTS "{OWN_DATABASE}" WITH (FORCE)'))


async def _migrated(address: str) -> None:
    database = Database(address)
    await migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A migrated file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path, sqlite_template):
    """The address of an empty, migrated database; each test runs on both kinds."""
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "zelfcheck.db")
        return f"sqlite:///{tmp_path}/zelfcheck.db"
    address = request.getfixturevalue("postgresql")
    asyncio.run(_emptied(address))
    return address


async def _emptied(address: str) -> None:
    """Whoever a failed test left in a transaction goes first: else this waits for its locks, for ever."""
    await _on_server(f"{LEAVE}; {EMPTY}", address)


@pytest.fixture
async def database(database_url):
    """An open database, closed at the end."""
    opened = Database(database_url)
    yield opened
    await opened.close()


async def all_rows(database: Database) -> dict[str, list[tuple]]:
    """Every row of every table."""
    async with database.read() as connection:
        return {
            name: [tuple(row) for row in await connection.execute(table.select())]
            for name, table in metadata.tables.items()
        }


async def lasting_rows(database: Database) -> dict[str, list[tuple]]:
    """Every row but those of the buckets: a bucket is gone within a minute (bot/store/buckets.py), and wiping must not
    refill it."""
    return {name: rows for name, rows in (await all_rows(database)).items() if name != bucket.name}
