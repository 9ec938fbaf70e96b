"""A person leads a conversation instead of the assistant: in each state what the resident reads and what Rasa hears."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.front import keys
from bot.front.silence import end_expired
from bot.store.audit import Audit
from bot.store.handovers import Handovers
from bot.store.staff import Accounts
from tests.front.conftest import problem, until
from tests.front.standin import said, state
from tests.store.databases import all_rows
from tests.store.test_store import account, handover

QUESTION = "Huurt u of heeft u een koopwoning?"
CHOICES = [{"titel": "Huur", "payload": '/kies{"veld": "woning"}'}, {"titel": "Ja, gevaar", "payload": "/nood mes "}]
TEAM = "Sociaal Wijkteam"
BEGIN, HEARD, BACK = "neemt het gesprek nu over", "Uw bericht is aangekomen.", "U praat weer met Zelfcheck"


class Colleague:
    """A member of the team with a case of this conversation, at work as the staff app is: one transaction a button."""

    def __init__(self, client, database, resident, staff, case):
        self.client, self.database, self.resident, self.staff, self.case = client, database, resident, staff, case

    @property
    def takeover(self):
        return self.client.app[keys.TAKEOVER]

    async def _do(self, method, *arguments):
        async with self.database.write() as connection:
            done = await getattr(self.takeover, method)(connection, self.resident.id, self.staff.id, *arguments)
        self.client.app[keys.BELL].ring(self.resident.id)
        return done

    async def takes_over(self):
        return await self._do("begin", TEAM)

    async def says(self, text, key="k1"):
        return await self._do("say", text, key)

    async def gives_back(self):
        return await self._do("give_back", self.case)

    async def reads_the_case(self):
        async with self.database.read() as connection:
            return await Handovers(connection).get(self.case.id)


@pytest.fixture
def rasa_asks(rasa):
    """Rasa's last word before a person takes over is a question with choices."""
    rasa.reply = lambda _sender, message: (
        [said("Hallo. Dit is een computer."), state()]
        if message.startswith("/start")
        else [said("Dank u."), said(QUESTION, vraag="woning", voortgang={"stap": 2, "van": 8}, keuzes=CHOICES), state()]
    )
    return rasa


@pytest.fixture
async def asked(rasa_asks, begin):
    resident = await begin()
    await resident.say("hallo")
    return resident


async def colleague_of(client, database, resident, name, gemeente="leiden"):
    person = replace(account(f"{name}@leiden.nl"), gemeente=gemeente)
    case = handover(resident.id, gemeente=gemeente, summary={"reden": "hulp"}, transcript=[{"id": "m1"}])
    async with database.write() as connection:
        await Accounts(connection).add(person)
        await Handovers(connection).add(case)
        await Handovers(connection).claim(case.id, person.id, case.created_at)
        claimed = await Handovers(connection).get(case.id)
    return Colleague(client, database, resident, person, claimed)


@pytest.fixture
async def anna(client, database, asked):
    return await colleague_of(client, database, asked, "anna")


async def lines(resident, after=0):
    return [f"{van}: {tekst}" for van, tekst in (await resident.transcript())[after:]]


async def audited(database, case):
    async with database.read() as connection:
        return [(line.actor, line.action) for line in await Audit(connection).of(case.kenmerk)]


class TestTakingOver:
    async def test_the_resident_reads_that_a_person_of_the_team_answers_and_not_who(self, asked, anna):
        assert await anna.takes_over()
        last = (await asked.record())["berichten"][-1]
        assert last["van"] == "assistent"
        assert BEGIN in last["tekst"]
        assert TEAM in last["tekst"]
        assert anna.staff.name not in last["tekst"]

    async def test_once_more_by_the_same_person_says_nothing_again(self, asked, anna):
        assert [await anna.takes_over(), await anna.takes_over()] == [True, True]
        assert sum(BEGIN in line for line in await lines(asked)) == 1

    async def test_of_two_people_at_once_one_leads(self, asked, anna, client, database):
        bram = await colleague_of(client, database, asked, "bram")
        tries = await asyncio.gather(anna.takes_over(), bram.takes_over(), anna.takes_over(), bram.takes_over())
        assert sorted(tries) == [False, False, True, True]
        assert sum(BEGIN in line for line in await lines(asked)) == 1
        loser = bram if tries[0] else anna
        assert not await loser.says("ik ook")
        assert not await loser.gives_back()


class TestWhileAPersonLeads:
    async def test_a_message_is_stored_and_acknowledged_and_makes_no_turn_of_rasa(self, asked, anna, rasa):
        await anna.takes_over()
        before = list(rasa.messages)
        heard = [each["tekst"] for each in await asked.say("bel mij op 0612345678")]
        assert [text.startswith(HEARD) for text in heard] == [True]
        assert heard[0].endswith("Wilt u toch stoppen? Schrijf dat dan aan de medewerker.")
        assert await asked.say("bent u daar?") == []
        assert rasa.messages == before
        assert await lines(asked, 5) == [
            "inwoner: bel mij op [telefoonnummer weggehaald]",
            *[line for line in await lines(asked) if HEARD in line],
            "inwoner: bent u daar?",
        ]

    async def test_the_same_key_twice_is_one_message_with_the_same_answer(self, asked, anna, database):
        await anna.takes_over()
        first, again = await asked.say("hallo", sleutel="een"), await asked.say("hallo", sleutel="een")
        assert first == again
        assert len(first) == 1
        assert len((await all_rows(database))["inbox"]) == 3

    async def test_a_choice_that_was_open_goes_to_the_person_by_its_words(self, asked, anna, rasa):
        choice = (await asked.record())["berichten"][-1]["keuzes"][0]["keuze"]
        await anna.takes_over()
        before = list(rasa.messages)
        assert (await asked.choose(choice)).status == 200
        assert rasa.messages == before
        assert "inwoner: Huur" in await lines(asked)

    async def test_what_the_person_writes_comes_once_and_as_it_was_written(self, asked, anna):
        await anna.takes_over()
        assert [await anna.says("**Hallo** <b>u</b>", "k1"), await anna.says("nog eens", "k1")] == [True, True]
        assert await anna.says("Hoe gaat het?", "k2")
        staff = [each for each in (await asked.record())["berichten"] if each["van"] == "medewerker"]
        assert [each["tekst"] for each in staff] == ["**Hallo** <b>u</b>", "Hoe gaat het?"]

    async def test_the_event_stream_carries_it_once_and_resumes_after_it(self, asked, anna, client):
        await anna.takes_over()
        url = f"{asked.path}/gebeurtenissen"
        async with client.get(url, headers={**asked.headers, "Last-Event-ID": "5"}) as stream:
            await stream.content.readuntil(b"retry: 3000\n\n")
            await anna.says("Hoe gaat het?")
            event = (await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 30)).decode().splitlines()
        assert event[:2] == ["id: 6", "event: bericht"]
        told = json.loads(event[2].removeprefix("data: "))
        assert (told["van"], told["tekst"]) == ("medewerker", "Hoe gaat het?")
        async with client.get(url, headers={**asked.headers, "Last-Event-ID": "6"}) as stream:
            await stream.content.readuntil(b"retry: 3000\n\n")
            assert await asyncio.wait_for(stream.content.readuntil(b"\n\n"), 30) == b": nog bezig\n\n"

    async def test_a_turn_of_before_gets_its_answer_and_the_next_message_goes_to_the_person(
        self, begin, rasa, client, database
    ):
        resident = await begin()
        anna = await colleague_of(client, database, resident, "anna")
        rasa.hold = asyncio.Event()
        waiting = asyncio.create_task(resident.say("een"))
        await until(lambda: "een" in rasa.messages)
        await anna.takes_over()
        await resident.say("twee")
        rasa.hold.set()
        assert [each["tekst"] for each in await waiting][-1] == "Gehoord: een"
        assert "twee" not in rasa.messages


class TestDanger:
    async def test_the_numbers_come_at_once_and_every_time_and_the_team_sees_it(self, asked, anna, rasa, database):
        await anna.takes_over()
        before = list(rasa.messages)
        answers = [await asked.say("hij heeft een mes bij zich"), await asked.say("dat mes ligt klaar")]
        assert [[each["tekst"][:12] for each in answer] for answer in answers] == [
            ["Bel nu 112.", HEARD[:12]],
            ["Bel 112, nu "],
        ]
        assert rasa.messages == before
        case = await anna.reads_the_case()
        assert (case.urgentie, case.version) == ("acuut", anna.case.version)
        assert await audited(database, case) == [("systeem", "gevaar gemeld")] * 2
        await anna.gives_back()
        told = (await anna.reads_the_case()).transcript
        assert [line["tekst"] for line in told if line.get("gevaar")] == [
            "hij heeft een mes bij zich",
            "dat mes ligt klaar",
        ]

    async def test_a_choice_that_confirms_danger_gets_the_numbers_too(self, asked, anna):
        choice = (await asked.record())["berichten"][-1]["keuzes"][1]["keuze"]
        await anna.takes_over()
        answer = await (await asked.choose(choice)).json()
        assert answer["berichten"][0]["tekst"] == "Bel nu 112."

    async def test_without_danger_the_case_stays_as_urgent_as_it_was(self, asked, anna):
        await anna.takes_over()
        await asked.say("alles is rustig")
        assert (await anna.reads_the_case()).urgentie == "normaal"


class TestTheAssistantLeadsAgain:
    async def test_given_back_the_open_question_comes_back_and_works(self, asked, anna, rasa):
        await anna.takes_over()
        await asked.say("dag")
        await anna.says("Dag. Fijn dat u er bent.")
        assert await anna.gives_back()
        back, question = (await asked.record())["berichten"][-2:]
        assert BACK in back["tekst"]
        assert (question["van"], question["tekst"], question["vraag"]) == ("assistent", QUESTION, "woning")
        assert question["voortgang"] == {"stap": 2, "van": 8}
        assert (await asked.choose(question["keuzes"][0]["keuze"])).status == 200
        assert rasa.messages[-1] == CHOICES[0]["payload"]
        assert not await anna.says("nog iets")

    async def test_the_case_keeps_what_was_said_meanwhile_and_not_what_came_before(self, asked, anna):
        await asked.say("iets anders dan waarover de overdracht gaat")
        await anna.takes_over()
        await asked.say("dag")
        await anna.says("Dag.")
        await anna.gives_back()
        kept = (await anna.reads_the_case()).transcript
        assert kept[0] == {"id": "m1"}
        spoken = [(line["van"], line["tekst"][:20]) for line in kept[1:]]
        assert [van for van, _ in spoken] == ["assistent", "inwoner", "assistent", "medewerker"]
        assert ("inwoner", "dag") in spoken
        assert not any("iets anders" in text for _, text in spoken)

    async def test_taken_over_again_the_question_still_comes_back(self, asked, anna, rasa):
        for _ in range(2):
            await anna.takes_over()
            await asked.say("dag")
            await anna.gives_back()
        question = (await asked.record())["berichten"][-1]
        assert question["vraag"] == "woning"
        assert (await asked.choose(question["keuzes"][0]["keuze"])).status == 200
        assert sum(HEARD in line for line in await lines(asked)) == 2

    async def test_where_nothing_was_asked_nothing_is_asked(self, begin, rasa, client, database):
        resident = await begin()
        await resident.say("hallo")
        anna = await colleague_of(client, database, resident, "anna")
        await anna.takes_over()
        await anna.gives_back()
        assert BACK in (await lines(resident))[-1]


class TestSilence:
    SILENCE = timedelta(minutes=21)

    async def test_who_is_silent_for_long_leads_no_more_and_the_resident_reads_it(self, asked, anna, client, clock):
        await anna.takes_over()
        await asked.say("bent u daar?")
        clock.now += self.SILENCE
        looks = [end_expired(anna.database, anna.takeover, clock, lambda _id: None) for _ in range(3)]
        await asyncio.gather(*looks)
        told = await lines(asked)
        assert sum("een tijd niets geschreven" in line for line in told) == 1
        assert told[-1] == f"assistent: {QUESTION}"
        assert await audited(anna.database, anna.case) == [("systeem", "gesprek terug na stilte")]
        assert any(line.get("tekst") == "bent u daar?" for line in (await anna.reads_the_case()).transcript)
        assert not await anna.says("daar ben ik weer")
        assert not await anna.gives_back()

    async def test_every_message_of_the_person_counts_anew(self, asked, anna, clock):
        await anna.takes_over()
        for number in range(3):
            clock.now += timedelta(minutes=15)
            assert await anna.says("ik ben er nog", f"k{number}")
        await end_expired(anna.database, anna.takeover, clock, lambda _id: None)
        assert await asked.say("mooi") != []
        assert not any("een tijd niets" in line for line in await lines(asked))

    async def test_a_message_that_comes_after_it_goes_to_rasa_again(self, asked, anna, clock, rasa):
        await anna.takes_over()
        clock.now += self.SILENCE
        await asked.say("ik huur")
        assert rasa.messages[-1] == "ik huur"
        told = await lines(asked)
        assert told.index(f"assistent: {QUESTION}", 5) < told.index("inwoner: ik huur")

    async def test_a_colleague_can_take_over_what_expired(self, asked, anna, clock, client, database):
        bram = await colleague_of(client, database, asked, "bram")
        await anna.takes_over()
        clock.now += self.SILENCE
        assert await bram.takes_over()
        assert not await anna.says("ik weer")
        assert BEGIN in (await lines(asked))[-1]

    async def test_the_running_front_door_looks_by_itself(self, start, front_settings, begin, rasa, database, clock):
        client = await start(replace(front_settings, silence=0.5, claim=0.1))
        resident = await begin(on=client)
        anna = await colleague_of(client, database, resident, "anna")
        await anna.takes_over()
        clock.now += timedelta(seconds=1)

        async def is_told():
            return any("een tijd niets geschreven" in line for line in await lines(resident))

        await until(is_told)


class TestTheResidentDecides:
    async def test_a_wiped_conversation_is_gone_and_the_case_stays_with_the_team(self, asked, anna, database):
        await anna.takes_over()
        await asked.say("dit wil ik niet meer")
        assert (await asked.wipe()).status == 204
        assert not await anna.says("hallo?")
        assert not await anna.gives_back()
        assert not await anna.takes_over()
        assert (await anna.reads_the_case()).transcript == anna.case.transcript
        await problem(await asked.post(tekst="hallo"), 404)

    @pytest.fixture
    async def can_withdraw(self, rasa, begin, client, database):
        """Somebody who is just being asked whether to withdraw, while the case is in hand."""
        resident = await begin()
        anna = await colleague_of(client, database, resident, "anna")
        ask = [{"titel": "Intrekken", "payload": "/overdracht_intrekken"}, {"titel": "Nee", "payload": "/verder"}]
        rasa.script = [
            [said("Wilt u het intrekken?", keuzes=ask), state()],
            [said("Het is ingetrokken."), state(), {"custom": {"intrekken": {"kenmerk": anna.case.kenmerk}}}],
        ]
        anna.choice = (await resident.say("intrekken"))[0]["keuzes"][0]["keuze"]
        return anna

    async def test_taking_the_handover_back_ends_the_lead(self, can_withdraw):
        anna, resident = can_withdraw, can_withdraw.resident
        await anna.takes_over()
        assert (await resident.choose(anna.choice)).status == 200
        told = await lines(resident)
        assert [line.split(":")[1][:20] for line in told[-2:]] == [" Het is ingetrokken.", " U heeft uw verzoek "]
        assert BACK in told[-1]
        assert (await anna.reads_the_case()).status == "ingetrokken"
        assert not await anna.says("hallo?")

    async def test_a_person_who_also_has_another_case_of_this_resident_goes_on(self, can_withdraw, database):
        anna, resident = can_withdraw, can_withdraw.resident
        other = handover(resident.id)
        async with database.write() as connection:
            await Handovers(connection).add(other)
            await Handovers(connection).claim(other.id, anna.staff.id, other.created_at)
        await anna.takes_over()
        await resident.choose(anna.choice)
        assert await anna.says("ik ben er nog")


async def test_the_plain_page_shows_a_person_and_keeps_their_words_literal(client, rasa, database):
    page = await client.post("/gesprek?gemeente=leiden", data={"actie": "begin"}, allow_redirects=False)
    value = page.cookies["zelfcheck_gesprek"].value.strip('"')

    class Seen:
        id = value.partition(":")[0]

    anna = await colleague_of(client, database, Seen(), "anna")
    await anna.takes_over()
    await anna.says("Bel **mij** <b>nu</b>\nof [klik](https://voorbeeld.nl)")
    html = await (await client.get("/gesprek", headers={"Cookie": f"zelfcheck_gesprek={value}"})).text()
    assert "Bel **mij** &lt;b&gt;nu&lt;/b&gt;\nof [klik](https://voorbeeld.nl)" in html
    assert '<p class="spreker">Medewerker</p>' in html
