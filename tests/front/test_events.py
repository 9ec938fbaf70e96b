"""Server-sent events: every message once, in order, resumed from any number on."""

import asyncio
import json
from datetime import timedelta

import pytest

from bot.front import keys
from tests.front.conftest import until


class Stream:
    """Reads events as a browser does."""

    def __init__(self, response):
        self.response, self.comments = response, 0

    async def event(self):
        fields = {}
        while True:
            line = (await asyncio.wait_for(self.response.content.readline(), 30)).decode()
            if not line:
                return None
            line = line.rstrip("\n")
            if line.startswith(":"):
                self.comments += 1
            elif line:
                name, _, value = line.partition(": ")
                fields[name] = value
            elif "data" in fields:
                return fields

    async def texts(self, count):
        return [json.loads((await self.event())["data"])["tekst"] for _ in range(count)]


@pytest.fixture
async def follow(resident):
    streams = []

    async def open_one(last=None, of=resident):
        headers = {**of.headers, **({"Last-Event-ID": last} if last is not None else {})}
        response = await of.client.get(f"{of.path}/gebeurtenissen", headers=headers)
        assert response.status == 200
        streams.append(response)
        return Stream(response)

    yield open_one
    for response in streams:
        response.close()


async def test_it_is_an_event_stream(follow):
    stream = await follow()
    assert stream.response.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert stream.response.headers["Cache-Control"] == "no-store"
    first = await stream.event()
    assert (first["id"], first["event"], first.get("retry", "3000")) == ("1", "bericht", "3000")
    assert json.loads(first["data"])["van"] == "assistent"


async def test_all_that_was_said_and_then_what_comes(resident, follow):
    stream = await follow()
    assert await stream.texts(2) == ["Hallo. Dit is een computer.", "In welke gemeente woont u?"]
    await resident.say("hallo")
    assert await stream.texts(2) == ["hallo", "Gehoord: hallo"]


async def test_events_are_numbered_without_gaps_and_hold_what_get_gives(resident, follow):
    await resident.say("een")
    stream = await follow()
    events = [await stream.event() for _ in range(4)]
    assert [event["id"] for event in events] == ["1", "2", "3", "4"]
    assert [json.loads(event["data"]) for event in events] == (await resident.record())["berichten"]


@pytest.mark.parametrize("last", [0, 1, 2, 3])
async def test_it_resumes_after_any_number_without_loss(resident, follow, last):
    await resident.say("een")
    stream = await follow(str(last))
    assert (await stream.event())["id"] == str(last + 1)


async def test_what_comes_between_two_connections_is_not_lost(resident, follow):
    stream = await follow()
    await stream.texts(2)
    stream.response.close()
    await resident.say("intussen")
    assert await (await follow("2")).texts(2) == ["intussen", "Gehoord: intussen"]


@pytest.mark.parametrize("last", ["x", "-1", "", "1e3", "٣", "9" * 40])
async def test_a_number_that_is_none_gives_everything(follow, last):
    assert (await (await follow(last)).event())["id"] == "1"


async def test_two_tabs_both_get_everything(resident, follow):
    one, other = await follow("2"), await follow("2")
    await resident.say("hallo")
    assert await one.texts(2) == await other.texts(2) == ["hallo", "Gehoord: hallo"]


async def test_a_silent_stream_shows_that_it_lives(resident, follow):
    stream = await follow("2")
    await asyncio.sleep(0.5)
    await resident.say("hallo")
    await stream.event()
    assert stream.comments >= 1


async def test_an_answer_that_comes_late_arrives_by_itself(resident, follow, rasa):
    stream = await follow("2")
    await rasa.stop()
    await resident.say("hallo")
    await rasa.start()
    texts = await stream.texts(3)
    assert texts[0] == "hallo"
    assert texts[1].startswith("Het werkt nu even niet.")
    assert texts[2] == "Gehoord: hallo"


async def test_another_conversation_is_not_heard(begin, follow):
    mine, other = await begin(), await begin()
    stream = await follow("2", of=mine)
    await other.say("van een ander")
    await mine.say("van mij")
    assert await stream.texts(2) == ["van mij", "Gehoord: van mij"]


async def test_wiping_ends_the_stream(resident, follow):
    stream = await follow("2")
    await resident.wipe()
    assert (await stream.event())["event"] == "einde"
    assert await stream.event() is None


async def test_leaving_takes_the_listener_away(resident, follow):
    bell = resident.client.app[keys.BELL]
    stream = await follow()
    await stream.texts(2)
    assert bell.listeners == 1
    stream.response.close()
    await until(lambda: bell.listeners == 0)


async def test_stopping_the_server_ends_the_streams_at_once(resident, follow):
    stream = await follow("2")
    begun = asyncio.get_running_loop().time()
    await resident.client.close()
    assert asyncio.get_running_loop().time() - begun < 3
    assert stream.response.closed or await stream.event() is None


class TestHowTheAnswerIsComingOn:
    """Told to every tab, from what is stored: also after a reload or a restart."""

    @pytest.fixture
    async def slow(self, resident, rasa, follow):
        """A stream of a conversation whose last message has no answer yet; and what lets the answer come."""
        gate = asyncio.Event()
        rasa.hold = gate
        stream = await follow("2")
        talking = asyncio.create_task(resident.say("hallo"))
        assert await stream.texts(1) == ["hallo"]
        yield stream, gate
        gate.set()
        await talking

    async def stand(self, stream):
        event = await stream.event()
        assert event["event"] == "bezig"
        return event["id"], json.loads(event["data"])["stand"]

    async def test_typing_then_longer_then_the_answer(self, slow, clock):
        stream, gate = slow
        clock.now += timedelta(seconds=1)
        assert await self.stand(stream) == ("3", "typt")
        clock.now += timedelta(seconds=8)
        assert await self.stand(stream) == ("3", "langer")
        gate.set()
        assert await stream.texts(1) == ["Gehoord: hallo"]
        assert await self.stand(stream) == ("4", "klaar")

    async def test_a_tab_that_comes_later_is_told_at_once(self, slow, clock, follow):
        _, gate = slow
        clock.now += timedelta(seconds=9)
        late = await follow("3")
        assert await self.stand(late) == ("3", "langer")

    async def test_a_quick_answer_says_nothing_of_it(self, resident, follow):
        stream = await follow("2")
        await resident.say("een")
        await resident.say("twee")
        assert [(await stream.event())["event"] for _ in range(4)] == ["bericht"] * 4
