"""Waiting for an event, but not for ever, and ending tasks: in ways in which no cancellation is lost."""

import asyncio
from collections.abc import Collection
from typing import Any

INSIST_SECONDS = 1.0


async def happens_within(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event happened before the time was over.

    ``asyncio.wait_for`` of Python 3.10 loses a cancellation that comes together with the event (bpo-37658): a loop
    around it then goes on for ever, and a server that stops waits for it.
    """
    waiting = asyncio.ensure_future(event.wait())
    try:
        done, _ = await asyncio.wait({waiting}, timeout=seconds)
        return bool(done)
    finally:
        waiting.cancel()


async def end(tasks: "Collection[asyncio.Task[Any]]") -> None:
    """Cancels the tasks until they have ended: what a library loses once, it does not lose again and again."""
    while pending := [task for task in tasks if not task.done()]:
        for task in pending:
            task.cancel()
        await asyncio.wait(pending, timeout=INSIST_SECONDS)
