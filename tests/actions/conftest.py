"""Conversations at a known point."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from actions.start import ActionStart
from tests.actions.talk import Talk

Begin = Callable[..., Awaitable[Talk]]


@pytest.fixture
def begin() -> Begin:
    """A conversation in a municipality in which this field is asked now, with these answers known."""

    async def started(asked: str = "themas", municipality: str | None = "leiden", **slots: Any) -> Talk:
        topics = None if asked in ("themas", "gemeente") else ["huishouden", "geld", "zorgen", "vervoer", "meedoen"]
        talk = Talk(slots={"themas": topics, "gemeente": municipality, "requested_slot": asked, **slots})
        history = {"history": [*slots, asked], "misses": 0, "wording": 1, "first": None, "finished": False}
        talk.slots["voortgang"] = history
        return talk

    return started


@pytest.fixture
async def fresh() -> Talk:
    """The very beginning, on the page of Leiden."""
    return await Talk().hears("/start", "start", gemeente="leiden").does(ActionStart())
