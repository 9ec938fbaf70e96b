"""What this process has just stored it need not look up; but never works on what may be another's by then."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from bot.front import claims as room
from bot.front.claims import Claims, Waiting
from bot.front.handovers import HandoverDesk
from bot.front.outbox import Exit
from bot.front.rasa_answer import Answer, Said
from bot.store.conversations import Conversations
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Conversation, Message, Turn

NOW = datetime(2026, 11, 22, tzinfo=timezone.utc)
TALK = Conversation("gesprek", "h", "rasa", None, "web", "open", {}, 1, 1, NOW, NOW)
WORDS = Message("m1", "gesprek", 1, 1, "inwoner", NOW, "hallo")


class Time:
    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Time()


@pytest.fixture
def claims(database, clock):
    return Claims(database, clock, 4.0)


@pytest.fixture
async def stored(database, claims):
    """A turn that this process has just stored."""
    turn = Turn("gesprek", 1, "k", "m1", "wacht", "hallo", NOW, claims.owner, claims.until())
    async with database.write() as connection:
        await Conversations(connection).add(TALK)
        await Messages(connection).add(WORDS)
        await Inbox(connection).add(turn)
    return Waiting(TALK, turn, True, WORDS)


async def finish(database):
    async with database.write() as connection:
        await Inbox(connection).finish("gesprek", 1)


async def test_what_is_at_hand_is_not_looked_up_and_given_once(claims, stored, database):
    claims.keep_at_hand(stored)
    await finish(database)
    assert await claims.oldest("gesprek") is stored
    assert await claims.oldest("gesprek") is None


async def test_what_is_at_hand_too_long_is_looked_up(claims, stored, clock, database):
    claims.keep_at_hand(stored)
    clock.now += timedelta(seconds=2.5)
    found = await claims.oldest("gesprek")
    assert found.mine
    assert found is not stored
    claims.keep_at_hand(stored)
    clock.now += timedelta(seconds=4)
    assert (await Claims(database, clock, 4.0).oldest("gesprek")).mine
    assert not (await claims.oldest("gesprek")).mine


async def test_what_was_looked_up_is_not_at_hand_as_well(claims, stored, database, monkeypatch):
    """Stored by one task while another looks: only one of the two works on it."""
    plain = claims._look_up

    async def slow(conversation_id):
        found = await plain(conversation_id)
        claims.keep_at_hand(stored)
        return found

    monkeypatch.setattr(claims, "_look_up", slow)
    assert (await claims.oldest("gesprek")).turn.turn == 1
    await finish(database)
    monkeypatch.setattr(claims, "_look_up", plain)
    assert await claims.oldest("gesprek") is None


async def test_what_nobody_asks_for_takes_no_more_room_than_this(claims, stored, monkeypatch):
    monkeypatch.setattr(room, "MOST_AT_HAND", 3)
    for number in range(10):
        claims.keep_at_hand(replace(stored, turn=replace(stored.turn, conversation_id=f"g{number}")))
    assert len(claims._at_hand) <= 3


@pytest.mark.parametrize(
    ("said", "message_id", "seq"),
    [(WORDS, "m1", 1), (None, "m1", None), (None, None, 0)],
    ids=["at hand", "no", "begin"],
)
def test_the_number_of_what_began_the_turn_is_known_or_is_not(stored, said, message_id, seq):
    assert replace(stored, said=said, turn=replace(stored.turn, message_id=message_id)).said_seq == seq


class TestDelivered:
    """Nobody need read the answer back when nothing else was said since the message that it answers."""

    @pytest.fixture
    def out(self, database, clock):
        return Exit(database, HandoverDesk(None, None, None, clock, None), clock)

    @pytest.fixture
    def answer(self):
        return Answer((Said("Dag", {}, ()),))

    async def read(self, database):
        async with database.read() as connection:
            return await Messages(connection).answers("gesprek", 1)

    async def test_an_answer_right_after_its_message_is_all_there_is(self, out, stored, answer, database):
        delivered = await out.deliver(stored, answer)
        assert list(delivered.messages) == await self.read(database)
        assert not delivered.more

    async def test_after_a_notice_only_the_database_knows_both(self, out, stored, answer, database):
        await out.say(stored.turn, ["Het duurt langer"])
        assert (await out.deliver(stored, answer)).messages is None
        assert [each.text for each in await self.read(database)] == ["Het duurt langer", "Dag"]

    async def test_what_was_looked_up_is_read_back(self, out, stored, answer):
        assert (await out.deliver(replace(stored, said=None), answer)).messages is None

    async def test_an_answer_that_was_there_already_is_read_back(self, out, stored, answer, database):
        await out.deliver(stored, answer)
        assert (await out.deliver(stored, answer)).messages is None
        assert len(await self.read(database)) == 1

    async def test_that_more_waits_is_told(self, out, stored, answer, database):
        async with database.write() as connection:
            await Inbox(connection).add(replace(stored.turn, turn=2, sleutel="k2"))
        assert (await out.deliver(stored, answer)).more

    async def test_a_conversation_that_is_gone_gets_none(self, out, stored, answer, database):
        async with database.write() as connection:
            await Conversations(connection).remove("gesprek")
        assert await out.deliver(stored, answer) is None
