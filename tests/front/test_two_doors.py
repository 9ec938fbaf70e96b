"""Two front doors on one database: what one stores the other shows, and nothing is double."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.front.limits import Limits
from bot.store.buckets import Buckets
from tests.front.conftest import Resident, until
from tests.store.databases import all_rows
from tests.store.test_buckets import pass_


@pytest.fixture
async def doors(start):
    return await start(), await start()


@pytest.fixture
async def both(doors, begin):
    """The same resident at both doors."""
    one, other = doors
    mine = await begin(on=one)
    return mine, Resident(other, {"id": mine.id, "token": mine.token, "berichten": []})


async def test_the_token_opens_both(both):
    one, other = both
    await one.say("hallo")
    assert await other.transcript() == await one.transcript()


async def test_messages_at_both_get_their_own_numbers(both, database):
    one, other = both
    await asyncio.gather(*(door.say(f"{number}") for number, door in enumerate([one, other] * 3)))
    rows = (await all_rows(database))["message"]
    assert sorted(row[2] for row in rows) == list(range(1, len(rows) + 1))
    assert len(rows) == 2 + 6 * 2


async def test_a_key_at_both_is_stored_once(both, database):
    one, other = both
    answers = await asyncio.gather(one.say("hallo", sleutel="k"), other.say("hallo", sleutel="k"))
    assert answers[0] == answers[1]
    assert len((await all_rows(database))["inbox"]) == 2
    assert len(await one.transcript()) == 4


async def test_a_stream_at_one_shows_what_comes_in_at_the_other(both):
    one, other = both
    headers = {**one.headers, "Last-Event-ID": "2"}
    async with one.client.get(f"{one.path}/gebeurtenissen", headers=headers) as response:
        await other.say("van de andere kant")
        read = b""
        while b"Gehoord" not in read:
            read += await asyncio.wait_for(response.content.readany(), 30)
    assert read.count(b"event: bericht") == 2


async def test_wiping_at_one_is_wiping_at_both(both):
    one, other = both
    await one.wipe()
    assert (await other.client.get(other.path, headers=other.headers)).status == 404


async def test_how_many_messages_wait_is_counted_over_both(start, begin, rasa, front_settings):
    settings = replace(front_settings, limits=Limits(waiting=2), rasa_timeout=2)
    one, other = await start(settings), await start(settings)
    mine = await begin(on=one)
    there = Resident(other, {"id": mine.id, "token": mine.token, "berichten": []})
    await rasa.stop()
    await mine.say("een")
    await there.say("twee")
    assert [(await each.post(tekst="drie")).status for each in (mine, there)] == [429, 429]


@pytest.fixture
async def limited(start, front_settings, database_url):
    """Two front doors that share a server, with these limits."""
    if not database_url.startswith("postgresql"):
        pytest.skip("a SQLite file has one front door")

    async def open_both(**limits):
        settings = replace(front_settings, limits=Limits(**limits))
        return await start(settings), await start(settings)

    return open_both


async def statuses_of_three(mine, there):
    """Of two messages at the one and one at the other."""
    return [(await each.post(tekst="hallo")).status for each in (mine, there, mine)]


class TestHowMuch:
    """What may be asked in a minute is counted over both."""

    async def test_of_one_conversation(self, limited, begin):
        one, other = await limited(conversation=2)
        mine = await begin(on=one)
        there = Resident(other, {"id": mine.id, "token": mine.token, "berichten": []})
        assert await statuses_of_three(mine, there) == [200, 200, 429]

    async def test_from_one_address(self, limited, begin):
        one, other = await limited(address=2)
        assert await statuses_of_three(await begin(on=one), await begin(on=other)) == [200, 200, 429]

    async def test_of_new_conversations(self, limited):
        doors = await limited(begin=2)
        answers = [await door.post("/api/v1/gesprekken", json={}) for door in (*doors, *doors)]
        assert [each.status for each in answers] == [201, 201, 429, 429]
        assert 1 <= int(answers[2].headers["Retry-After"]) <= 30

    async def test_what_costs_only_this_process_is_counted_in_each(self, limited):
        doors = await limited(other=1)
        assert [(await door.get("/api/v1/normen")).status for door in (*doors, *doors)] == [200, 200, 429, 429]

    async def test_it_is_forgotten_when_nothing_is_held_against_anybody(self, limited, database):
        (one, _) = await limited(begin=1)
        await one.post("/api/v1/gesprekken", json={})
        assert (await all_rows(database))["bucket"]
        await pass_(database, 60)
        await Buckets(database).remove_full()
        assert (await all_rows(database))["bucket"] == []


async def test_what_waits_at_one_can_be_finished_by_the_other(both, rasa, start):
    one, other = both
    await rasa.stop()
    await one.say("hallo")
    await one.client.close()
    await rasa.start()
    await other.say("nog iets")
    texts = [text for _, text in await other.transcript()]
    assert texts.index("Gehoord: hallo") < texts.index("Gehoord: nog iets")
    await until(lambda: rasa.messages.count("hallo") == 1)


LISTENERS = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'")


async def listeners(database):
    """How many front doors hear of what others store."""
    async with database.read() as connection:
        return (await connection.execute(LISTENERS)).scalar_one()


async def test_on_a_server_the_other_door_shows_it_at_once(start, begin, front_settings, database_url, database):
    if not database_url.startswith("postgresql"):
        pytest.skip("only PostgreSQL tells other processes")
    slow = replace(front_settings, heartbeat=60)
    one, other = await start(slow), await start(slow)

    async def all_listen():
        return await listeners(database) == 3  # with the door at which the fixture "begin" begins

    await until(all_listen)
    mine = await begin(on=one)
    headers = {**mine.headers, "Last-Event-ID": "2"}
    async with other.get(f"{mine.path}/gebeurtenissen", headers=headers) as response:
        await asyncio.sleep(0.2)
        await mine.say("van de andere kant")
        read = b""
        while b"Gehoord" not in read:
            read += await asyncio.wait_for(response.content.readany(), 30)
