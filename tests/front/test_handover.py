"""Handing over: stored whole with the turn that asked for it, taken back, and kept or erased with the conversation."""

import json
from datetime import datetime, timezone

import pytest

from bot.privacy.encryption import Cipher
from bot.store.contacts import Contacts
from bot.store.handovers import Handovers
from bot.store.ids import is_kenmerk, new_id
from bot.store.passwords import hash_password
from bot.store.records import Staff
from bot.store.staff import Accounts
from tests.front.standin import said, state
from tests.store.databases import all_rows, lasting_rows

KENMERK = "ZC-7K3M-92QF"
REQUEST = {
    "soort": "contactverzoek",
    "team": "wijkteam",
    "reden": "het lukt niet meer, bsn 123456782",
    "contactwens": {"hoe": "telefoon", "wanneer": "na 17 uur op 0612345678"},
    "tekstversie": "2026-11",
    "kenmerk": KENMERK,
}


def request(**changed):
    return {"custom": {"overdracht": {**REQUEST, **changed}}}


@pytest.fixture
async def handed_over(resident, rasa):
    """A resident who told two things, gave a number and agreed."""
    woning = {"antwoorden": {"woning": "huur"}}
    end = {"status": "overgedragen", "signalen": ["uitputting"]}
    both = {"antwoorden": {"woning": "huur", "leeftijd": 44, "partner_leeftijd": None}}
    rasa.script = [
        [said("Huurt u of heeft u een koopwoning?", vraag="woning"), state()],
        [said("Hoe oud is uw partner?", vraag="partner_leeftijd"), state(**woning)],
        [said("Hoe bereiken we u?"), state(**both, verwacht="contact")],
        [
            said(f"Verstuurd. Uw kenmerk is {KENMERK}."),
            state(**both, **end),
            request(),
        ],
    ]
    for text in ("hallo", "ik huur", "weet ik niet, ik ben zelf 44", "0612345678"):
        await resident.say(text)
    return resident


async def the_one(database):
    async with database.read() as connection:
        return await Handovers(connection).by_kenmerk(KENMERK)


async def claimed(database, handover):
    async with database.write() as connection:
        staff = Staff(new_id(), "a@b.nl", "A", hash_password("x"), "leiden", "medewerker", True, 0, None, NOW)
        await Accounts(connection).add(staff)
        assert await Handovers(connection).claim(handover.id, staff.id, NOW)


NOW = datetime(2026, 11, 20, 12, 0, tzinfo=timezone.utc)


async def test_it_carries_the_whole_story(handed_over, database):
    handover = await the_one(database)
    assert (handover.gemeente, handover.team, handover.soort) == ("leiden", "wijkteam", "contactverzoek")
    assert (handover.status, handover.urgentie) == ("nieuw", "normaal")
    told = handover.summary
    assert told["reden"] == "het lukt niet meer, bsn [nummer weggehaald]"
    assert told["contactwens"] == {"hoe": "telefoon", "wanneer": "na 17 uur op [telefoonnummer weggehaald]"}
    assert told["signalen"] == ["uitputting"]
    assert told["uitkomsten"][0]["redenen"]
    assert told["toestemming"]["tekstversie"] == "2026-11"
    assert told["toestemming"]["kanaal"] == "web"
    assert "vermogen_boven_grens" in told["niet_gevraagd"]
    assert "woning" not in told["niet_gevraagd"]
    assert told["niet_beantwoord"] == ["partner_leeftijd"]


async def test_each_answer_has_its_literal_question_and_its_message(handed_over, database):
    handover = await the_one(database)
    said_by_id = {line["id"]: line["tekst"] for line in handover.transcript}
    woning, leeftijd = handover.summary["antwoorden"]
    assert woning["vraag"] == "Huurt u of heeft u een koopwoning?"
    assert (woning["veld"], woning["antwoord"], said_by_id[woning["bericht_id"]]) == ("woning", "huur", "ik huur")
    assert leeftijd["vraag"] is None
    assert said_by_id[leeftijd["bericht_id"]] == "weet ik niet, ik ben zelf 44"


async def test_the_transcript_is_a_masked_snapshot(handed_over, database):
    handover = await the_one(database)
    lines = handover.transcript
    assert [line["van"] for line in lines[:3]] == ["assistent", "assistent", "inwoner"]
    assert "[telefoonnummer weggehaald]" in [line["tekst"] for line in lines]
    assert lines[-1]["tekst"] == f"Verstuurd. Uw kenmerk is {KENMERK}."
    assert "0612345678" not in json.dumps(lines)
    assert any(line.get("ingevuld") == ["woning"] for line in lines)


async def test_the_contact_details_move_to_the_handover(handed_over, database, front_settings):
    handover = await the_one(database)
    async with database.read() as connection:
        sealed = await Contacts(connection).of(handover.id)
        assert await Contacts(connection).pending(handed_over.id) is None
    plain = Cipher(front_settings.secret_key).decrypt(sealed.ciphertext, sealed.key_id, handover.id)
    assert json.loads(plain)["telefoon"] == "+31612345678"


async def test_the_agreement_is_an_event(handed_over, database):
    ((_, conversation_id, version, at, channel),) = (await all_rows(database))["consent_event"]
    assert (conversation_id, version, channel) == (handed_over.id, "2026-11", "web")
    assert at.tzinfo is not None
    assert (await handed_over.record())["status"] == "overgedragen"


@pytest.mark.parametrize(
    ("urgency", "due"),
    [("normaal", "2026-11-24T16:00:00+00:00"), ("spoed", "2026-11-23T16:00:00+00:00"),
     ("acuut", "2026-11-20T16:00:00+00:00")],
)  # fmt: skip
async def test_the_team_answers_within_working_days(resident, rasa, decision, database, urgency, due):
    decision.urgency = urgency  # the clock says Friday 20 November 2026
    rasa.script = [[said("Verstuurd."), state(), request()]]
    await resident.say("ja")
    handover = await the_one(database)
    assert handover.urgentie == urgency
    assert handover.due_at.isoformat() == due


async def test_a_reference_that_is_taken_is_replaced_everywhere(handed_over, begin, rasa, database):
    other = await begin()
    rasa.script = [[said(f"Uw kenmerk is {KENMERK}."), state(), request()]]
    answer = await other.say("ja")
    given = answer[0]["tekst"].removeprefix("Uw kenmerk is ").rstrip(".")
    assert given != KENMERK
    assert is_kenmerk(given)
    async with database.read() as connection:
        assert (await Handovers(connection).by_kenmerk(given)).conversation_id == other.id


@pytest.mark.parametrize("kenmerk", [None, "kort", "ZC-0000-0000"])
async def test_without_a_good_reference_it_gets_one(resident, rasa, database, kenmerk):
    rasa.script = [[said("Verstuurd."), state(), request(kenmerk=kenmerk)]]
    await resident.say("ja")
    (row,) = (await all_rows(database))["handover"]
    assert is_kenmerk(row[1])


async def test_a_handover_without_contact_details_is_one_too(resident, rasa, database):
    rasa.script = [[said("Verstuurd."), state(), request(contactwens=None)]]
    await resident.say("ja")
    assert (await the_one(database)).summary["contactwens"] is None
    assert (await all_rows(database))["handover_contact"] == []


class TestWithdrawing:
    async def withdraw(self, resident, rasa, kenmerk=KENMERK):
        rasa.script = [[said("Ingetrokken."), state(), {"custom": {"intrekken": {"kenmerk": kenmerk}}}]]
        return await resident.say("trek maar in")

    async def test_empties_what_no_team_has(self, handed_over, rasa, database):
        await self.withdraw(handed_over, rasa)
        handover = await the_one(database)
        assert (handover.status, handover.summary, handover.transcript) == ("ingetrokken", {}, [])
        assert (await all_rows(database))["handover_contact"] == []

    async def test_tells_the_team_that_has_it(self, handed_over, rasa, database):
        await claimed(database, await the_one(database))
        await self.withdraw(handed_over, rasa)
        handover = await the_one(database)
        assert handover.status == "ingetrokken"
        assert handover.summary["reden"]
        assert (await all_rows(database))["handover_contact"] == []

    async def test_only_works_for_one_s_own(self, handed_over, begin, rasa, database):
        await self.withdraw(await begin(), rasa)
        assert (await the_one(database)).status == "nieuw"


class TestWiping:
    async def test_erases_what_no_team_has(self, handed_over, database):
        await handed_over.wipe()
        rows = await lasting_rows(database)
        assert {name for name, found in rows.items() if found} == {"audit"}

    async def test_leaves_a_claimed_one_with_its_team(self, handed_over, database):
        await claimed(database, await the_one(database))
        await handed_over.wipe()
        handover = await the_one(database)
        assert handover.conversation_id is None
        assert handover.status == "in_behandeling"
        assert len(handover.transcript) > 5
        rows = await all_rows(database)
        assert len(rows["handover_contact"]) == 1
        assert not any(rows[name] for name in ("conversation", "message", "choice", "inbox", "consent_event"))
