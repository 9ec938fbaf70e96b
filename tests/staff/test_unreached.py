"""That the resident does not hear us over WhatsApp, who wrote too long ago or signed off, is told on the case."""

from dataclasses import replace

import pytest

from bot.store.conversations import Conversations
from bot.store.ids import new_id
from bot.store.records import Conversation, ConversationStatus
from bot.store.whatsapp import CHANNEL, FAR_AWAY, People, Person
from tests.staff.house import House
from tests.staff.sample import NOW
from tests.staff.sqlite_only import database_url  # noqa: F401

TOLD = "Niet alles is bij de inwoner aangekomen."
OFF = "De inwoner heeft zich afgemeld op WhatsApp."
SPOKEN = Conversation(
    "c" * 43, "", "r" * 43, "leiden", CHANNEL, ConversationStatus.HANDED_OVER.value, {}, turn=2, seq=5,
    created_at=NOW, active_at=NOW,
)  # fmt: skip
ELSEWHERE = replace(SPOKEN, id="d" * 43, rasa_id=new_id())
PERSON = Person("p" * 64, SPOKEN.id, "1234", b"x", "sleutel", NOW, sent_seq=3, sent_part=0, failures=0, try_at=FAR_AWAY)


@pytest.mark.parametrize(
    ("person", "is_told"),
    [
        (PERSON, True),
        (replace(PERSON, sent_seq=5), False),
        (replace(PERSON, try_at=NOW), False),
        (replace(PERSON, conversation_id=ELSEWHERE.id), False),
        (None, False),
    ],
    ids=["it waits for the resident", "all was sent", "it is being sent", "another conversation", "not on WhatsApp"],
)
async def test_it_is_told_while_it_waits_for_the_resident(house: House, person: Person | None, is_told: bool) -> None:
    async with house.database.write() as connection:
        for conversation in (SPOKEN, ELSEWHERE):
            await Conversations(connection).add(conversation)
        if person:
            await People(connection).add(person)
    case = await house.handover(conversation_id=SPOKEN.id)
    assert (TOLD in await (await house.signed_in()).text(f"/overdrachten/{case.kenmerk}")) is is_told


@pytest.mark.parametrize(
    ("channel", "signed_off", "is_told"),
    [(CHANNEL, PERSON.phone_hash, True), ("web", PERSON.phone_hash, False), (CHANNEL, "q" * 64, False)],
    ids=["signed off", "signed off, and at the website now", "somebody else signed off"],
)
async def test_it_is_told_that_they_signed_off(house: House, channel: str, signed_off: str, is_told: bool) -> None:
    async with house.database.write() as connection:
        await Conversations(connection).add(replace(SPOKEN, kanaal=channel))
        await People(connection).add(replace(PERSON, sent_seq=SPOKEN.seq, try_at=NOW))
        await People(connection).sign_off(signed_off, NOW)
    case = await house.handover(conversation_id=SPOKEN.id)
    page = await (await house.signed_in()).text(f"/overdrachten/{case.kenmerk}")
    assert (OFF in page) is is_told
    assert TOLD not in page


async def test_a_case_whose_conversation_is_gone_says_nothing(house: House) -> None:
    case = await house.handover()
    assert TOLD not in await (await house.signed_in()).text(f"/overdrachten/{case.kenmerk}")
