"""SQLite within the event loop: what waits holds nobody up, and a cancellation spoils no connection."""

import asyncio
import sqlite3
import threading
import time
from contextlib import suppress

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.store import database as settings
from bot.store.database import Database
from bot.store.local_sqlite import to_its_end


@pytest.fixture
def path(tmp_path):
    return tmp_path / "een.db"


@pytest.fixture
async def local(path):
    opened = Database(f"sqlite:///{path}")
    async with opened.write() as connection:
        await connection.execute(text("CREATE TABLE kast (la TEXT UNIQUE)"))
    yield opened
    await opened.close()


@pytest.fixture
def other(path, local):
    """Another process with the same file."""
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    yield connection
    connection.close()


async def put(database, word):
    async with database.write() as connection:
        await connection.execute(text("INSERT INTO kast VALUES (:la)"), {"la": word})


async def found(database):
    async with database.read() as connection:
        return list((await connection.execute(text("SELECT la FROM kast ORDER BY la"))).scalars())


async def count_meanwhile(ticks):
    """Counts for as long as it is let."""
    while True:
        ticks.append(None)
        await asyncio.sleep(0.005)


async def test_what_reads_lets_nobody_in_between(local):
    await put(local, "a")
    ticks = []
    counting = asyncio.create_task(count_meanwhile(ticks))
    await asyncio.sleep(0)
    before = len(ticks)
    async with local.read() as connection:
        for _ in range(50):
            await connection.execute(text("SELECT la FROM kast"))
        assert len(ticks) == before
    counting.cancel()


async def test_a_writer_waits_for_another_process_and_holds_nobody_up(local, other):
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    ticks, begun = [], time.monotonic()
    counting = asyncio.create_task(count_meanwhile(ticks))
    await put(local, "a")
    assert time.monotonic() - begun > 0.25
    assert len(ticks) > 10
    counting.cancel()
    assert await found(local) == ["a"]


async def test_a_writer_does_not_wait_for_ever(local, other, monkeypatch):
    monkeypatch.setattr(settings, "BUSY_MILLISECONDS", 50)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="database is locked"):
        await put(local, "a")
    other.execute("COMMIT")
    await put(local, "b")
    assert await found(local) == ["b"]


async def test_whoever_is_cancelled_while_it_waits_for_another_process_leaves_the_lock_free(local, other):
    other.execute("BEGIN IMMEDIATE")
    waiting = asyncio.create_task(put(local, "a"))
    await asyncio.sleep(0.05)
    waiting.cancel()
    await asyncio.sleep(0.05)
    other.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await waiting
    other.execute("BEGIN IMMEDIATE")
    other.execute("COMMIT")
    await put(local, "b")
    assert await found(local) == ["b"]


async def test_a_reader_waits_for_no_writer(local, other):
    await put(local, "a")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO kast VALUES ('b')")
    assert await found(local) == ["a"]
    other.execute("ROLLBACK")


async def test_writers_share_one_connection_that_outlives_a_fault(local):
    used = set()
    for word in "aab":  # the second "a" is one too many
        with suppress(IntegrityError):
            async with local.read() as reading, local.write() as connection:
                await reading.execute(text("SELECT la FROM kast"))
                used.add((await connection.get_raw_connection()).driver_connection)
                await connection.execute(text("INSERT INTO kast VALUES (:la)"), {"la": word})
    assert len(used) == 1
    assert await found(local) == ["a", "b"]


async def test_closing_waits_for_whoever_is_writing(local):
    inside, go = asyncio.Event(), asyncio.Event()

    async def write():
        async with local.write() as connection:
            await connection.execute(text("INSERT INTO kast VALUES ('laat')"))
            inside.set()
            await go.wait()

    writing = asyncio.create_task(write())
    await inside.wait()
    closing = asyncio.create_task(local.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    go.set()
    await asyncio.gather(writing, closing)
    assert await found(local) == ["laat"]


async def test_a_closed_database_opens_again(local):
    await put(local, "a")
    await local.close()
    await put(local, "b")
    assert await found(local) == ["a", "b"]


@pytest.mark.parametrize("times", [1, 3])
async def test_whoever_is_cancelled_at_a_commit_leaves_a_database_that_works(local, times, monkeypatch):
    """The commit is held at the disk; the next writer comes only when it has ended."""
    gate, at_the_disk = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def held(call):
        loop.call_soon_threadsafe(at_the_disk.set)
        gate.wait(5)
        return call()

    plain = loop.run_in_executor
    monkeypatch.setattr(loop, "run_in_executor", lambda pool, call: plain(pool, held, call))
    writing = asyncio.create_task(put(local, "a"))
    await at_the_disk.wait()
    for _ in range(times):
        writing.cancel()
        await asyncio.sleep(0.02)
    assert not writing.done()
    gate.set()
    with pytest.raises(asyncio.CancelledError):
        await writing
    await put(local, "b")
    assert await found(local) == ["a", "b"]


async def test_what_a_thread_runs_into_comes_back():
    with pytest.raises(ZeroDivisionError):
        await to_its_end(lambda: 1 / 0)
