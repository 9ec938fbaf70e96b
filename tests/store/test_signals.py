"""What front doors on one PostgreSQL tell each other."""

import asyncio
from contextlib import suppress

import pytest

from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.signals import listen, listens
from tests.store.test_store import NOW, conversation


@pytest.mark.parametrize(
    ("address", "there"), [("sqlite:///x.db", False), ("postgresql://h/x", True), ("postgres://h/x", True)]
)
def test_only_a_server_has_something_to_hear(address, there):
    assert listens(address) is there


class TestPostgreSQL:
    @pytest.fixture
    async def heard(self, postgresql):
        """What another front door hears."""
        found: asyncio.Queue = asyncio.Queue()
        listening = asyncio.create_task(listen(postgresql, found.put_nowait))
        await asyncio.sleep(0.3)
        yield found
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)

    @pytest.fixture
    async def here(self, postgresql):
        opened = Database(postgresql)
        yield opened
        await opened.close()

    async def test_a_message_and_a_removal_are_told_when_they_are_there(self, here, heard):
        talk = conversation()
        async with here.write() as connection:
            await Conversations(connection).add(talk)
            await Conversations(connection).advance(talk.id, 1, 1, NOW)
            await asyncio.sleep(0.1)
            assert heard.empty()
        assert await asyncio.wait_for(heard.get(), 5) == talk.id
        async with here.write() as connection:
            await Conversations(connection).remove(talk.id)
        assert await asyncio.wait_for(heard.get(), 5) == talk.id

    async def test_what_was_rolled_back_is_not_told(self, here, heard):
        talk = conversation()
        with suppress(ZeroDivisionError):
            async with here.write() as connection:
                await Conversations(connection).add(talk)
                await Conversations(connection).advance(talk.id, 1, 1, NOW)
                raise ZeroDivisionError
        await asyncio.sleep(0.2)
        assert heard.empty()

    async def test_after_a_lost_line_it_hears_again(self, here, heard, monkeypatch):
        monkeypatch.setattr("bot.store.signals.TRY_AGAIN_SECONDS", 0.1)
        ours = "query LIKE 'LISTEN%' AND datname = current_database()"
        lose = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"
        async with here.write() as connection:
            await connection.exec_driver_sql(lose)
        await asyncio.sleep(0.6)
        talk = conversation()
        async with here.write() as connection:
            await Conversations(connection).add(talk)
            await Conversations(connection).advance(talk.id, 1, 1, NOW)
        assert await asyncio.wait_for(heard.get(), 5) == talk.id
        async with here.write() as connection:
            await Conversations(connection).remove(talk.id)
