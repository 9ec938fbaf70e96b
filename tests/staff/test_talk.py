"""Writing with a resident from a case: who may, what each of the two reads, and how it ends."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.front import keys
from bot.front.bodies import Said
from bot.front.conversations import Conversations as Front
from bot.store.conversations import Conversations
from bot.store.handovers import Handovers
from bot.store.ids import new_id
from bot.store.messages import Messages
from bot.store.records import Conversation, Handover, Message, Staff
from bot.store.settings import StoreSettings
from tests.staff.house import Browser, House, running
from tests.staff.sample import NOW

HEARTBEAT = 0.05


class Room:
    """A resident with a conversation, and a case of it in somebody's hands."""

    def __init__(self, house: House, conversation: Conversation, case: Handover) -> None:
        self.house, self.conversation, self.case = house, conversation, case

    @property
    def path(self) -> str:
        return f"/overdrachten/{self.case.kenmerk}"

    @property
    def front(self) -> Front:
        return self.house.client.server.app[keys.CONVERSATIONS]

    async def resident_says(self, text: str) -> None:
        found = await self.stored()
        assert found is not None
        await self.front.say(found, Said(text, None, None))

    async def resident_wipes(self) -> None:
        found = await self.stored()
        assert found is not None
        await self.front.wipe(found)

    async def stored(self) -> Conversation | None:
        async with self.house.database.read() as connection:
            return await Conversations(connection).get(self.conversation.id)

    async def read_by_resident(self) -> list[tuple[str, str]]:
        async with self.house.database.read() as connection:
            return [(each.sender, each.text) for each in await Messages(connection).of(self.conversation.id)]


async def a_room(house: House, holder: Staff | None = None, **parts: str) -> Room:
    conversation = Conversation(
        new_id(), "hash", new_id(), "leiden", "web", "overgedragen", {}, 0, 1, NOW, NOW - timedelta(minutes=3)
    )
    async with house.database.write() as connection:
        await Conversations(connection).add(conversation)
        sent = Message(new_id(), conversation.id, 1, 0, "assistent", NOW, "Verstuurd. Dit zag het team niet.", {})
        await Messages(connection).add(sent)
    held = {"status": "in_behandeling", "claimed_by": holder.id, "claimed_at": NOW} if holder else {}
    return Room(house, conversation, await house.handover(conversation_id=conversation.id, **held, **parts))


@pytest.fixture
async def anna(house: House) -> Staff:
    return await house.staff()


@pytest.fixture
async def browser(house: House, anna: Staff) -> Browser:
    return await house.signed_in(anna)


@pytest.fixture
async def room(house: House, anna: Staff) -> Room:
    return await a_room(house, anna)


async def press(browser: Browser, room: Room, button: str, **form: str):
    return await browser.post(f"{room.path}/{button}", {"versie": "1", **form})


async def write(browser: Browser, room: Room, text: str, key: str = ""):
    return await press(browser, room, "bericht", bericht=text, sleutel=key or new_id())


async def actions(room: Room) -> list[tuple[str, str]]:
    log = await room.house.audit(room.case.kenmerk)
    return [(what, result) for _, what, result in log if "bekeken" not in what]


async def test_taking_over_writing_and_giving_back(house: House, browser: Browser, room: Room) -> None:
    assert "Het laatste bericht is van 3 minuten geleden." in await browser.text(room.path)
    taken = await press(browser, room, "neem-over")
    assert (taken.status, taken.headers["Location"]) == (
        303,
        f"/medewerker{room.path}?klaar=overgenomen#overname",
    )
    await room.resident_says("bent u een mens?")
    assert (await write(browser, room, "Ja, <b>Anna</b> & co")).status == 303
    page = await browser.text(room.path)
    assert "bent u een mens?" in page
    assert "Ja, &lt;b&gt;Anna&lt;/b&gt; &amp; co" in page
    assert "Dit zag het team niet." not in page
    assert "neemt het gesprek nu over" in page
    assert "**" not in page
    assert (await press(browser, room, "geef-gesprek-terug")).status == 303
    said = await room.read_by_resident()
    assert [who for who, _ in said] == ["assistent", "assistent", "inwoner", "assistent", "medewerker", "assistent"]
    assert said[4] == ("medewerker", "Ja, <b>Anna</b> & co")
    assert "een medewerker van" in said[1][1].lower()
    assert "U praat weer met Zelfcheck" in said[5][1]
    assert await actions(room) == [
        ("gesprek overgenomen", "gelukt"),
        ("bericht aan inwoner", "gelukt"),
        ("gesprek teruggegeven", "gelukt"),
    ]
    after = await browser.text(room.path)
    assert "Neem het gesprek over" in after
    assert after.index("bent u een mens?") > after.index('id="gesprek"')
    assert "neemt het gesprek nu over" in after
    assert "**" not in after


async def test_the_resident_reads_the_name_of_the_team_and_not_of_the_person(house: House, anna: Staff) -> None:
    room = await a_room(house, anna, team="sociaal-wijkteam-leiden")
    await press(await house.signed_in(anna), room, "neem-over")
    told = (await room.read_by_resident())[-1][1]
    assert "sociaal-wijkteam-leiden" in told or "Wijkteam" in told
    assert "Anna" not in told


async def test_the_same_form_twice_is_one_message(browser: Browser, room: Room) -> None:
    await press(browser, room, "neem-over")
    key = new_id()
    assert [(await write(browser, room, "hallo", key)).status for _ in range(2)] == [303, 303]
    answers = await asyncio.gather(*(write(browser, room, "nog een", "k") for _ in range(3)))
    assert {answer.status for answer in answers} == {303}
    assert [text for who, text in await room.read_by_resident() if who == "medewerker"] == ["hallo", "nog een"]


@pytest.mark.parametrize(
    ("text", "key", "status", "told"),
    [
        ("", "k", 422, "Uw bericht is leeg."),
        ("   \u200b", "k", 422, "Uw bericht is leeg."),
        ("x" * 2001, "k", 422, "Uw tekst is te lang."),
        ("hallo", "", 400, "Dit verzoek klopt niet"),
        ("hallo", "k 1", 400, "Dit verzoek klopt niet"),
    ],
)
async def test_what_cannot_be_sent(browser: Browser, room: Room, text: str, key: str, status: int, told: str) -> None:
    await press(browser, room, "neem-over")
    answer = await press(browser, room, "bericht", bericht=text, sleutel=key)
    assert answer.status == status
    assert told in await answer.text()
    assert not any(who == "medewerker" for who, _ in await room.read_by_resident())


@pytest.mark.parametrize("button", ["neem-over", "bericht", "geef-gesprek-terug"])
class TestWhoMayNot:
    async def refused(self, browser: Browser, room: Room, button: str, told: str) -> None:
        before = await room.read_by_resident()
        answer = await press(browser, room, button, bericht="mag dit?", sleutel="k")
        assert answer.status == 409
        assert told in await answer.text()
        assert await room.read_by_resident() == before
        assert (await actions(room))[-1][1] == "geweigerd"

    async def test_a_case_that_nobody_took(self, house: House, browser: Browser, button: str) -> None:
        await self.refused(browser, await a_room(house), button, "als u de overdracht heeft opgepakt")

    async def test_a_case_of_a_colleague(self, house: House, browser: Browser, button: str) -> None:
        room = await a_room(house, await house.staff("Bram"))
        await self.refused(browser, room, button, "als u de overdracht heeft opgepakt")

    async def test_a_conversation_that_the_resident_wiped(self, browser: Browser, room: Room, button: str) -> None:
        await press(browser, room, "neem-over")
        await room.resident_wipes()
        await self.refused(browser, room, button, "De inwoner heeft het gesprek gewist")
        page = await browser.text(room.path)
        assert "Het gesprek is er niet meer." in page
        assert "neem-over" not in page

    async def test_a_conversation_that_a_colleague_leads(
        self, house: House, browser: Browser, room: Room, button: str
    ) -> None:
        bram = await house.staff("Bram")
        other = await house.handover(
            conversation_id=room.conversation.id, status="in_behandeling", claimed_by=bram.id, claimed_at=NOW
        )
        await press(await house.signed_in(bram), Room(house, room.conversation, other), "neem-over")
        await self.refused(browser, room, button, "Bram schrijft al met deze inwoner.")
        assert "Bram schrijft nu met de inwoner." in await browser.text(room.path)


async def test_after_a_long_silence_the_text_is_kept_on_the_page(house: House, browser: Browser, room: Room) -> None:
    await press(browser, room, "neem-over")
    house.clock.move(minutes=19)
    await write(browser, room, "ik zoek het op")
    house.clock.move(minutes=19)
    assert (await write(browser, room, "bijna")).status == 303
    house.clock.move(minutes=19)
    await browser.text(room.path)
    house.clock.move(minutes=2)
    answer = await write(browser, room, "gevonden!")
    page = await answer.text()
    assert answer.status == 409
    assert "omdat u een tijd niets schreef" in page
    assert "gevonden!" in page
    assert ("medewerker", "gevonden!") not in await room.read_by_resident()


async def test_danger_stands_out_while_it_goes_on_and_afterwards(house: House, browser: Browser, room: Room) -> None:
    page = await browser.text(room.path)
    assert "schreef over gevaar" not in page
    await press(browser, room, "neem-over")
    async with house.database.write() as connection:
        alarm = Message(
            new_id(), room.conversation.id, 3, 0, "inwoner", NOW, "hij staat voor de deur", {"gevaar": True}
        )
        await Messages(connection).add(alarm)
        await Conversations(connection).advance(room.conversation.id, 0, 3, NOW)
        await Handovers(connection).make_acute(room.conversation.id)
    for button in ("", "geef-gesprek-terug"):
        if button:
            await press(browser, room, button)
        page = await browser.text(room.path)
        assert "Let op: acuut, gevaar" in page
        assert "De inwoner schreef over gevaar" in page
        assert page.index("Let op: dit wijst op gevaar.") < page.index("hij staat voor de deur")


@pytest.mark.parametrize(("button", "status"), [("geef-terug", "nieuw"), ("sluit", "afgesloten")])
async def test_who_lets_go_of_the_case_lets_go_of_the_conversation(
    house: House, browser: Browser, room: Room, button: str, status: str
) -> None:
    await press(browser, room, "neem-over")
    await room.resident_says("tot ziens")
    assert (await press(browser, room, button, uitkomst="hulp_gestart")).status == 303
    now, found = await house.again(room.case), await room.stored()
    assert found is not None
    assert (now.status, found.led_by) == (status, None)
    assert any(line["tekst"] == "tot ziens" for line in now.transcript)
    assert "U praat weer met Zelfcheck" in (await room.read_by_resident())[-1][1]


async def test_a_stale_button_lets_go_of_nothing(house: House, anna: Staff, browser: Browser, room: Room) -> None:
    await press(browser, room, "neem-over")
    answer = await browser.post(f"{room.path}/geef-terug", {"versie": "7"})
    found = await room.stored()
    assert answer.status == 409
    assert found is not None
    assert found.led_by == anna.id


async def test_the_assistant_leads_when_nobody_took_over(house: House, browser: Browser, room: Room) -> None:
    assert (await press(browser, room, "sluit", uitkomst="hulp_gestart")).status == 303
    assert len(await room.read_by_resident()) == 1


class TestFollowing:
    @pytest.fixture
    async def house(self, database_url: str, tmp_path: Path) -> AsyncIterator[House]:  # noqa: F811
        """Signs of life often, and a lead that outlives a session."""
        store = StoreSettings(database_url, f"sqlite:///{tmp_path / 'rasa.db'}")
        async with running(store, heartbeat=HEARTBEAT, silence=7200.0) as made:
            yield made

    @pytest.fixture
    async def room(self, house: House, anna: Staff, browser: Browser) -> Room:
        room = await a_room(house, anna)
        await press(browser, room, "neem-over")
        return room

    async def next_event(self, answer) -> dict[str, str]:
        while True:
            block = (await asyncio.wait_for(answer.content.readuntil(b"\n\n"), 30)).decode().strip()
            if not block.startswith((":", "retry")):
                return dict(line.split(": ", 1) for line in block.splitlines())

    async def test_what_the_resident_writes_comes_at_once_with_its_number(self, browser: Browser, room: Room) -> None:
        answer = await browser.get(f"{room.path}/volg?na=2")
        assert (answer.status, answer.content_type) == (200, "text/event-stream")
        await room.resident_says("bent u daar? <i>")
        event = await self.next_event(answer)
        line = json.loads(event["data"])
        assert (event["id"], event["event"]) == ("3", "bericht")
        assert (line["kind"], line["text"], line["danger"]) == ("inwoner", "bent u daar? <i>", "")
        again = await browser.get(f"{room.path}/volg?na=2", headers={"Last-Event-ID": "3"})
        assert (await self.next_event(again))["id"] == "4"
        for each in (answer, again):
            each.close()

    async def test_it_ends_when_the_conversation_goes_back(self, browser: Browser, room: Room) -> None:
        answer = await browser.get(f"{room.path}/volg?na=9")
        await press(browser, room, "geef-gesprek-terug")
        assert (await self.next_event(answer))["event"] == "einde"

    async def test_it_keeps_nobody_signed_in_and_ends_with_the_session(
        self, house: House, browser: Browser, room: Room
    ) -> None:
        house.clock.move(minutes=20)
        answer = await browser.get(f"{room.path}/volg?na=9")
        assert answer.status == 200
        house.clock.move(minutes=9)
        await asyncio.sleep(3 * HEARTBEAT)
        house.clock.move(minutes=1)
        assert (await self.next_event(answer))["event"] == "einde"
        assert (await browser.get(room.path)).headers["Location"] == "/medewerker/inloggen?klaar=verlopen"

    @pytest.mark.parametrize("asked", ["", "?na=x", "?na=-1", "?na=99999999999", "?na=²"])
    async def test_any_other_number_shows_everything_since_the_takeover(
        self, browser: Browser, room: Room, asked: str
    ) -> None:
        answer = await browser.get(f"{room.path}/volg{asked}")
        assert (await self.next_event(answer))["id"] == "2"
        answer.close()

    async def test_a_colleague_has_nothing_to_follow(self, house: House, room: Room) -> None:
        bram = await house.signed_in(await house.staff("Bram"))
        assert (await bram.get(f"{room.path}/volg")).status == 204
        assert ("gesprek gevolgd", "gelukt") in await actions(room)
