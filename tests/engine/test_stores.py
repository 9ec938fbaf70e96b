"""Rasa's wrapper that hides a failing database is there, and is taken off."""

from pathlib import Path

import pytest
from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain

from bot.engine.live_trackers import LiveTrackerStore
from bot.engine.stores import without_fallback


class Processor:
    """The one attribute of Rasa's processor that counts here."""

    tracker_store = None


@pytest.fixture
def agent(tmp_path: Path) -> Agent:
    store = LiveTrackerStore(host=f"sqlite:///{tmp_path / 'rasa.db'}", domain=Domain.empty())
    made = Agent(domain=Domain.empty(), tracker_store=store)
    made.processor = Processor()
    return made


def test_rasa_wraps_every_store(agent: Agent) -> None:
    assert isinstance(agent.tracker_store, FailSafeTrackerStore)


def test_the_wrapper_goes(agent: Agent) -> None:
    for _ in range(2):
        without_fallback(agent)
        assert isinstance(agent.tracker_store, LiveTrackerStore)
        assert agent.processor.tracker_store is agent.tracker_store


def test_another_store_stays(agent: Agent) -> None:
    agent.tracker_store = plain = InMemoryTrackerStore(Domain.empty())
    without_fallback(agent)
    assert agent.tracker_store is plain
