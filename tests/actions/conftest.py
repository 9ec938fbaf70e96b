"""Conversations at a known point."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from actions.start import ActionStart
from tests.actions.talk import Talk, talk_at

Begin = Callable[..., Awaitable[Talk]]


@pytest.fixture
def begin() -> Begin:
    """A conversation in a municipality in which this field is asked now, with these answers known."""

    async def started(asked: str = "themas", municipality: str | None = "leiden", **slots: Any) -> Talk:
        return talk_at(asked, municipality, **slots)

    return started


@pytest.fixture
async def fresh() -> Talk:
    """The very beginning, on the page of Leiden."""
    return await Talk().hears("/start", "start", gemeente="leiden").does(ActionStart())
