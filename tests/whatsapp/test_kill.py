"""``kill -9`` at every step of a message of WhatsApp: after a restart nothing is missing, and nothing comes twice.

But for one part: what Meta took while we could not note it any more. See ``bot.whatsapp.steps``.
"""

import asyncio
from dataclasses import replace

import pytest

from bot.front.steps import Step as TurnStep
from bot.store.clock import utc_now
from bot.whatsapp.app import PATH
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.steps import Step
from tests.front.conftest import until
from tests.front.doomed import Door
from tests.store.databases import all_rows
from tests.whatsapp.conftest import NOTICE, SECRET, TOKEN, VERIFY, settled
from tests.whatsapp.doomed import Dress
from tests.whatsapp.meta import NUMBER_ID, Meta, envelope, typed

UNNOTED = (Step.SENT, Step.NOTING, Step.RENEWING)
"""Killed here, the part that was just sent comes once more: Meta takes the call that we do not see the end of.

While it is being renewed the call may not have reached Meta yet: then it comes once.
"""
OF_SENDING = (Step.CLAIMED, Step.SENDING, *UNNOTED, Step.NOTED, Step.RELEASING)
"""At the others Meta is away until the kill, for else it might fall just between a part and its note."""
ON_THE_WAY = [step for step in TurnStep if step not in (TurnStep.RECEIVED, *list(TurnStep)[-3:])]
"""The steps of a turn that is not answered to a browser."""
CLAIM, SLOW = 0.4, 0.6
"""How long a hold counts, and a call of Meta that takes longer; in seconds."""
EXCUSE = "Het werkt nu even niet."
TOO_LONG = "Uw bericht is te lang."
EXPECTED = [NOTICE, "Hallo. Dit is een computer.", "In welke gemeente woont u?"]
EXPECTED += ["Gehoord: ik woon alleen", "Gehoord: in een huurhuis"]
MESSAGES = ["ik woon alleen", "x" * 2001, "in een huurhuis"]


@pytest.fixture
async def meta():
    standin = Meta(TOKEN, SECRET, utc_now)
    await standin.start()
    yield standin
    await standin.stop()


@pytest.fixture
async def doors(front_settings, meta):
    """Opens front doors in processes of their own; what a dead one held is free soon."""
    opened = []
    dress = Dress(WhatsAppSettings(SECRET, VERIFY, TOKEN, {NUMBER_ID: "leiden"}, api_url=meta.url))

    async def open_one(fatal=None, disaster="kill", claim=CLAIM):
        opened.append(Door(replace(front_settings, claim=claim), fatal, disaster, dress))
        return await opened[-1].open()

    yield open_one
    for door in opened:
        door.kill()


async def write_all(meta, doors, door):
    """Delivers the messages one after the other; opens another door when this one dies. Waits until all is sent."""
    for number, text in enumerate(MESSAGES):
        delivering = asyncio.create_task(meta.insist(door.url + PATH, envelope(typed(f"wamid.{number}", text))))
        while not delivering.done():
            await asyncio.sleep(0.02)
            if not door.process.is_alive():
                meta.down = False
                delivering.cancel()
                door = await doors()
                await meta.insist(door.url + PATH, envelope(typed(f"wamid.{number}", text)))
    return door


async def complete(meta, rasa, database):
    """Rasa heard everything once, and it is all sent: the beginnings of the answers, in the order of arrival.

    That one message was too long, which Rasa does not hear, is told once, before or after the answer that was asked.
    """
    await until(lambda: any(EXPECTED[-1] in text for text in meta.texts))
    await settled(database)
    assert rasa.messages[1:] == ["ik woon alleen", "in een huurhuis"]
    assert {row[4] for row in (await all_rows(database))["inbox"]} == {"klaar"}
    known = [*EXPECTED, TOO_LONG, EXCUSE]
    beginnings = [next((each for each in known if text.startswith(each)), text) for text in meta.texts]
    assert beginnings.count(TOO_LONG) == 1
    return [each for each in beginnings if each not in (TOO_LONG, EXCUSE)]


@pytest.mark.parametrize("step", [*Step, *ON_THE_WAY], ids=lambda step: step.value)
async def test_a_kill_at_any_step_loses_nothing_and_doubles_only_what_nobody_can_know(
    meta, doors, rasa, database, step
):
    meta.delay, meta.down = SLOW if step is Step.RENEWING else 0, step not in OF_SENDING
    door = await doors(fatal=step)
    last = await write_all(meta, doors, door)
    await until(lambda: not door.process.is_alive())
    meta.down = False
    if last is door:
        await doors()
    arrived = await complete(meta, rasa, database)
    if step in UNNOTED:
        notices = arrived[: len(arrived) - len(EXPECTED) + 1]
        assert notices == [NOTICE] * 2 or (step is Step.RENEWING and notices == [NOTICE])
        arrived = [each for number, each in enumerate(arrived) if [each] != arrived[number - 1 : number]]
    assert arrived == EXPECTED
    assert meta.refused == []


class TestPostgreSQL:
    @pytest.fixture(autouse=True)
    def _only_here(self, database_url):
        if not database_url.startswith("postgresql"):
            pytest.skip("a SQLite file has no connections to lose and one front door")

    @pytest.mark.parametrize("step", Step, ids=lambda step: step.value)
    async def test_lost_connections_at_any_step_lose_and_double_nothing(self, meta, doors, rasa, database, step):
        meta.delay = SLOW if step is Step.RENEWING else 0
        await write_all(meta, doors, await doors(fatal=step, disaster="connections"))
        assert await complete(meta, rasa, database) == EXPECTED

    async def test_two_processes_send_everything_once_however_slow_meta_is(self, meta, doors, rasa, database):
        claim, meta.delay = 1.0, 1.2  # longer than elsewhere: a busy process stands still for a while
        first, second = [(await doors(claim=claim)).url + PATH for _ in range(2)]
        for number in range(6):
            await meta.insist((first, second)[number % 2], envelope(typed(f"wamid.{number}", f"bericht {number}")))
        await until(lambda: sum(text.startswith("Gehoord") for text in meta.texts) >= 6)
        await settled(database)
        assert meta.texts[3:] == [f"Gehoord: bericht {number}" for number in range(6)]

    async def test_the_other_process_sends_what_a_killed_one_held(self, meta, doors, rasa, database):
        dying, other = await doors(fatal=Step.CLAIMED), await doors()
        await meta.insist(dying.url + PATH, envelope(typed("wamid.0", "ik woon alleen")))
        await until(lambda: "Gehoord: ik woon alleen" in meta.texts)
        assert len(meta.texts) == 4
        assert other.process.is_alive()
