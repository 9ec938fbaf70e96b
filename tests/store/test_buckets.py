"""Buckets over all front doors: a minute's worth of tokens for each key, by the clock of the database."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.store.buckets import Buckets
from bot.store.database import Database
from bot.store.tables import bucket
from tests.store.databases import all_rows


@pytest.fixture
async def database(postgresql):
    opened = Database(postgresql)
    async with opened.write() as connection:
        await connection.execute(bucket.delete())
    yield opened
    await opened.close()


@pytest.fixture
def buckets(database):
    return Buckets(database)


async def pass_(database, seconds):
    """Lets so much time pass for every bucket."""
    async with database.write() as connection:
        past = {"past": timedelta(seconds=seconds)}
        await connection.execute(text("UPDATE bucket SET full_at = full_at - CAST(:past AS interval)"), past)


async def test_a_minutes_worth_and_no_more(buckets):
    assert [await buckets.take({"a": 3}) for _ in range(4)] == [set(), set(), set(), {"a"}]


async def test_they_refill_evenly_and_never_run_over(buckets, database):
    for _ in range(3):
        await buckets.take({"a": 3})
    await pass_(database, 20)
    assert [await buckets.take({"a": 3}) for _ in range(2)] == [set(), {"a"}]
    await pass_(database, 1e6)
    assert [await buckets.take({"a": 3}) for _ in range(4)] == [set(), set(), set(), {"a"}]


async def test_a_refusal_costs_nothing(buckets, database):
    await buckets.take({"a": 1})
    before = (await all_rows(database))["bucket"]
    assert [await buckets.take({"a": 1}) for _ in range(3)] == [{"a"}] * 3
    assert (await all_rows(database))["bucket"] == before


async def test_several_keys_at_once_each_by_its_own_measure(buckets):
    assert [await buckets.take({"b": 1, "a": 2}) for _ in range(3)] == [set(), {"b"}, {"a", "b"}]


async def test_doors_that_ask_at_the_same_time_get_no_more_together_and_never_lock_each_other_out(database):
    doors = [Database(database.engine.url.render_as_string(hide_password=False)) for _ in range(3)]
    asked = [{"a": 10, "b": 10}, {"b": 10, "a": 10}]
    takes = [Buckets(door).take(asked[number % 2]) for number in range(8) for door in doors]
    refused = await asyncio.gather(*takes, *(Buckets(door).remove_full() for door in doors))
    assert refused.count(set()) == 10
    for door in doors:
        await door.close()


async def test_what_is_full_is_removed_and_what_is_not_stays(buckets, database):
    await buckets.take({"old": 1})
    await pass_(database, 61)
    await buckets.take({"new": 1})
    await buckets.remove_full()
    assert [row[0] for row in (await all_rows(database))["bucket"]] == ["new"]
    assert await buckets.take({"new": 1, "old": 1}) == {"new"}


async def test_it_stands_outside_the_log_of_the_database(database):
    async with database.read() as connection:
        kind = await connection.execute(text("SELECT relpersistence FROM pg_class WHERE relname = 'bucket'"))
        assert kind.scalar() in ("u", b"u")
