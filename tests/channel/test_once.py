"""A turn that is sent twice counts once, and a turn in which something failed not at all."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.lock_store import InMemoryLockStore, LockStore
from rasa.shared.core.events import UserUttered

from bot.channel.once import NotAnswered, Taker
from bot.engine.live_trackers import LiveTrackerStore
from tests.channel.conftest import ActionServer

OPENING = '/start{"gemeente": "leiden"}'
Items = list[dict[str, Any]]
Take = Callable[[Agent, UserMessage], Awaitable[Items]]


@pytest.fixture(params=["the same process", "after a restart", "shared lock store"])
def take(request: pytest.FixtureRequest, agent: Agent) -> Take:
    """Takes turns: with what it remembers, without, and where it may not rely on that."""
    taker = Taker()
    if request.param == "shared lock store":
        agent.lock_store = SharedLocks()
    return (lambda agent, said: Taker().take(agent, said)) if request.param == "after a restart" else taker.take


class SharedLocks(LockStore):
    """Stands for a lock store that other processes use too."""

    def __init__(self) -> None:
        self._locks = InMemoryLockStore()

    def lock(self, conversation_id: str, *_rest: Any, **_options: Any) -> Any:
        return self._locks.lock(conversation_id)


def message(text: str, number: int | None, sender: str = "inwoner") -> UserMessage:
    numbered = {} if number is None else {"beurt": number}
    metadata = {"gemeente": "leiden", **numbered}
    return UserMessage(text, CollectingOutputChannel(), sender, input_channel="rest", metadata=metadata)


async def events(agent: Agent, sender: str = "inwoner") -> list[Any]:
    tracker = await agent.tracker_store.retrieve(sender)
    return list(tracker.events) if tracker else []


async def spoken(agent: Agent) -> list[str]:
    return [event.text for event in await events(agent) if isinstance(event, UserUttered)]


async def test_a_turn_is_answered_with_messages_and_a_state(agent: Agent, take: Take) -> None:
    said = [item["custom"] for item in await take(agent, message(OPENING, 0))]
    assert any("bericht" in each for each in said)
    assert any("staat" in each for each in said)


async def test_the_same_turn_again_says_the_same_and_asks_no_action(
    agent: Agent, take: Take, server: ActionServer
) -> None:
    first = await take(agent, message(OPENING, 0))
    before, calls = await events(agent), list(server.calls)
    assert await take(agent, message(OPENING, 0)) == first
    assert await events(agent) == before
    assert server.calls == calls


async def test_an_earlier_turn_again_says_what_it_said_then(agent: Agent, take: Take) -> None:
    await take(agent, message(OPENING, 0))
    first = await take(agent, message("geld", 1))
    await take(agent, message("stop", 2))
    assert await take(agent, message("geld", 1)) == first
    assert await spoken(agent) == [OPENING, "geld", "stop"]


async def test_the_same_turn_twice_at_once_is_worked_out_once(agent: Agent, take: Take, server: ActionServer) -> None:
    await take(agent, message(OPENING, 0))
    server.gate.clear()
    both = [asyncio.create_task(take(agent, message("geld", 1))) for _ in range(2)]
    await asyncio.sleep(0.05)
    server.gate.set()
    first, second = await asyncio.gather(*both)
    assert first == second
    assert await spoken(agent) == [OPENING, "geld"]


async def test_a_turn_that_was_skipped_is_refused_after_a_later_one(agent: Agent, take: Take) -> None:
    await take(agent, message(OPENING, 0))
    await take(agent, message("stop", 2))
    with pytest.raises(NotAnswered) as refused:
        await take(agent, message("geld", 1))
    assert refused.value.status == 409
    assert await spoken(agent) == [OPENING, "stop"]


@pytest.mark.parametrize("broken", ["action_start", "validate_zelfcheck_form"])
async def test_a_failed_action_leaves_nothing_and_can_be_done_again(
    agent: Agent, take: Take, server: ActionServer, broken: str
) -> None:
    server.broken = broken
    with pytest.raises(NotAnswered) as refused:
        await take(agent, message(OPENING, 0))
    assert refused.value.status == 503
    assert await events(agent) == []
    server.broken = None
    said = await take(agent, message(OPENING, 0))
    assert sum("bericht" in item["custom"] for item in said) >= 2
    assert await spoken(agent) == [OPENING]


async def test_a_failure_in_the_middle_keeps_the_turns_before_it(
    agent: Agent, take: Take, server: ActionServer
) -> None:
    await take(agent, message(OPENING, 0))
    before = await events(agent)
    server.broken = "validate_zelfcheck_form"
    with pytest.raises(NotAnswered):
        await take(agent, message("geld", 1))
    assert await events(agent) == before
    server.broken = None
    assert await take(agent, message("geld", 1))
    assert await spoken(agent) == [OPENING, "geld"]


async def test_whole_conversations_leave_no_action_without_a_trace(agent: Agent, take: Take) -> None:
    """What counts as failed never happens in a conversation in which nothing fails."""
    lines = ["geld", "45", "waarom vraagt u dat", "alleen", "nee", "terug", "overzicht", "ik word geslagen", "stop"]
    await take(agent, message(OPENING, 0))
    for number, line in enumerate(lines, 1):
        assert await take(agent, message(line, number)), line


async def test_another_conversation_has_its_own_turns(agent: Agent, take: Take) -> None:
    mine = await take(agent, message(OPENING, 0, "een"))
    other = await take(agent, message(OPENING, 0, "ander"))
    assert [item["recipient_id"] for item in (*mine, *other)] == ["een"] * len(mine) + ["ander"] * len(other)


async def test_without_a_number_every_message_counts(agent: Agent, take: Take) -> None:
    await take(agent, message(OPENING, None))
    await take(agent, message("geld", None))
    await take(agent, message("geld", None))
    assert await spoken(agent) == [OPENING, "geld", "geld"]


async def test_without_a_model_nothing_is_taken() -> None:
    with pytest.raises(NotAnswered) as refused:
        await Taker().take(Agent(), message(OPENING, 0))
    assert refused.value.status == 503


async def test_a_database_that_fails_fails_the_turn_instead_of_forgetting(agent: Agent, tmp_path: Path) -> None:
    store = LiveTrackerStore(host=f"sqlite:///{tmp_path / 'rasa.db'}", domain=agent.domain)
    agent.tracker_store = agent.processor.tracker_store = store
    taker = Taker()
    await taker.take(agent, message(OPENING, 0))
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE events RENAME TO weg")
    with pytest.raises(NotAnswered) as refused:
        await taker.take(agent, message("geld", 1))
    assert refused.value.status == 503
    with store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE weg RENAME TO events")
    assert await taker.take(agent, message("geld", 1)) != []
    assert await spoken(agent) == [OPENING, "geld"]
