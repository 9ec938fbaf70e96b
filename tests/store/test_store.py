"""The store on both databases: what holds whoever asks, and whoever asks at the same time."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from bot.store.audit import Audit
from bot.store.consents import Consents
from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.database import Database, DatabaseAddressError, async_url
from bot.store.handovers import Handovers
from bot.store.ids import is_id, is_kenmerk, new_id, new_kenmerk, new_token, same_token, token_hash
from bot.store.inbox import Inbox
from bot.store.messages import Messages, News
from bot.store.passwords import hash_password, new_password, password_fits
from bot.store.records import Conversation, Handover, Message, Note, Sealed, Staff, StaffSession, Turn
from bot.store.staff import LOCK_TIME, Accounts, Sessions

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=timezone.utc)


def conversation(**changed):
    base = Conversation(new_id(), "hash", new_id(), "leiden", "web", "open", {"a": [1, None]}, 0, 0, NOW, NOW)
    return replace(base, **changed)


def handover(of=None, **changed):
    base = Handover(new_id(), new_kenmerk(), of, "leiden", "team", "melding", "normaal", {}, [], NOW, NOW)
    return replace(base, **changed)


def account(email="jan@leiden.nl"):
    return Staff(new_id(), email, "Jan", hash_password("geheim"), "leiden", "medewerker", True, 0, None, NOW)


@pytest.fixture
async def talk(database):
    new = conversation()
    async with database.write() as connection:
        await Conversations(connection).add(new)
    return new


@pytest.fixture
async def staff(database):
    people = [account("a@leiden.nl"), account("b@leiden.nl")]
    async with database.write() as connection:
        for each in people:
            await Accounts(connection).add(each)
    return people


async def refused(database, change):
    """The change breaks a constraint, and nothing of it is stored."""

    async def attempt():
        async with database.write() as connection:
            await change(connection)

    with pytest.raises(IntegrityError):
        await attempt()


class TestTransactions:
    async def test_what_fails_half_way_leaves_nothing(self, database):
        new = conversation()

        async def fail():
            async with database.write() as connection:
                await Conversations(connection).add(new)
                raise RuntimeError

        with pytest.raises(RuntimeError):
            await fail()
        async with database.read() as connection:
            assert await Conversations(connection).get(new.id) is None

    async def test_a_reader_does_not_wait_for_a_writer(self, database, talk):
        async with database.write() as writing:
            await Conversations(writing).advance(talk.id, 1, 1, NOW, state={"new": True})
            async with database.read() as reading:
                found = await asyncio.wait_for(Conversations(reading).get(talk.id), 2)
        assert found.state == talk.state

    async def test_two_writers_take_turns(self, database, talk):
        async def count_up():
            async with database.write() as connection:
                current = await Conversations(connection).lock(talk.id)
                await asyncio.sleep(0.01)
                await Conversations(connection).advance(talk.id, current.turn + 1, 0, NOW)

        await asyncio.gather(*(count_up() for _ in range(10)))
        async with database.read() as connection:
            assert (await Conversations(connection).get(talk.id)).turn == 10

    async def test_two_processes_take_turns(self, database_url, database, talk):
        """Another engine stands for another process: no lock of ours is shared."""
        engines = [Database(database_url) for _ in range(3)]

        async def count_up(engine):
            for _ in range(5):
                async with engine.write() as connection:
                    current = await Conversations(connection).lock(talk.id)
                    await Conversations(connection).advance(talk.id, current.turn + 1, 0, NOW)

        await asyncio.gather(*(count_up(engine) for engine in engines))
        async with database.read() as connection:
            assert (await Conversations(connection).get(talk.id)).turn == 15
        for engine in engines:
            await engine.close()


class TestMoments:
    async def test_come_back_in_utc(self, database):
        amsterdam = timezone(timedelta(hours=1))
        new = conversation(created_at=NOW.astimezone(amsterdam))
        async with database.write() as connection:
            await Conversations(connection).add(new)
            found = await Conversations(connection).get(new.id)
        assert found.created_at == NOW
        assert found.created_at.utcoffset() == timedelta(0)

    async def test_without_zone_are_refused(self, database):
        with pytest.raises(StatementError, match="without time zone"):
            async with database.write() as connection:
                await Conversations(connection).add(conversation(created_at=datetime(2026, 1, 1)))


class TestConversations:
    async def test_come_back_as_they_were(self, database, talk):
        async with database.read() as connection:
            assert await Conversations(connection).get(talk.id) == talk

    async def test_take_everything_along_when_removed(self, database, talk):
        message = Message(new_id(), talk.id, 1, 1, "inwoner", NOW, "hallo", {})
        async with database.write() as connection:
            await Messages(connection).add(message)
            await Inbox(connection).add(Turn(talk.id, 1, "k", message.id, "wacht", "hallo", NOW))
            await Contacts(connection).keep_pending(talk.id, Sealed(b"x", "key"), NOW)
            await Consents(connection).add(talk.id, "v1", "web", NOW)
            await Conversations(connection).remove(talk.id)
            assert await Messages(connection).of(talk.id) == []
            assert await Inbox(connection).get(talk.id, 1) is None
            assert await Contacts(connection).pending(talk.id) is None


class TestMessages:
    async def test_are_read_in_order_after_a_number(self, database, talk):
        async with database.write() as connection:
            for seq in (3, 1, 2):
                await Messages(connection).add(Message(new_id(), talk.id, seq, seq, "assistent", NOW, str(seq), {}))
            assert [each.seq for each in await Messages(connection).of(talk.id, after=1)] == [2, 3]
            assert [each.text for each in await Messages(connection).answers(talk.id, 2)] == ["2"]

    async def test_two_with_one_number_cannot_be(self, database, talk):
        async with database.write() as connection:
            await Messages(connection).add(Message(new_id(), talk.id, 1, 1, "assistent", NOW, "x", {}))
        await refused(database, lambda c: Messages(c).add(Message(new_id(), talk.id, 1, 1, "assistent", NOW, "x", {})))


class TestInbox:
    async def test_one_key_begins_one_turn(self, database, talk):
        async with database.write() as connection:
            await Inbox(connection).add(Turn(talk.id, 1, "zelfde", None, "wacht", "x", NOW))
        await refused(database, lambda c: Inbox(c).add(Turn(talk.id, 2, "zelfde", None, "wacht", "x", NOW)))

    async def test_the_oldest_that_waits_comes_first_and_is_finished_once(self, database, talk):
        async with database.write() as connection:
            for number in (2, 1, 3):
                await Inbox(connection).add(Turn(talk.id, number, str(number), None, "wacht", "x", NOW))
            assert (await Inbox(connection).next_waiting(talk.id)).turn == 1
            assert await Inbox(connection).finish(talk.id, 1) is True
            assert await Inbox(connection).finish(talk.id, 1) is False
            assert (await Inbox(connection).next_waiting(talk.id)).turn == 2
            assert await Inbox(connection).count_waiting() == 2
            assert await Inbox(connection).conversations_waiting(NOW) == [talk.id]


class TestClaiming:
    async def test_of_two_at_the_same_time_one_gets_it(self, database_url, database, staff):
        new = handover()
        async with database.write() as connection:
            await Handovers(connection).add(new)
        engines = [Database(database_url) for _ in range(2)]

        async def claim(engine, person):
            async with engine.write() as connection:
                return await Handovers(connection).claim(new.id, person.id, NOW)

        for _ in range(10):
            got = await asyncio.gather(*(claim(*pair) for pair in zip(engines * 3, staff * 3)))
            assert sum(got) == 1
            async with database.write() as connection:
                found = await Handovers(connection).get(new.id)
                assert found.status == "in_behandeling"
                assert await Handovers(connection).release(new.id, found.claimed_by)
        for engine in engines:
            await engine.close()

    async def test_only_who_holds_it_may_close_or_release(self, database, staff):
        mine, other = staff
        new = handover()
        async with database.write() as connection:
            cases = Handovers(connection)
            await cases.add(new)
            assert await cases.close(new.id, mine.id, "opgelost", NOW) is False
            assert await cases.claim(new.id, mine.id, NOW)
            assert await cases.close(new.id, other.id, "opgelost", NOW) is False
            assert await cases.release(new.id, other.id) is False
            assert await cases.close(new.id, mine.id, "opgelost", NOW)
            assert await cases.claim(new.id, other.id, NOW) is False
            found = await cases.get(new.id)
        assert (found.status, found.outcome, found.closed_at, found.version) == ("afgesloten", "opgelost", NOW, 3)

    async def test_the_list_has_the_most_urgent_and_oldest_first(self, database):
        async with database.write() as connection:
            cases = Handovers(connection)
            for urgency, minutes in (("normaal", 0), ("acuut", 5), ("spoed", 3), ("acuut", 1)):
                await cases.add(handover(urgentie=urgency, created_at=NOW + timedelta(minutes=minutes)))
            await cases.add(handover(gemeente="elburg"))
            await cases.add(handover(status="afgesloten"))
            found = await cases.list_for("leiden")
        assert [(each.urgentie, each.created_at.minute) for each in found] == [
            ("acuut", 1),
            ("acuut", 5),
            ("spoed", 3),
            ("normaal", 0),
        ]

    async def test_notes_come_in_order(self, database, staff):
        new = handover()
        async with database.write() as connection:
            cases = Handovers(connection)
            await cases.add(new)
            for minute, text in ((2, "later"), (1, "eerst")):
                note = Note(new_id(), new.id, staff[0].id, NOW + timedelta(minutes=minute), text)
                await cases.add_note(note)
            assert [note.text for note in await cases.notes(new.id)] == ["eerst", "later"]

    async def test_a_reference_exists_once(self, database):
        async with database.write() as connection:
            await Handovers(connection).add(handover(kenmerk="ZC-7K3M-92QF"))
        await refused(database, lambda c: Handovers(c).add(handover(kenmerk="ZC-7K3M-92QF")))


class TestStaff:
    async def test_are_found_by_address_in_any_case(self, database):
        async with database.write() as connection:
            await Accounts(connection).add(account("Jan@Leiden.NL"))
            assert (await Accounts(connection).by_email(" jan@LEIDEN.nl ")).email == "jan@leiden.nl"
            assert await Accounts(connection).count() == 1

    async def test_the_fifth_wrong_password_locks_for_a_while(self, database, staff):
        async with database.write() as connection:
            accounts = Accounts(connection)
            for _ in range(4):
                await accounts.record_failure(staff[0].id, NOW)
            assert (await accounts.get(staff[0].id)).locked_until is None
            await accounts.record_failure(staff[0].id, NOW)
            found = await accounts.get(staff[0].id)
            assert (found.failed_attempts, found.locked_until) == (5, NOW + LOCK_TIME)
            await accounts.record_success(staff[0].id)
            found = await accounts.get(staff[0].id)
            assert (found.failed_attempts, found.locked_until) == (0, None)

    async def test_wrong_passwords_at_the_same_time_are_all_counted(self, database, staff):
        async def fail():
            async with database.write() as connection:
                await Accounts(connection).record_failure(staff[0].id, NOW)

        await asyncio.gather(*(fail() for _ in range(5)))
        async with database.read() as connection:
            assert (await Accounts(connection).get(staff[0].id)).failed_attempts == 5

    async def test_a_new_password_signs_every_browser_out(self, database, staff):
        async with database.write() as connection:
            await Sessions(connection).add(StaffSession("t", staff[0].id, NOW, NOW, "csrf"))
            await Sessions(connection).touch("t", NOW + timedelta(minutes=5))
            assert (await Sessions(connection).get("t")).active_at == NOW + timedelta(minutes=5)
            await Accounts(connection).set_password(staff[0].id, hash_password("nieuw"))
            assert await Sessions(connection).get("t") is None

    async def test_signing_out_removes_the_session(self, database, staff):
        async with database.write() as connection:
            await Sessions(connection).add(StaffSession("t", staff[0].id, NOW, NOW, "csrf"))
            await Sessions(connection).remove("t")
            assert await Sessions(connection).get("t") is None

    async def test_tries_to_sign_in_are_kept(self, database):
        async with database.write() as connection:
            await Accounts(connection).log_attempt("hash", "origin", False, NOW)


async def test_the_audit_log_is_read_by_object(database):
    async with database.write() as connection:
        await Audit(connection).add(NOW, "staff", "gelezen", "ZC-1", "gelukt")
        await Audit(connection).add(NOW, "staff", "gelezen", "ZC-2", "gelukt")
        (entry,) = await Audit(connection).of("ZC-1")
    assert (entry.at, entry.actor, entry.action, entry.result) == (NOW, "staff", "gelezen", "gelukt")


class TestIds:
    def test_ids_and_tokens_are_long_and_never_the_same(self):
        assert len({new_id() for _ in range(500)}) == 500
        assert all(is_id(new_id()) for _ in range(50))
        assert len(new_token()) >= 43

    @pytest.mark.parametrize("text", ["", "a b", "a\x00", "é", "x" * 44, "../x", "a\n"])
    def test_other_texts_are_no_ids(self, text):
        assert not is_id(text)

    def test_a_token_fits_only_its_own_hash(self):
        token = new_token()
        assert same_token(token, token_hash(token))
        assert not same_token(token + "x", token_hash(token))
        assert not same_token("", token_hash(token))

    def test_references_can_be_read_aloud(self):
        for _ in range(200):
            kenmerk = new_kenmerk()
            assert is_kenmerk(kenmerk)
            assert not set(kenmerk[3:]) & set("01OILU")

    @pytest.mark.parametrize("text", ["", "ZC-7K3M-92Q", "zc-7k3m-92qf", "ZC-7K3M-92QF ", "ZC-OOOO-0000"])
    def test_other_texts_are_no_references(self, text):
        assert not is_kenmerk(text)


class TestPasswords:
    def test_fit_their_own_hash_only(self):
        password = new_password()
        stored = hash_password(password)
        assert stored.startswith("$argon2id$")
        assert password_fits(password, stored)
        assert not password_fits(password + "x", stored)
        assert not password_fits(password, "beschadigd")

    def test_are_hashed_differently_each_time(self):
        assert hash_password("a") != hash_password("a")


@pytest.mark.parametrize(
    ("plain", "ours"),
    [
        ("sqlite:///var/x.db", "sqlite+local:///var/x.db"),
        ("postgresql://u:p@h/db", "postgresql+asyncpg://u:p@h/db"),
        ("postgres://h/db", "postgresql+asyncpg://h/db"),
        ("postgresql+psycopg://h/db", "postgresql+asyncpg://h/db"),
    ],
)
def test_plain_addresses_get_our_driver(plain, ours):
    assert async_url(plain) == ours


@pytest.mark.parametrize("address", ["mysql://x", "x.db", "", "://"])
def test_other_addresses_are_refused(address):
    with pytest.raises(DatabaseAddressError):
        async_url(address)


class TestNews:
    """What somebody who follows a conversation has not seen."""

    def said(self, talk, seq):
        return Message(new_id(), talk.id, seq, seq, "inwoner", NOW, f"tekst {seq}", {"keuzes": [{"titel": "a"}]})

    @pytest.fixture
    async def messages(self, database, talk):
        said = [self.said(talk, seq) for seq in (1, 2, 3)]
        async with database.write() as connection:
            await Messages(connection).add(said[2], said[0], said[1])
            await Conversations(connection).add(other := conversation())
            await Messages(connection).add(self.said(other, 4))
        return said

    async def news(self, database, talk, after):
        async with database.read() as connection:
            return await Messages(connection).news(talk.id, after)

    @pytest.mark.parametrize("after", [0, 1, 3])
    async def test_are_the_messages_after_a_number_in_order(self, database, talk, messages, after):
        assert await self.news(database, talk, after) == News(messages[after:], None, talk.active_at)

    async def test_tell_since_when_the_oldest_waits(self, database, talk, messages):
        async with database.write() as connection:
            for turn, status in ((1, "klaar"), (2, "wacht"), (3, "wacht")):
                at = NOW + timedelta(seconds=turn)
                await Inbox(connection).add(Turn(talk.id, turn, f"k{turn}", None, status, "hallo", at))
        news = await self.news(database, talk, 2)
        assert (news.messages, news.waiting_since) == (messages[2:], NOW + timedelta(seconds=2))

    async def test_of_a_conversation_that_is_gone_there_are_none(self, database, talk, messages):
        async with database.write() as connection:
            await Conversations(connection).remove(talk.id)
        assert await self.news(database, talk, 0) is None


class TestClaims:
    """Who works on a waiting turn: one, until it is answered, given up or too long silent."""

    @pytest.fixture
    async def turn(self, database):
        talk = conversation()
        async with database.write() as connection:
            await Conversations(connection).add(talk)
            await Inbox(connection).add(waiting := Turn(talk.id, 1, "k", None, "wacht", "hallo", NOW))
        return waiting

    async def claimed(self, database, turn, owner, now=NOW):
        async with database.write() as connection:
            return await Inbox(connection).claim(turn, owner, now, now + timedelta(seconds=5))

    async def test_one_at_a_time_and_again_by_the_same(self, database, turn):
        assert await self.claimed(database, turn, "een")
        assert await self.claimed(database, turn, "een", NOW + timedelta(seconds=1))
        assert not await self.claimed(database, turn, "ander", NOW + timedelta(seconds=5))

    async def test_by_another_once_it_ran_out(self, database, turn):
        assert await self.claimed(database, turn, "een")
        assert await self.claimed(database, turn, "ander", NOW + timedelta(seconds=5))
        assert not await self.claimed(database, turn, "een", NOW + timedelta(seconds=6))

    async def test_by_another_once_it_was_given_up(self, database, turn):
        await self.claimed(database, turn, "een")
        async with database.write() as connection:
            await Inbox(connection).release("een")
        assert await self.claimed(database, turn, "ander")

    async def test_never_once_it_was_answered(self, database, turn):
        async with database.write() as connection:
            await Inbox(connection).finish(turn.conversation_id, 1)
        assert not await self.claimed(database, turn, "een")

    async def test_what_somebody_works_on_is_not_abandoned(self, database, turn):
        await self.claimed(database, turn, "een")
        async with database.read() as connection:
            assert await Inbox(connection).conversations_waiting(NOW) == []
            late = await Inbox(connection).conversations_waiting(NOW + timedelta(seconds=5))
            assert late == [turn.conversation_id]
