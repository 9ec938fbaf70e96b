"""Links, codes and offered choices: each opens what it was made for, in time, once, and for nobody else."""

import asyncio
from datetime import timedelta

import pytest

from bot.store.choices import Choices
from bot.store.conversations import Conversations
from bot.store.ids import new_id, new_token
from bot.store.links import Links
from bot.store.records import Choice
from tests.store.databases import all_rows
from tests.store.test_store import NOW, conversation, talk  # noqa: F401

TICK = timedelta(microseconds=1)
TOKEN = new_token()


@pytest.fixture
async def link(database, talk):  # noqa: F811
    """A link that expires now."""
    async with database.write() as connection:
        await Links(connection).add(TOKEN, talk.id, NOW)


async def used(database, token, at):
    async with database.write() as connection:
        return await Links(connection).use(token, at)


@pytest.mark.usefixtures("link")
class TestLinks:
    @pytest.mark.parametrize(("at", "works"), [(NOW - TICK, True), (NOW, False), (NOW + TICK, False)])
    async def test_works_until_the_moment_itself(self, database, talk, at, works):  # noqa: F811
        async with database.read() as connection:
            assert await Links(connection).is_there(TOKEN, at) is works
        assert await used(database, TOKEN, at) == (talk.id if works else None)

    async def test_looking_uses_nothing_up_and_using_does(self, database, talk):  # noqa: F811
        before = NOW - TICK
        async with database.read() as connection:
            assert [await Links(connection).is_there(TOKEN, before) for _ in range(3)] == [True] * 3
        assert await used(database, TOKEN, before) == talk.id
        assert await used(database, TOKEN, before) is None

    async def test_of_many_at_once_one_gets_it(self, database, talk):  # noqa: F811
        got = await asyncio.gather(*(used(database, TOKEN, NOW - TICK) for _ in range(5)))
        assert got.count(None) == 4
        assert talk.id in got

    @pytest.mark.parametrize(
        "token",
        ["", "x", TOKEN[:-1], TOKEN.swapcase(), f"{TOKEN} ", "' OR 1=1 --", "\udc80", "é😀"],
        ids=["empty", "short", "cut off", "other case", "longer", "SQL", "half a sign", "signs"],
    )
    async def test_another_token_opens_nothing(self, database, token):
        assert await used(database, token, NOW - TICK) is None

    async def test_only_what_expired_is_removed(self, database, talk):  # noqa: F811
        async with database.write() as connection:
            await Links(connection).add(new_token(), talk.id, NOW + TICK)
            await Links(connection).remove_expired(NOW - TICK)
        assert len((await all_rows(database))["continue_link"]) == 2
        async with database.write() as connection:
            await Links(connection).remove_expired(NOW)
        assert len((await all_rows(database))["continue_link"]) == 1

    async def test_goes_with_its_conversation(self, database, talk):  # noqa: F811
        async with database.write() as connection:
            await Conversations(connection).remove(talk.id)
        assert await used(database, TOKEN, NOW - TICK) is None

    async def test_is_stored_so_that_nobody_can_use_what_is_stored(self, database):
        (row,) = (await all_rows(database))["continue_link"]
        assert TOKEN not in row
        assert await used(database, row[0], NOW - TICK) is None


class TestChoices:
    async def test_belongs_to_the_conversation_in_which_it_was_offered(self, database, talk):  # noqa: F811
        other, choice = conversation(), Choice(new_id(), talk.id, 1, "/ja", "Ja")
        async with database.write() as connection:
            await Conversations(connection).add(other)
            await Choices(connection).add(choice)
            await Choices(connection).add()
            assert await Choices(connection).offered(talk.id, choice.id) == choice
            assert await Choices(connection).offered(other.id, choice.id) is None
            for unknown in ("", "x", "' OR 1=1 --", choice.id + "x"):
                assert await Choices(connection).offered(talk.id, unknown) is None

    @pytest.mark.parametrize("title", ["😀 مرحبا", "<b>'\"--", "x" * 400])
    async def test_comes_back_as_it_was(self, database, talk, title):  # noqa: F811
        choice = Choice(new_id(), talk.id, 1, '/kies{"waarde": "é"}', title)
        async with database.write() as connection:
            await Choices(connection).add(choice)
            assert await Choices(connection).offered(talk.id, choice.id) == choice
