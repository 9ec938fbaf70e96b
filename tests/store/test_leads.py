"""Who leads a conversation, on both databases: one person at a time, for as long as they write."""

import asyncio
from datetime import timedelta

import pytest

from bot.store import received
from bot.store.conversations import Conversations
from bot.store.handovers import Handovers
from bot.store.leads import Leads
from tests.store.test_store import NOW, handover, staff, talk  # noqa: F401

LATER, MUCH_LATER = NOW + timedelta(minutes=30), NOW + timedelta(minutes=60)


async def change(database, action, *arguments):
    async with database.write() as connection:
        return await getattr(Leads(connection), action)(*arguments)


async def found(database, conversation_id):
    async with database.read() as connection:
        return await Conversations(connection).get(conversation_id)


async def test_the_assistant_leads_until_somebody_takes_over(database, talk, staff):  # noqa: F811
    anna = staff[0].id
    assert talk.leader(NOW) is None
    assert await change(database, "take", talk.id, anna, NOW, LATER)
    led = await found(database, talk.id)
    assert (led.led_by, led.led_since, led.led_until, led.led_seq) == (anna, NOW, LATER, talk.seq)
    assert led.leader(NOW) == anna
    assert led.leader(LATER) is None


async def test_of_many_at_once_one_takes_over(database, talk, staff):  # noqa: F811
    tries = [change(database, "take", talk.id, person.id, NOW, LATER) for person in staff * 3]
    assert sorted(await asyncio.gather(*tries)) == [False] * 5 + [True]


@pytest.mark.parametrize(
    ("action", "when", "expected"),
    [
        ("take", NOW, False),
        ("take", LATER, True),
        ("keep", NOW, False),
        ("end", None, False),
        ("end_expired", NOW, False),
        ("end_expired", LATER, True),
    ],
)
async def test_what_a_colleague_or_the_clock_can_do_with_a_lead(database, talk, staff, action, when, expected):  # noqa: F811
    anna, bram = (person.id for person in staff)
    await change(database, "take", talk.id, anna, NOW, LATER)
    others = {
        "take": (talk.id, bram, when, MUCH_LATER),
        "keep": (talk.id, bram, when, MUCH_LATER),
        "end": (talk.id, bram),
        "end_expired": (talk.id, when),
    }
    assert await change(database, action, *others[action]) is expected
    led = await found(database, talk.id)
    after = bram if action == "take" else None
    assert led.led_by == (after if expected else anna)


async def test_who_writes_leads_for_longer_but_not_once_it_expired(database, talk, staff):  # noqa: F811
    anna = staff[0].id
    await change(database, "take", talk.id, anna, NOW, LATER)
    assert await change(database, "keep", talk.id, anna, NOW, MUCH_LATER)
    assert (await found(database, talk.id)).leader(LATER) == anna
    assert not await change(database, "keep", talk.id, anna, MUCH_LATER, MUCH_LATER + timedelta(minutes=1))


async def test_giving_back_leaves_nothing_and_only_expired_leads_are_listed(database, talk, staff):  # noqa: F811
    anna = staff[0].id
    await change(database, "take", talk.id, anna, NOW, LATER)
    assert await change(database, "expired", NOW) == []
    assert await change(database, "expired", LATER) == [talk.id]
    assert await change(database, "end", talk.id, anna)
    assert await found(database, talk.id) == talk
    assert await change(database, "expired", MUCH_LATER) == []


async def test_a_conversation_that_is_gone_has_no_leader(database, talk, staff):  # noqa: F811
    async with database.write() as connection:
        await Conversations(connection).remove(talk.id)
    assert not await change(database, "take", talk.id, staff[0].id, NOW, LATER)


async def test_the_cases_of_the_conversation_follow_what_was_said(database, talk, staff):  # noqa: F811
    anna = staff[0].id
    mine, other, closed = handover(talk.id, transcript=[{"id": "a"}]), handover(talk.id), handover(talk.id)
    async with database.write() as connection:
        cases = Handovers(connection)
        for each in (mine, other, closed):
            await cases.add(each)
        await cases.claim(mine.id, anna, NOW)
        await cases.claim(closed.id, anna, NOW)
        await cases.close(closed.id, anna, "anders", NOW)
        held = await cases.held(talk.id, anna)
        await cases.continue_transcript(held[0], [{"id": "b"}])
        acute = await cases.make_acute(talk.id)
        after = {each.id: each for each in await cases.of_conversation(talk.id)}
    assert [each.id for each in held] == [mine.id]
    assert sorted(acute) == sorted([mine.kenmerk, other.kenmerk])
    assert after[mine.id].transcript == [{"id": "a"}, {"id": "b"}]
    assert after[mine.id].version == held[0].version
    assert {each.id: each.urgentie for each in after.values()} == {
        mine.id: "acuut",
        other.id: "acuut",
        closed.id: "normaal",
    }


async def test_a_message_that_comes_in_twice_counts_once(database):
    async def arrive(channel):
        async with database.write() as connection:
            return await received.is_new(connection, channel, "sleutel", NOW)

    assert sorted(await asyncio.gather(*(arrive("medewerker") for _ in range(4)))) == [False, False, False, True]
    assert await arrive("whatsapp")
