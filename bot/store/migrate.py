"""Brings the database to the newest form of the tables, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from bot.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
WHOLE_RUN_LOCK = 7_315_220
"""Number of the PostgreSQL advisory lock under which one process migrates while the others wait."""


class NotMigratedError(RuntimeError):
    """The tables are not those of this version of the program."""


async def migrate(database: Database) -> None:
    """Runs the migrations that the database has not had yet, in one transaction."""
    async with database.write() as connection:
        await connection.run_sync(_upgrade)


async def check_migrated(database: Database) -> None:
    """Raises NotMigratedError, with the command that helps, when a migration is missing."""
    async with database.read() as connection:
        current = await connection.run_sync(_current)
    newest = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if current != newest:
        raise NotMigratedError(f"the database is at {current}, not {newest}: run `python -m bot.store migrate`")


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WHOLE_RUN_LOCK})")
    command.upgrade(_config(connection), "head")


def _current(connection: Connection) -> object:
    return MigrationContext.configure(connection).get_current_revision()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
