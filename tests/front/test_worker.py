"""The worker of a conversation, without a server: order, repetition, patience, and stopping."""

import asyncio
import time
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from bot.front.bell import Bell
from bot.front.claims import Claims
from bot.front.outbox import Delivered
from bot.front.rasa_answer import Answer, RasaFault, Said
from bot.front.turns import Means, Pace, Told, Turns
from bot.store.clock import utc_now
from bot.store.conversations import Conversations
from bot.store.inbox import Inbox
from bot.store.records import Conversation, Turn
from tests.front.conftest import until

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)


class Rasa:
    """Answers as the test says: ``down`` fails, ``gate`` holds an answer back, ``poison`` never succeeds."""

    def __init__(self):
        self.asked, self.down, self.poison, self.last_success = [], False, None, 0.0
        self.gate = asyncio.Event()
        self.gate.set()

    async def turn(self, rasa_id, text, gemeente, number):
        self.asked.append(text)
        await self.gate.wait()
        if self.down or text == self.poison:
            raise RasaFault("down")
        return Answer((Said(text, {}, ()),))


class Exit:
    """Stores answers in a list; ``wiped`` says that the conversation is gone, ``broken`` raises."""

    def __init__(self, database):
        self.database, self.delivered, self.wiped, self.broken = database, [], False, 0

    async def deliver(self, waiting, answer):
        if self.broken:
            self.broken -= 1
            raise OSError("connection lost")
        turn = waiting.turn
        async with self.database.write() as connection:
            _, more = await Conversations(connection).lock_with_queue(turn.conversation_id, turn.turn)
            await Inbox(connection).finish(turn.conversation_id, turn.turn)
        self.delivered.append((turn.turn, answer.messages[0].text))
        return None if self.wiped else Delivered(None, more)


class Events:
    def __init__(self):
        self.removed = []

    async def remove(self, rasa_ids):
        self.removed += rasa_ids


@pytest.fixture
def counted():
    return []


@pytest.fixture
async def means(database, counted):
    return Means(
        claims=Claims(database, utc_now, 0.3),
        rasa=Rasa(),
        exit=Exit(database),
        bell=Bell(),
        rasa_memory=Events(),
        pace=Pace(0.01, 0.05),
        given_up="opgegeven",
        count=lambda outcome, seconds: counted.append(outcome),
    )


@pytest.fixture
async def turns(means):
    running = Turns(means)
    yield running
    await running.stop()


@pytest.fixture
def accept(database):
    """Stores a conversation once, and a waiting turn."""
    known = set()

    async def store(number, conversation_id="gesprek"):
        turn = Turn(conversation_id, number, f"k{number}", None, "wacht", f"tekst {number}", NOW)
        async with database.write() as connection:
            if conversation_id not in known:
                new = Conversation(
                    conversation_id, "h", f"rasa-{conversation_id}", None, "web", "open", {}, 0, 0, NOW, NOW
                )
                await Conversations(connection).add(new)
                known.add(conversation_id)
            await Inbox(connection).add(turn)
        return turn

    return store


async def test_a_turn_is_answered_and_the_worker_goes_home(turns, means, accept):
    assert (await turns.answered(await accept(1), 30)).answered
    assert means.exit.delivered == [(1, "tekst 1")]
    await until(lambda: not turns._workers)


async def test_a_worker_that_went_home_comes_back(turns, means, accept):
    await turns.answered(await accept(1), 30)
    await until(lambda: not turns._workers)
    assert (await turns.answered(await accept(2), 30)).answered
    assert [number for number, _ in means.exit.delivered] == [1, 2]


async def test_whoever_waits_for_one_turn_is_told_once(turns, means, accept):
    turn = await accept(1)
    assert await asyncio.gather(*(turns.answered(turn, 30) for _ in range(5))) == [Told(True)] * 5
    assert means.rasa.asked == ["tekst 1"]


async def test_waiting_for_a_turn_that_was_answered_already_ends_at_once(turns, means, accept):
    turn = await accept(1)
    await turns.answered(turn, 30)
    assert (await turns.answered(turn, 30)).answered
    assert means.rasa.asked == ["tekst 1"]


async def test_the_oldest_goes_first_whoever_asks(turns, means, accept):
    await accept(1)
    await accept(2)
    assert (await turns.answered(await accept(3), 30)).answered
    assert [number for number, _ in means.exit.delivered] == [1, 2, 3]


async def test_a_failure_tells_whoever_waits_and_is_tried_again(turns, means, accept, counted):
    means.rasa.down = True
    assert not (await turns.answered(await accept(1), 30)).answered
    means.rasa.down = False
    await until(lambda: counted[-1] == "beantwoord")
    assert means.exit.delivered == [(1, "tekst 1")]
    assert counted[0] == "storing"


async def test_impatience_does_not_stop_the_work(turns, means, accept):
    means.rasa.gate.clear()
    assert not (await turns.answered(await accept(1), 0.05)).answered
    means.rasa.gate.set()
    await until(lambda: means.exit.delivered)
    assert means.rasa.asked == ["tekst 1"]


async def test_a_turn_that_comes_in_during_another_is_not_forgotten(turns, means, accept):
    means.rasa.gate.clear()
    first = asyncio.create_task(turns.answered(await accept(1), 30))
    await until(lambda: means.rasa.asked)
    second = asyncio.create_task(turns.answered(await accept(2), 30))
    await asyncio.sleep(0.05)
    assert means.rasa.asked == ["tekst 1"]
    means.rasa.gate.set()
    assert await asyncio.gather(first, second) == [Told(True), Told(True)]


async def test_a_failure_while_storing_is_tried_again(turns, means, accept):
    means.exit.broken = 2
    assert not (await turns.answered(await accept(1), 30)).answered
    await until(lambda: means.exit.delivered)
    assert means.exit.delivered == [(1, "tekst 1")]


async def test_rasa_forgets_a_conversation_that_was_wiped_meanwhile(turns, means, accept):
    means.exit.wiped = True
    await turns.answered(await accept(1), 30)
    assert means.rasa_memory.removed == ["rasa-gesprek"]


async def test_poison_is_given_up_only_when_rasa_answers_others(turns, means, accept, monkeypatch):
    monkeypatch.setattr("bot.front.turns.FAILURES_BEFORE_GIVING_UP", 2)
    means.rasa.poison = "tekst 1"
    await turns.answered(await accept(1), 30)
    await asyncio.sleep(0.2)
    assert means.exit.delivered == []
    means.rasa.last_success = float("inf")
    await until(lambda: means.exit.delivered)
    assert means.exit.delivered == [(1, "opgegeven")]
    assert (await turns.answered(await accept(2), 30)).answered


async def test_conversations_do_not_hold_each_other_up(turns, means, accept):
    means.rasa.poison = "tekst 1"
    await turns.answered(await accept(1, "een"), 30)
    assert (await turns.answered(await accept(2, "ander"), 30)).answered


async def test_resuming_wakes_every_conversation_that_waits(turns, means, accept):
    for name in ("een", "twee", "drie"):
        await accept(1, name)
    await turns.resume()
    await until(lambda: len(means.exit.delivered) == 3)


async def test_stopping_leaves_what_waits_in_the_inbox(turns, means, accept, database):
    means.rasa.down = True
    await turns.answered(await accept(1), 30)
    await turns.stop()
    tried = len(means.rasa.asked)
    await asyncio.sleep(0.1)
    assert len(means.rasa.asked) == tried
    async with database.read() as connection:
        assert (await Inbox(connection).next_waiting("gesprek")).turn == 1


async def test_everybody_who_listens_hears_that_there_is_an_answer(turns, means, accept):
    with means.bell.listen("gesprek") as rung:
        await turns.answered(await accept(1), 30)
        assert rung.is_set()


async def test_waking_a_conversation_that_does_not_exist_is_harmless(turns):
    turns.wake("nergens")
    await until(lambda: not turns._workers)


class TestSeveralProcesses:
    """Two sets of workers on one database stand for two front doors."""

    @pytest.fixture
    async def others(self, means, database):
        other = Turns(replace(means, claims=Claims(database, utc_now, 0.3), rasa=Rasa(), exit=Exit(database)))
        yield other
        await other.stop()

    async def test_only_one_works_on_a_conversation(self, turns, others, means, accept):
        means.rasa.gate.clear()
        turn = await accept(1)
        both = [asyncio.create_task(each.answered(turn, 30)) for each in (turns, others)]
        await until(lambda: means.rasa.asked or others._means.rasa.asked)
        await asyncio.sleep(0.7)
        means.rasa.gate.set()
        assert await asyncio.gather(*both) == [Told(True), Told(True)]
        assert len(means.rasa.asked) + len(others._means.rasa.asked) == 1
        assert len(means.exit.delivered) + len(others._means.exit.delivered) == 1

    async def test_what_a_dead_process_worked_on_is_taken_over(self, others, means, accept, database):
        turn = await accept(1)
        dead, begun = Claims(database, utc_now, 0.3), time.monotonic()
        assert (await dead.oldest("gesprek")).mine
        assert (await others.answered(turn, 30)).answered
        assert time.monotonic() - begun > 0.28
        assert others._means.exit.delivered == [(1, "tekst 1")]

    async def test_a_process_that_stops_gives_its_work_to_others(self, turns, others, means, accept, database):
        means.rasa.down = True
        assert not (await turns.answered(await accept(1), 30)).answered
        await turns.stop()
        await others.resume()
        await until(lambda: others._means.exit.delivered)

    async def test_nobody_takes_up_what_another_works_on(self, turns, others, means, accept):
        means.rasa.gate.clear()
        working = asyncio.create_task(turns.answered(await accept(1), 30))
        await until(lambda: means.rasa.asked)
        assert await others._means.claims.abandoned() == []
        means.rasa.gate.set()
        assert (await working).answered
