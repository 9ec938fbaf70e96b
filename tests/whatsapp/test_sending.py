"""What is sent over WhatsApp: all of it, in order, whatever Meta does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.front.keys import CIPHER, CLOCK, DATABASE
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.tables import whatsapp_person
from bot.store.whatsapp import People
from bot.whatsapp.app import DISPATCH, WhatsApp
from bot.whatsapp.notices import add_notices
from bot.whatsapp.steps import Step
from tests.front.conftest import until
from tests.front.standin import said, state
from tests.store.databases import all_rows
from tests.whatsapp.conftest import NOTICE, Telephone
from tests.whatsapp.meta import envelope


async def later(telephone, clock, condition):
    """Lets time pass until the condition holds."""

    def passes():
        clock.now += timedelta(minutes=11)
        telephone.client.app[DISPATCH].wake()
        return condition()

    await until(passes)


async def audited(database):
    return [(row[3], row[5]) for row in (await all_rows(database))["audit"]]


class TestSending:
    async def test_meta_down_or_too_busy_only_delays(self, telephone, meta, clock, capsys):
        meta.down = True
        await telephone.types("hulp")
        await until(lambda: "status 503" in "".join(capsys.readouterr()))
        assert meta.sent == []
        meta.down, meta.per_second = False, 1
        clock.now += timedelta(minutes=11)
        await until(lambda: "rate" in meta.refused)
        await later(telephone, clock, lambda: "Gehoord: hulp" in telephone.texts)
        assert telephone.texts[1:] == ["Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hulp"]

    async def test_what_was_not_sent_yet_is_sent_after_a_restart(self, open_door, meta, clock):
        first = Telephone(await open_door(), meta)
        meta.down = True
        await first.types("hulp")
        await asyncio.sleep(0.2)
        await first.client.close()
        meta.down = False
        clock.now += timedelta(minutes=11)
        await Telephone(await open_door(), meta).reads("Gehoord: hulp")
        assert len(meta.sent) == 4

    async def test_a_stop_lets_the_part_arrive_that_is_on_its_way(self, start, open_door, whatsapp, meta, clock):  # noqa: F811
        steps: list[Step] = []
        first = Telephone(await start(extensions=[WhatsApp(whatsapp, steps.append)]), meta)
        meta.delay = 0.3
        await first.types("hulp")
        await until(lambda: Step.SENDING in steps)
        await first.client.close()
        assert (len(meta.sent), steps[-1]) == (1, Step.RELEASING)
        meta.delay = 0
        await Telephone(await open_door(), meta).reads("Gehoord: hulp")
        assert len(meta.sent) == 4

    async def test_the_database_is_closed_after_the_sending_has_stopped(self, start, whatsapp, meta, monkeypatch):  # noqa: F811
        passed: list[object] = []
        close = Database.close

        async def closes(database):
            passed.append(database)
            await close(database)

        monkeypatch.setattr(Database, "close", closes)
        telephone = Telephone(await start(extensions=[WhatsApp(whatsapp, passed.append)]), meta)
        meta.delay = 0.3
        await telephone.types("hulp")
        await until(lambda: Step.SENDING in passed)
        await telephone.client.close()
        assert Step.RELEASING in passed[: passed.index(telephone.client.app[DATABASE])]

    async def test_a_day_after_the_person_wrote_nothing_is_sent_but_a_template(
        self, open_door, whatsapp, meta, rasa, clock, database
    ):
        telephone = Telephone(await open_door(replace(whatsapp, template="uw_antwoord")), meta)
        rasa.hold = asyncio.Event()
        await telephone.types("hulp")
        await telephone.reads(NOTICE)
        clock.now += timedelta(hours=25)
        rasa.hold.set()
        await telephone.reads("[uw_antwoord]")
        assert len(meta.sent) == 2
        assert "whatsapp buiten venster" in repr((await all_rows(database))["audit"])
        await telephone.types("ben ik weer")
        await telephone.reads("Gehoord: ben ik weer")
        assert telephone.texts[2:] == [
            "Hallo. Dit is een computer.", "In welke gemeente woont u?", "Gehoord: hulp", "Gehoord: ben ik weer",
        ]  # fmt: skip

    async def test_a_message_that_meta_refuses_does_not_hold_up_the_rest(
        self, telephone, meta, rasa, monkeypatch, database
    ):
        monkeypatch.setattr("bot.whatsapp.render.LONGEST_TEXT", 9000)  # as if Meta's limit had changed
        rasa.script = [[said("x" * 5000), said("Daarna."), state()]]
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        assert "Daarna." in telephone.texts
        assert meta.refused == ["text has 5000 characters"]
        assert "whatsapp geweigerd" in repr((await all_rows(database))["audit"])

    async def test_stop_is_remembered_until_start(self, telephone, rasa):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        await telephone.types("Stop")
        await telephone.reads("U bent afgemeld.")
        await telephone.types("toch nog iets")
        await telephone.reads("U heeft zich afgemeld.")
        assert rasa.messages[1:] == ["hulp"]
        await telephone.types("start")
        await telephone.reads("Fijn dat u er weer bent.")
        await telephone.types("daar ben ik")
        await telephone.reads("Gehoord: daar ben ik")

    async def test_meta_refused_nothing_all_along(self, telephone, meta):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        assert meta.refused == []

    async def test_an_answer_of_meta_that_gets_lost_leaves_nothing_out(self, telephone, meta, clock):
        """Meta has it, and we cannot know: it takes no key by which it could tell. So that one part comes twice."""
        meta.drop = "Hallo."
        await telephone.types("hulp")
        await later(telephone, clock, lambda: "Gehoord: hulp" in telephone.texts)
        again = ["Hallo. Dit is een computer."] * 2
        assert telephone.texts[1:] == [*again, "In welke gemeente woont u?", "Gehoord: hulp"]

    async def test_of_a_long_message_only_the_part_that_got_lost_comes_again(self, telephone, meta, rasa, clock):
        sentences = [f"Zin {number} is een zin van deze lange uitleg." for number in range(250)]
        rasa.script = [[said("Hallo."), state()], [said(" ".join(sentences)), state()]]
        meta.drop = "Zin 120 "
        await telephone.types("hulp")
        await later(telephone, clock, lambda: telephone.texts and "Zin 249 " in telephone.texts[-1])
        first, lost, again, last = telephone.texts[2:]
        assert lost == again
        assert " ".join([first, lost, last]) == " ".join(sentences)


class TestBetweenTwoParts:
    """Of a long answer the first part has arrived when something happens: the rest comes later, once and in order."""

    SENTENCES = [f"Zin {number} is een zin van deze lange uitleg." for number in range(250)]

    @pytest.fixture
    async def interrupted(self, start, whatsapp, meta, rasa):  # noqa: F811
        """Somebody with whom this happens after the first part of the long answer."""

        async def start_with(happens):
            def passed(step):
                if step is Step.NOTED and "Zin 0 " in meta.texts[-1]:
                    happens()

            rasa.script = [[said("Hallo."), state()], [said(" ".join(self.SENTENCES)), state()]]
            telephone = Telephone(await start(extensions=[WhatsApp(whatsapp, passed)]), meta)
            await telephone.types("hulp")
            await telephone.reads("Zin 0 ")
            return telephone

        return start_with

    def parts(self, telephone):
        return [text for text in telephone.texts if text.startswith("Zin ")]

    async def test_meta_that_is_down_delays_the_rest(self, interrupted, meta, clock, capsys):
        telephone = await interrupted(lambda: setattr(meta, "down", True))
        await until(lambda: "status 503" in "".join(capsys.readouterr()))
        assert len(self.parts(telephone)) == 1
        meta.down = False
        await later(telephone, clock, lambda: "Zin 249 " in telephone.texts[-1])
        assert " ".join(self.parts(telephone)) == " ".join(self.SENTENCES)

    async def test_a_window_that_closes_keeps_the_rest_until_the_person_writes(self, interrupted, clock, database):
        telephone = await interrupted(lambda: setattr(clock, "now", clock.now + timedelta(hours=25)))

        async def is_written_down():
            return ("whatsapp buiten venster", "niet verstuurd") in await audited(database)

        await until(is_written_down)
        assert len(self.parts(telephone)) == 1
        await telephone.types("ben ik weer")
        await telephone.reads("Gehoord: ben ik weer")
        assert " ".join(self.parts(telephone)) == " ".join(self.SENTENCES)


class TestOutsideTheWindow:
    async def test_meta_says_so_when_its_clock_is_ahead_of_ours(self, open_door, whatsapp, meta, database):
        telephone = Telephone(await open_door(replace(whatsapp, template="uw_antwoord")), meta)
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        meta.ahead = timedelta(hours=25)
        async with database.write() as connection:
            conversation_id = (await all_rows(database))["conversation"][0][0]
            await add_notices(connection, conversation_id, ["Bericht van het team."], telephone.client.app[CLOCK]())
        await telephone.reads("[uw_antwoord]")
        assert meta.refused == ["window"]
        assert await audited(database) == [("whatsapp buiten venster", "niet verstuurd")]
        await telephone.types("ik ben er weer")
        await telephone.reads("Gehoord: ik ben er weer")
        assert telephone.texts.count("Bericht van het team.") == 1

    async def test_nothing_is_tried_until_the_person_writes(self, telephone, meta, rasa, clock, database):
        rasa.hold = asyncio.Event()
        await telephone.types("hulp")
        await telephone.reads(NOTICE)
        clock.now += timedelta(hours=25)
        rasa.hold.set()
        await until(lambda: unreached(database))
        clock.now += timedelta(days=3)
        telephone.client.app[DISPATCH].wake()
        await asyncio.sleep(0.2)
        assert (len(meta.sent), meta.refused) == (1, [])


class TestToldLater:
    """Meta takes what it cannot bring, and says so afterwards by a status."""

    @pytest.fixture
    async def away(self, open_door, whatsapp, meta, database):
        """Somebody who wrote a day ago by Meta's clock, and whose answers were taken and lost."""
        telephone = Telephone(await open_door(replace(whatsapp, template="uw_antwoord")), meta)
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        meta.ahead, meta.tells_late = timedelta(hours=25), True
        await self.notice(telephone, database, "Bericht van het team.", "Nog een bericht.")
        await until(lambda: len(meta.undelivered) == 2)
        return telephone

    async def notice(self, telephone, database, *texts):
        async with database.write() as connection:
            conversation_id = (await all_rows(database))["conversation"][0][0]
            await add_notices(connection, conversation_id, texts, telephone.client.app[CLOCK]())

    async def test_one_template_goes_and_the_answer_once_the_person_writes(self, away, meta, database):
        before = len(away.texts)
        assert set(await meta.report_undelivered(away.url)) == {200}
        await away.reads("[uw_antwoord]")
        assert await unreached(database)
        assert set(await meta.report_undelivered(away.url)) == {200}
        await away.types("ik ben er weer")
        await away.reads("Gehoord: ik ben er weer")
        assert away.texts[before:] == [
            "[uw_antwoord]", "Bericht van het team.", "Nog een bericht.", "Gehoord: ik ben er weer",
        ]  # fmt: skip
        assert await audited(database) == [("whatsapp buiten venster", "niet bezorgd")] * 2

    async def test_told_once_more_after_the_answer_arrived_it_is_not_sent_again(self, away, meta):
        await meta.report_undelivered(away.url)
        await away.types("ik ben er weer")
        await away.reads("Gehoord: ik ben er weer")
        before = list(away.texts)
        await meta.report_undelivered(away.url)
        await away.types("nog iets")
        await away.reads("Gehoord: nog iets")
        assert away.texts == [*before, "Gehoord: nog iets"]

    async def test_who_wrote_meanwhile_gets_it_at_once_and_no_template(self, away, meta, clock):
        clock.now += timedelta(hours=26)  # later than Meta's clock was when it lost them
        await away.types("ik ben er weer")
        await away.reads("Gehoord: ik ben er weer")
        await meta.report_undelivered(away.url)
        await away.reads("Bericht van het team.")
        await away.reads("Nog een bericht.")
        assert "[uw_antwoord]" not in away.texts

    async def test_another_failure_is_written_down(self, telephone, meta, database):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        failed = {"id": "wamid.1", "status": "failed", "timestamp": "1", "recipient_id": telephone.sender}
        failed |= {"biz_opaque_callback_data": "1.0", "errors": [{"code": 131026}]}
        await meta.deliver(telephone.url, envelope(failed, kind="statuses"))
        await meta.deliver(telephone.url, envelope({**failed, "recipient_id": "31600000009"}, kind="statuses"))
        assert await audited(database) == [("whatsapp geweigerd", "131026")]
        await telephone.types("nog iets")
        await telephone.reads("Gehoord: nog iets")
        assert telephone.texts.count("Hallo. Dit is een computer.") == 1


async def unreached(database):
    async with database.read() as connection:
        return await People(connection).is_unreached((await all_rows(database))["conversation"][0][0])


class TestOnePersonsTrouble:
    """Whatever one person's messages run into, the others get theirs, and so does that person once it is over."""

    @pytest.fixture
    def other(self, telephone, meta):
        return Telephone(telephone.client, meta, "31600000002")

    async def test_a_number_that_cannot_be_decrypted_keeps_nobody_else_waiting(
        self, telephone, other, database, clock, capsys
    ):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        await change_key(database, "oude-sleutel")
        await telephone.types("nog iets")
        await other.types("en ik")
        await other.reads("Gehoord: en ik")
        await other.types("en nog iets")
        await other.reads("Gehoord: en nog iets")
        assert "Gehoord: nog iets" not in telephone.texts
        await until(lambda: "DecryptionError" in "".join(capsys.readouterr()))
        await change_key(database, telephone.client.app[CIPHER].key_id)
        await later(telephone, clock, lambda: "Gehoord: nog iets" in telephone.texts)

    async def test_it_is_tried_less_and_less_often(self, telephone, other, database, clock):
        await telephone.types("hulp")
        await telephone.reads("Gehoord: hulp")
        await change_key(database, "oude-sleutel")
        await telephone.types("nog iets")
        waits = []
        for _ in range(3):
            await until(lambda: failures(database, more_than=len(waits)))
            row = (await all_rows(database))["whatsapp_person"][0]
            waits.append(round((row[9] - clock.now).total_seconds()))
            clock.now = row[9]
            telephone.client.app[DISPATCH].wake()
        assert waits == [1, 2, 4]

    async def test_what_cannot_be_shown_comes_as_words_with_a_way_to_the_website(self, telephone, rasa, database):
        poisoned = said("Dit past bij u.", kaarten=[{"status": "misschien"}])
        rasa.script = [[said("Hallo."), state()], [poisoned, said("En verder?"), state()]]
        await telephone.types("hulp")
        await telephone.reads("En verder?")
        shown = next(text for text in telephone.texts if text.startswith("Dit past bij u."))
        assert "kunnen wij hier niet laten zien" in shown
        assert "/verder/" in shown

    async def test_a_database_that_is_away_does_not_end_the_sending(self, telephone, monkeypatch):
        looked = []

        async def away(self, now):
            looked.append(now)
            raise RuntimeError("away")

        with monkeypatch.context() as patch:
            patch.setattr(People, "waiting", away)
            await telephone.types("hulp")
            await until(lambda: looked)
        await telephone.reads("Gehoord: hulp")

    async def test_nor_does_a_person_of_whom_no_hold_can_be_taken(self, telephone, monkeypatch):
        tried = []

        async def broken(self, *_arguments):
            tried.append(1)
            raise RuntimeError("unforeseen")

        with monkeypatch.context() as patch:
            patch.setattr(People, "claim", broken)
            await telephone.types("hulp")
            await until(lambda: tried)
        await telephone.reads("Gehoord: hulp")

    async def test_a_conversation_that_is_wiped_while_it_is_sent_stops_there(self, telephone, meta, database):
        meta.delay = 1.0
        await telephone.types("hulp")
        await telephone.reads(NOTICE)
        async with database.write() as connection:
            await Conversations(connection).remove((await all_rows(database))["conversation"][0][0])
        meta.delay = 0
        await telephone.types("daar ben ik")
        await telephone.reads("Gehoord: daar ben ik")
        assert telephone.texts[-4].startswith(NOTICE)
        assert "Gehoord: hulp" not in telephone.texts


async def change_key(database, key_id):
    """The row of the first person says that its number was encrypted with this key."""
    async with database.write() as connection:
        first = select(whatsapp_person.c.phone_hash).order_by(whatsapp_person.c.wrote_at).limit(1).scalar_subquery()
        await connection.execute(
            update(whatsapp_person).where(whatsapp_person.c.phone_hash == first).values(key_id=key_id)
        )


async def failures(database, more_than):
    return (await all_rows(database))["whatsapp_person"][0][8] > more_than
