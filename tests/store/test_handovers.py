"""Cases: a resident takes them back, a team keeps what it took, a page that is out of date changes nothing."""

from datetime import timedelta

import pytest

from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.handovers import Handovers
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.overview import Overview, Selection
from bot.store.records import Message, Sealed, Turn
from bot.store.staff import Accounts
from tests.store.databases import all_rows
from tests.store.test_store import NOW, account, conversation, handover, staff, talk  # noqa: F401

LATER = NOW + timedelta(hours=1)
OPEN = ("nieuw", "in_behandeling")


@pytest.fixture
async def case(database, talk):  # noqa: F811
    """A new case of this conversation, with what the resident told and how to reach them."""
    new = handover(talk.id, summary={"reden": "hulp"}, transcript=[{"tekst": "ik red het niet"}])
    async with database.write() as connection:
        await Handovers(connection).add(new)
        await Contacts(connection).add(new.id, Sealed(b"06", "key"))
    return new


async def change(database, action, *arguments):
    async with database.write() as connection:
        return await getattr(Handovers(connection), action)(*arguments)


async def stored(database, case):
    async with database.read() as connection:
        return await Handovers(connection).get(case.id), await Contacts(connection).of(case.id)


class TestTakenBack:
    async def test_before_a_team_has_it_nothing_is_left(self, database, case, talk):  # noqa: F811
        assert await change(database, "withdraw", case.kenmerk, talk.id, LATER)
        found, contact = await stored(database, case)
        assert (found.status, found.closed_at, found.summary, found.transcript) == ("ingetrokken", LATER, {}, [])
        assert contact is None

    async def test_once_a_team_has_it_only_the_contact_details_go(self, database, case, talk, staff):  # noqa: F811
        await change(database, "claim", case.id, staff[0].id, NOW)
        assert await change(database, "withdraw", case.kenmerk, talk.id, LATER)
        found, contact = await stored(database, case)
        assert (found.status, found.summary, contact) == ("ingetrokken", case.summary, None)
        assert not await change(database, "close", case.id, staff[0].id, "opgelost", LATER)

    async def test_once_is_enough_and_closed_is_closed(self, database, case, talk, staff):  # noqa: F811
        await change(database, "claim", case.id, staff[0].id, NOW)
        await change(database, "close", case.id, staff[0].id, "opgelost", NOW)
        assert not await change(database, "withdraw", case.kenmerk, talk.id, LATER)
        found, contact = await stored(database, case)
        assert (found.status, found.closed_at, contact) == ("afgesloten", NOW, Sealed(b"06", "key"))

    async def test_nobody_takes_back_what_is_somebody_elses(self, database, case):
        stranger = conversation()
        async with database.write() as connection:
            await Conversations(connection).add(stranger)
        for kenmerk in (case.kenmerk, "ZC-2222-2222", "", "' OR 1=1 --"):
            assert not await change(database, "withdraw", kenmerk, stranger.id, LATER)
        found, contact = await stored(database, case)
        assert (found, contact) == (case, Sealed(b"06", "key"))


class TestWiped:
    async def test_what_a_team_took_stays_without_the_link_and_the_rest_goes(self, database, case, talk, staff):  # noqa: F811
        taken, of_another = handover(talk.id), handover()
        async with database.write() as connection:
            for each in (taken, of_another):
                await Handovers(connection).add(each)
            await Handovers(connection).claim(taken.id, staff[0].id, NOW)
            await Handovers(connection).erase_unclaimed(talk.id)
            await Conversations(connection).remove(talk.id)
        assert await stored(database, case) == (None, None)
        kept, _ = await stored(database, taken)
        assert kept.conversation_id is None
        assert (await stored(database, of_another))[0] == of_another


class TestOutOfDate:
    """Two people look at one case; who saw an older version changes nothing."""

    async def test_taking(self, database, case, staff):  # noqa: F811
        assert not await change(database, "claim", case.id, staff[0].id, NOW, case.version + 1)
        assert await change(database, "claim", case.id, staff[0].id, NOW, case.version)
        assert not await change(database, "claim", case.id, staff[0].id, NOW, case.version)

    @pytest.mark.parametrize(("action", "more"), [("release", ()), ("close", ("opgelost", LATER))])
    async def test_giving_back_and_closing(self, database, case, staff, action, more):  # noqa: F811
        await change(database, "claim", case.id, staff[0].id, NOW)
        assert not await change(database, action, case.id, staff[0].id, *more, case.version)
        assert await change(database, action, case.id, staff[0].id, *more, case.version + 1)

    async def test_given_back_it_is_as_new(self, database, case, staff):  # noqa: F811
        await change(database, "claim", case.id, staff[0].id, NOW)
        await change(database, "release", case.id, staff[0].id)
        found, contact = await stored(database, case)
        assert (found.status, found.claimed_by, found.claimed_at, found.version) == (
            "nieuw",
            None,
            None,
            case.version + 2,
        )
        assert contact is not None
        assert await change(database, "claim", case.id, staff[1].id, LATER)


class TestTheList:
    @pytest.fixture
    async def cases(self, database, staff):  # noqa: F811
        """By name: of two municipalities, new, taken and closed."""
        moments = {
            name: NOW + timedelta(minutes=minute) for minute, name in enumerate(["oud", "acuut", "elburg", "mijn"])
        }
        made = {name: handover(created_at=at) for name, at in moments.items()}
        made["acuut"] = handover(created_at=moments["acuut"], urgentie="acuut")
        made["elburg"] = handover(created_at=moments["elburg"], gemeente="elburg", urgentie="spoed")
        made["dicht"] = handover(status="afgesloten", closed_at=NOW)
        async with database.write() as connection:
            for each in made.values():
                await Handovers(connection).add(each)
            await Handovers(connection).claim(made["mijn"].id, staff[0].id, NOW)
        return made

    async def listed(self, database, cases, limit=100, **chosen):
        selection = Selection(**{"gemeente": "leiden", "statuses": OPEN, **chosen})
        async with database.read() as connection:
            lines = await Overview(connection).lines(selection, limit)
        names = {case.kenmerk: name for name, case in cases.items()}
        return [names[line.kenmerk] for line in lines]

    CHOSEN = (
        ({}, ["acuut", "oud", "mijn"]),
        ({"gemeente": "elburg"}, ["elburg"]),
        ({"gemeente": "westland"}, []),
        ({"gemeente": None}, ["acuut", "elburg", "oud", "mijn"]),
        ({"statuses": ("afgesloten",)}, ["dicht"]),
        ({"statuses": ()}, []),
        ({"limit": 1}, ["acuut"]),
        ({"gemeente": "' OR 1=1 --"}, []),
    )

    async def test_what_is_chosen_and_in_which_order(self, database, cases):
        for chosen, names in self.CHOSEN:
            assert await self.listed(database, cases, **chosen) == names, chosen

    async def test_of_one_person(self, database, cases, staff):  # noqa: F811
        assert await self.listed(database, cases, claimed_by=staff[0].id) == ["mijn"]
        assert await self.listed(database, cases, claimed_by=staff[1].id) == []

    async def test_a_line_names_who_has_it_and_nothing_that_was_told(self, database, cases, staff):  # noqa: F811
        async with database.read() as connection:
            lines = await Overview(connection).lines(Selection("leiden", OPEN), 10)
        assert {line.kenmerk: line.holder for line in lines}[cases["mijn"].kenmerk] == staff[0].name
        assert not {"summary", "transcript"} & set(lines[0].__dataclass_fields__)


class TestContacts:
    async def test_what_was_given_last_counts(self, database, talk):  # noqa: F811
        async with database.write() as connection:
            contacts = Contacts(connection)
            assert await contacts.pending(talk.id) is None
            for number in (b"een", b"twee"):
                await contacts.keep_pending(talk.id, Sealed(number, "key"), NOW)
            assert await contacts.pending(talk.id) == Sealed(b"twee", "key")
            await contacts.forget_pending(talk.id)
            assert await contacts.pending(talk.id) is None
        assert (await all_rows(database))["pending_contact"] == []


async def test_an_answer_is_what_the_assistant_said_in_that_turn(database, talk):  # noqa: F811
    senders = ["inwoner", "assistent", "medewerker", "assistent"]
    async with database.write() as connection:
        for seq, sender in enumerate(senders, 1):
            await Messages(connection).add(Message(str(seq), talk.id, seq, 1, sender, NOW, sender, {}))
        await Messages(connection).add(Message("9", talk.id, 9, 2, "assistent", NOW, "later", {}))
        assert [each.seq for each in await Messages(connection).answers(talk.id, 1)] == [2, 4]
        await Messages(connection).set_extra("2", {"gevaar": True})
        assert [each.extra for each in await Messages(connection).answers(talk.id, 1)] == [{"gevaar": True}, {}]
        assert await Messages(connection).get("bestaat-niet") is None


async def test_the_last_turn_of_the_assistant_is_none_that_was_for_a_person(database, talk):  # noqa: F811
    turns = [(1, "klaar", "hallo"), (2, "klaar", ""), (3, "wacht", "en")]
    async with database.write() as connection:
        assert await Inbox(connection).last_of_assistant(talk.id) is None
        for number, status, words in turns:
            await Inbox(connection).add(Turn(talk.id, number, str(number), None, status, words, NOW))
        assert await Inbox(connection).last_of_assistant(talk.id) == 1


class TestAccounts:
    @pytest.mark.parametrize(("later", "counted"), [(timedelta(microseconds=-1), 6), (timedelta(0), 1)])
    async def test_the_count_begins_again_when_the_lock_has_ended(self, database, later, counted):
        person = account()
        async with database.write() as connection:
            accounts = Accounts(connection)
            await accounts.add(person)
            for _ in range(5):
                await accounts.record_failure(person.id, NOW)
            ends = (await accounts.get(person.id)).locked_until
            await accounts.record_failure(person.id, ends + later)
            found = await accounts.get(person.id)
        assert found.failed_attempts == counted
        assert (found.locked_until is None) == (counted == 1)

    @pytest.mark.parametrize("email", ["", "niemand@leiden.nl", "jan@leiden.n", "%", "' OR 1=1 --", "jan@leiden.nl;"])
    async def test_nobody_else_is_found(self, database, email):
        async with database.write() as connection:
            await Accounts(connection).add(account())
            assert await Accounts(connection).by_email(email) is None
