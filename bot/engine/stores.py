"""The tracker store of an agent without Rasa's wrapper.

Rasa wraps every store in one that answers "no such conversation" when the database fails, and keeps what it cannot
store in memory. A resident would be asked everything again, as if nothing had been said. We rather fail the turn: the
front door has the message, and sends it again.
"""

from rasa.core.agent import Agent
from rasa.core.tracker_store import FailSafeTrackerStore


def without_fallback(agent: Agent) -> None:
    """Take the wrapper off, once. Rasa is pinned; tests/engine holds that there is one."""
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        agent.tracker_store = agent.processor.tracker_store = store._tracker_store
