"""Sentences that were not understood: kept without moment or owner, labelled once, gone in time."""

from datetime import timedelta

from bot.privacy.retention import Retention
from bot.store.not_understood import Sentences
from bot.store.purge import purge
from bot.store.tables import not_understood
from tests.store.test_store import NOW


async def kept(database, *texts, at=NOW):
    async with database.write() as connection:
        for text in texts:
            await Sentences(connection).add(text, "inkomen", at)
        return await Sentences(connection).unlabelled(50)


async def test_nothing_tells_whose_it_was_or_at_what_moment(database):
    (sentence,) = await kept(database, "kweenie zoiets")
    assert (sentence.text, sentence.field, sentence.label) == ("kweenie zoiets", "inkomen", "")
    assert sentence.at == NOW.replace(hour=0, minute=0)
    assert set(not_understood.c.keys()) == {"id", "text", "field", "at", "label"}


async def test_a_labelled_one_moves_to_the_other_list(database):
    first, second = await kept(database, "een", "twee")
    async with database.write() as connection:
        assert await Sentences(connection).label(first.id, "bedoeling/mens")
        assert not await Sentences(connection).label("weg", "bedoeling/mens")
        assert [each.id for each in await Sentences(connection).unlabelled(50)] == [second.id]
        assert [each.label for each in await Sentences(connection).labelled()] == ["bedoeling/mens"]


async def test_thrown_away_is_gone_and_twice_is_no_error(database):
    (sentence,) = await kept(database, "asdf")
    async with database.write() as connection:
        assert await Sentences(connection).remove(sentence.id)
        assert not await Sentences(connection).remove(sentence.id)
        assert await Sentences(connection).unlabelled(50) == []


async def test_no_more_than_asked_for(database):
    await kept(database, "een", "twee", "drie")
    async with database.read() as connection:
        assert len(await Sentences(connection).unlabelled(2)) == 2


class NoRasa:
    async def senders(self):
        return []

    async def remove(self, conversations):
        assert conversations == []


async def test_after_its_time_it_is_purged_labelled_or_not(database):
    days = Retention().not_understood_days
    old, older = await kept(database, "oud", "ouder", at=NOW - timedelta(days=days + 1))
    await kept(database, "nieuw", at=NOW - timedelta(days=days - 1))
    async with database.write() as connection:
        await Sentences(connection).label(old.id, "bedoeling/mens")
    assert (await purge(database, NoRasa(), Retention(), NOW)).not_understood == 2
    async with database.read() as connection:
        assert [each.text for each in await Sentences(connection).unlabelled(50)] == ["nieuw"]
