"""How much was asked, counted over all front doors on one PostgreSQL: a bucket of tokens for each key.

A bucket is one moment: when it will be full again. A token puts that off, and there is none while it would be more than
a minute away. The table is kept out of the database's log, and a bucket that is full is removed: so a crash costs
nobody more than a full bucket, and who asked something is known for a minute or little more.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import text

from bot.store.database import Database

MINUTE = timedelta(minutes=1)
PUT_OFF = "greatest(known.full_at, statement_timestamp()) + (excluded.full_at - statement_timestamp())"
TAKE = text(
    f"""
    INSERT INTO bucket AS known (key, full_at)
    SELECT key, statement_timestamp() + each
    FROM unnest(CAST(:keys AS text[]), CAST(:each AS interval[])) AS wanted (key, each) ORDER BY key
    ON CONFLICT (key) DO UPDATE SET full_at = {PUT_OFF}
    WHERE {PUT_OFF} <= statement_timestamp() + interval '1 minute'
    RETURNING key
    """  # noqa: S608 (nothing of a request stands in it)
)
"""What is refused changes nothing and is not returned. In order of the key, so that two never wait for each other."""
REMOVE_FULL = text(
    """
    DELETE FROM bucket WHERE key IN
    (SELECT key FROM bucket WHERE full_at <= statement_timestamp() FOR UPDATE SKIP LOCKED)
    """
)


class Buckets:
    """The buckets of a PostgreSQL database. Each call is one statement and its own transaction."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine.execution_options(isolation_level="AUTOCOMMIT")

    async def take(self, per_minute: Mapping[str, int]) -> set[str]:
        """Takes one token for each key, which may have so many a minute. The keys for which there was none."""
        wanted = {"keys": list(per_minute), "each": [MINUTE / most for most in per_minute.values()]}
        async with self._engine.connect() as connection:
            taken = (await connection.execute(TAKE, wanted)).scalars()
        return set(per_minute) - set(taken)

    async def remove_full(self) -> None:
        """Removes the buckets of who asked nothing for so long that nothing is held against them."""
        async with self._engine.connect() as connection:
            await connection.execute(REMOVE_FULL)
