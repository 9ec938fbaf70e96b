"""Holding a person: one process at a time, and whoever lost the hold spoils nothing."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.store.conversations import Conversations
from bot.store.whatsapp import FAR_AWAY, People, Person, TakenOver
from bot.whatsapp import hold as holding
from bot.whatsapp.hold import Hold
from bot.whatsapp.steps import Step, go_on
from tests.store.test_store import NOW, conversation

SECONDS = 3.0
WHO = "p" * 64


class Process:
    """A front door as far as holding goes: its clock, and how it takes hold."""

    def __init__(self, database, pass_step=go_on):
        self.database, self.pass_step, self.now = database, pass_step, NOW

    def clock(self):
        return self.now

    async def hold(self, seconds=SECONDS):
        until = self.now + timedelta(seconds=seconds)
        async with self.database.write() as connection:
            person = await People(connection).claim(WHO, self.now, until)
        return Hold(self.database, self.clock, seconds, self.pass_step, person) if person else None


@pytest.fixture
async def process(database):
    """A process, in front of somebody with a conversation."""
    spoken = conversation(kanaal="whatsapp", seq=4)
    async with database.write() as connection:
        await Conversations(connection).add(spoken)
        await People(connection).add(Person(WHO, spoken.id, "1234", b"x", "sleutel", NOW, 0, 0, 0, NOW))
    return Process(database)


async def row(database):
    async with database.read() as connection:
        return await People(connection).get(WHO)


async def wrote(process):
    async with process.database.write() as connection:
        await People(connection).wrote(WHO, process.now, process.now + timedelta(seconds=SECONDS))


async def test_one_holds_at_a_time_until_it_lets_go(process):
    hold = await process.hold()
    assert await process.hold() is None
    await hold.release(process.now, 0)
    assert await process.hold() is not None


async def test_who_died_is_followed_up_when_the_hold_runs_out(process):
    assert await process.hold()
    process.now += timedelta(seconds=SECONDS)
    assert await process.hold()


@pytest.mark.parametrize(
    "change",
    [
        lambda hold: hold.keep_place(1, 0),
        lambda hold: hold.release(NOW, 0),
        lambda hold: hold.rest_until_they_write(),
    ],
)
async def test_who_stood_still_too_long_changes_nothing(process, database, change):
    stood_still = await process.hold()
    process.now += timedelta(seconds=SECONDS)
    await (await process.hold()).keep_place(3, 0)
    before = await row(database)
    with pytest.raises(TakenOver):
        await change(stood_still)
    assert await row(database) == before


async def test_each_part_renews_it(process):
    hold = await process.hold()
    for part in range(1, 4):
        process.now += timedelta(seconds=SECONDS - 1)
        await hold.keep_place(0, part)
        assert await process.hold() is None
    assert (hold.person.sent_seq, hold.person.sent_part) == (0, 3)


async def test_it_is_renewed_while_one_call_takes_long(process, database):
    renewed = asyncio.Event()
    process.pass_step = lambda step: renewed.set() if step is Step.RENEWING else None
    hold = await process.hold(seconds=0.05)
    async with hold.kept():
        process.now += timedelta(seconds=0.05)
        await asyncio.wait_for(renewed.wait(), 30)
    assert (await row(database)).try_at == process.now + timedelta(seconds=0.05)
    await hold.release(process.now, 0)


async def test_a_database_that_fails_for_a_moment_makes_nobody_forget_what_was_sent(process, database, monkeypatch):
    monkeypatch.setattr(holding, "PAUSE_SECONDS", 0)
    hold, faults = await process.hold(), [OperationalError("", {}, OSError())] * 2

    def fail(_step):
        if faults:
            raise faults.pop()

    hold._pass = fail
    await hold.keep_place(2, 0)
    assert (await row(database)).sent_seq == 2


async def test_one_that_stays_away_is_told(process, database, monkeypatch):
    monkeypatch.setattr(holding, "PAUSE_SECONDS", 0)
    hold = await process.hold()

    def fail(_step):
        raise OSError("away")

    hold._pass = fail
    with pytest.raises(OSError, match="away"):
        await hold.keep_place(2, 0)
    assert (await row(database)).sent_seq == 0


class Unheard:
    """A database of which the next commits are made, but not heard of."""

    def __init__(self, database, times):
        self._database, self._times = database, times

    @asynccontextmanager
    async def write(self):
        async with self._database.write() as connection:
            yield connection
        if self._times:
            self._times -= 1
            raise OperationalError("", {}, OSError("the connection was lost"))


class TestACommitThatIsNotHeardOf:
    async def test_the_place_is_kept(self, process, database, monkeypatch):
        monkeypatch.setattr(holding, "PAUSE_SECONDS", 0)
        hold = await process.hold()
        hold._database = Unheard(database, 2)
        process.now += timedelta(seconds=1)
        await hold.keep_place(2, 0)
        assert (await row(database)).sent_seq == 2

    async def test_a_renewal_leaves_the_hold_ours(self, process, database):
        hold = await process.hold()
        hold._database = Unheard(database, 1)
        process.now += timedelta(seconds=1)
        with pytest.raises(OperationalError):
            await hold._change(Step.RENEWING, try_at=hold._until())
        await hold.keep_place(2, 0)
        await hold.release(process.now, 0)
        assert (await row(database)).sent_seq == 2

    async def test_who_lost_it_meanwhile_still_spoils_nothing(self, process, database):
        hold = await process.hold()
        hold._database = Unheard(database, 1)
        with pytest.raises(OperationalError):
            await hold.release(process.now, 0)
        process.now += timedelta(seconds=1)
        assert await process.hold() is not None
        before = await row(database)
        with pytest.raises(TakenOver):
            await hold.keep_place(3, 0)
        assert await row(database) == before


class TestTheWindow:
    async def test_nothing_until_they_write(self, process, database):
        await (await process.hold()).rest_until_they_write()
        process.now += timedelta(days=30)
        assert await process.hold() is None
        await wrote(process)
        assert await process.hold() is not None

    async def test_who_wrote_meanwhile_is_tried_at_once(self, process, database):
        hold = await process.hold()
        process.now += timedelta(seconds=1)
        await wrote(process)
        await hold.rest_until_they_write()
        assert (await row(database)).try_at == process.now
        assert await process.hold() is not None

    async def test_writing_takes_nobody_out_of_the_hands_of_who_sends(self, process):
        hold = await process.hold()
        process.now += timedelta(seconds=1)
        await wrote(process)
        assert await process.hold() is None
        await hold.release(process.now, 0)

    async def test_writing_ends_a_long_wait(self, process, database):
        await (await process.hold()).release(NOW + timedelta(minutes=10), 9)
        await wrote(process)
        assert replace(await row(database), wrote_at=NOW).failures == 0
        assert await process.hold() is not None

    @pytest.mark.parametrize(
        ("sent", "kanaal", "unreached"), [(3, "whatsapp", True), (4, "whatsapp", False), (3, "web", False)]
    )
    async def test_somebody_is_unreached_when_something_waits_for_them_to_write(
        self, process, database, sent, kanaal, unreached
    ):
        hold = await process.hold()
        await hold.keep_place(sent, 0)
        await hold.rest_until_they_write()
        assert hold.person.try_at == FAR_AWAY
        async with database.write() as connection:
            await Conversations(connection).set_channel(hold.person.conversation_id, kanaal)
        async with database.read() as connection:
            assert await People(connection).is_unreached(hold.person.conversation_id) is unreached
