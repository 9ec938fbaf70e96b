"""``kill -9`` at every step of a turn: after a restart the conversation goes on, nothing missing, nothing double."""

import asyncio
import json
import os
import signal
from dataclasses import replace

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.front.steps import Step
from tests.front.conftest import until
from tests.front.doomed import Door
from tests.front.standin import echo
from tests.store.databases import all_rows

OPENING = ["Hallo. Dit is een computer.", "In welke gemeente woont u?"]
NOT_STORED = (Step.RECEIVED, Step.STORING)
STREAMED = (Step.SHOWING, Step.SHOWN)
PATIENCE = ClientTimeout(total=20)


class Visitor:
    """A resident whose widget repeats what got no answer and resumes its event stream, as the widget does."""

    def __init__(self, session, url, begun):
        self.session, self.url = session, url
        self.path = f"/api/v1/gesprekken/{begun['id']}"
        self.headers = {"Authorization": f"Bearer {begun['token']}"}
        self.shown = {}

    async def say(self, text, sleutel):
        """The answer, or None when nobody answered."""
        body = {"tekst": text, "sleutel": sleutel}
        try:
            async with self.session.post(
                f"{self.url}{self.path}/berichten", json=body, headers=self.headers
            ) as response:
                return await response.json() if response.status == 200 else None
        except (ClientError, asyncio.TimeoutError):
            return None

    async def insist(self, text, sleutel):
        """Repeats the message until there is an answer."""
        for _ in range(50):
            answer = await self.say(text, sleutel)
            if answer:
                return answer
            await asyncio.sleep(0.1)
        raise AssertionError("no answer")

    async def follow(self):
        """Reads events until the server is gone; an event that was shown before is a failure."""
        headers = {**self.headers, "Last-Event-ID": str(max(self.shown, default=0))}
        try:
            async with self.session.get(f"{self.url}{self.path}/gebeurtenissen", headers=headers) as response:
                async for line in response.content:
                    self._show(line)
        except (ClientError, asyncio.TimeoutError):
            pass

    def _show(self, line):
        if line.startswith(b"data: {") and b'"tekst"' in line:
            message = json.loads(line[len(b"data: ") :])
            assert message["id"] not in {each["id"] for each in self.shown.values()}, "shown twice"
            self.shown[self.number] = message
        elif line.startswith(b"id: "):
            self.number = int(line[len(b"id: ") :])

    async def has_read(self, text):
        """Whether it stands in the conversation; not while the server does not answer."""
        return text in await self.transcript()

    async def transcript(self):
        async with self.session.get(f"{self.url}{self.path}", headers=self.headers) as response:
            return [each["tekst"] for each in (await response.json()).get("berichten", [])]


@pytest.fixture
def fast_settings(front_settings):
    """Claims run out soon."""
    return replace(front_settings, claim=0.4)


@pytest.fixture
async def doors(fast_settings):
    """Opens front doors in processes of their own."""
    opened = []

    async def open_one(fatal=None, disaster="kill"):
        opened.append(Door(fast_settings, fatal, disaster))
        return await opened[-1].open()

    yield open_one
    for door in opened:
        door.kill()


@pytest.fixture
async def session():
    async with ClientSession(timeout=PATIENCE) as opened:
        yield opened


@pytest.fixture
async def visitor(doors, session):
    """Somebody whose conversation began at a front door that is gone now."""
    door = await doors()
    async with session.post(f"{door.url}/api/v1/gesprekken", json={"gemeente": "leiden"}) as response:
        begun = await response.json()
    door.kill()
    return Visitor(session, door.url, begun)


async def complete(visitor, rasa, database, said):
    """Everything was said, stored, answered and shown once, and nothing waits."""
    expected = [*OPENING, *(line for text in said for line in (text, f"Gehoord: {text}"))]
    await until(lambda: len(visitor.shown) >= len(expected))
    assert [visitor.shown[number]["tekst"] for number in sorted(visitor.shown)] == expected
    assert sorted(visitor.shown) == list(range(1, len(expected) + 1))
    assert await visitor.transcript() == expected
    assert rasa.messages[1:] == said
    statuses = {row[4] for row in (await all_rows(database))["inbox"]}
    assert statuses == {"klaar"}


async def always(follow):
    """A stream that ends is opened again, as a browser does."""
    while True:
        await follow()
        await asyncio.sleep(0.05)


def without_excuse(visitor):
    """What was shown, in order, but for the word that it takes longer."""
    shown = [visitor.shown[number]["tekst"] for number in sorted(visitor.shown)]
    return [text for text in shown if not text.startswith("Het werkt nu even niet")]


async def restarted(visitor, doors):
    visitor.url = (await doors()).url
    return asyncio.create_task(visitor.follow())


@pytest.mark.parametrize("step", Step)
async def test_a_kill_at_any_step_loses_and_doubles_nothing(visitor, doors, rasa, database, step):
    door = await doors(fatal=step)
    visitor.url = door.url
    following = asyncio.create_task(visitor.follow()) if step in STREAMED else None
    first = await visitor.say("ik woon alleen", "a")
    assert first is None or step in STREAMED
    await until(lambda: not door.process.is_alive())
    if following:
        await following
    following = await restarted(visitor, doors)
    await visitor.insist("ik woon alleen", "a")
    await visitor.insist("in een huurhuis", "b")
    await complete(visitor, rasa, database, ["ik woon alleen", "in een huurhuis"])
    following.cancel()


@pytest.mark.parametrize("step", [step for step in Step if step not in STREAMED])
async def test_what_was_stored_is_answered_though_nobody_asks_again(visitor, doors, rasa, database, step):
    door = await doors(fatal=step)
    visitor.url = door.url
    await visitor.say("ik woon alleen", "a")
    await until(lambda: not door.process.is_alive())
    following = await restarted(visitor, doors)
    await complete(visitor, rasa, database, [] if step in NOT_STORED else ["ik woon alleen"])
    following.cancel()


async def test_a_kill_while_rasa_works_asks_it_no_second_time(visitor, doors, rasa, database):
    door = await doors()
    visitor.url = door.url

    def killing(sender, message):
        os.kill(door.process.pid, signal.SIGKILL)
        return echo(sender, message)

    rasa.reply = killing
    assert await visitor.say("ik woon alleen", "a") is None
    rasa.reply = echo
    following = await restarted(visitor, doors)
    await complete(visitor, rasa, database, ["ik woon alleen"])
    following.cancel()


class TestPostgreSQL:
    """What only a database of its own can do: lose its connections, and serve several front doors."""

    @pytest.fixture(autouse=True)
    def _only_here(self, database_url):
        if not database_url.startswith("postgresql"):
            pytest.skip("a SQLite file has no connections to lose and one front door")

    @pytest.mark.parametrize("step", [step for step in Step if step not in STREAMED])
    async def test_lost_connections_at_any_step_lose_and_double_nothing(self, visitor, doors, rasa, database, step):
        visitor.url = (await doors(fatal=step, disaster="connections")).url
        following = asyncio.create_task(visitor.follow())
        await visitor.insist("ik woon alleen", "a")
        await until(lambda: visitor.has_read("Gehoord: ik woon alleen"))
        await visitor.insist("in een huurhuis", "b")
        following.cancel()
        following = await restarted(visitor, doors)
        texts = [text for text in await visitor.transcript() if not text.startswith("Het werkt nu even niet")]
        assert texts == [*OPENING, "ik woon alleen", "Gehoord: ik woon alleen", *texts[4:]]
        assert texts[4:] == ["in een huurhuis", "Gehoord: in een huurhuis"]
        assert rasa.messages[1:] == ["ik woon alleen", "in een huurhuis"]
        following.cancel()

    @pytest.mark.parametrize("step", STREAMED)
    async def test_lost_connections_while_an_answer_is_shown_show_it_once(self, visitor, doors, rasa, database, step):
        visitor.url = (await doors(fatal=step, disaster="connections")).url
        following = asyncio.create_task(always(visitor.follow))
        for sleutel, text in (("a", "ik woon alleen"), ("b", "in een huurhuis")):
            await visitor.insist(text, sleutel)
        expected = [
            *OPENING,
            "ik woon alleen",
            "Gehoord: ik woon alleen",
            "in een huurhuis",
            "Gehoord: in een huurhuis",
        ]
        await until(lambda: len(without_excuse(visitor)) >= len(expected))
        assert without_excuse(visitor) == expected
        assert rasa.messages[1:] == ["ik woon alleen", "in een huurhuis"]
        following.cancel()

    async def test_two_processes_take_turns_one_at_a_time(self, visitor, doors, rasa, database):
        urls = [(await doors()).url for _ in range(2)]
        rasa.delay = 0.05
        visitors = [Visitor(visitor.session, url, {"id": "", "token": ""}) for url in urls * 4]
        for each in visitors:
            each.path, each.headers = visitor.path, visitor.headers
        answers = await asyncio.gather(*(each.say(f"bericht {n}", f"k{n}") for n, each in enumerate(visitors)))
        said = [[line["tekst"] for line in answer["berichten"]] for answer in answers]
        assert said == [[f"Gehoord: bericht {n}"] for n in range(len(visitors))]
        assert len(rasa.messages) == len(set(rasa.messages)) == 1 + len(visitors)
        visitor.url = urls[0]
        assert len(await visitor.transcript()) == len(OPENING) + 2 * len(visitors)

    async def test_the_other_process_finishes_what_a_killed_one_began(self, visitor, doors, rasa, database):
        dying, other = await doors(fatal=Step.ANSWERED), await doors()
        visitor.url = dying.url
        assert await visitor.say("ik woon alleen", "a") is None
        visitor.url = other.url
        following = asyncio.create_task(visitor.follow())
        await complete(visitor, rasa, database, ["ik woon alleen"])
        following.cancel()
