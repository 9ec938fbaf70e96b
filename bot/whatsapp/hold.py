"""Holding a person: of several front doors on one database, one at a time sends to somebody.

The row says until when; whoever is longer at it renews it, whoever dies is followed up once it has run out. Each
change asks whether the hold is still ours: a process that stood still finds out before it spoils anything.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.front.waiting import happens_within
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.whatsapp import People, Person, TakenOver
from bot.whatsapp.steps import PassStep, Step

TRIES, PAUSE_SECONDS = 5, 0.2
log = structlog.get_logger(__name__)


class Hold:
    """One person held by this process. ``person`` is how the row stands; a hold counts ``seconds`` without renewal."""

    def __init__(self, database: Database, clock: Clock, seconds: float, pass_step: PassStep, person: Person) -> None:
        self._database, self._clock, self._seconds, self._pass = database, clock, timedelta(seconds=seconds), pass_step
        self.person = person
        self._ours_at = {person.try_at}
        self._one_change = asyncio.Lock()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Renews the hold for as long as the work goes on."""
        over = asyncio.Event()
        renewing = asyncio.create_task(self._renew_until(over))
        try:
            yield
        finally:
            over.set()
            await renewing

    async def keep_place(self, seq: int, part: int) -> None:
        """So much was sent: tried again for a moment, for what Meta has and we forget is sent twice. As ``change``."""
        for attempt in range(1, TRIES + 1):
            try:
                await self._change(Step.NOTING, sent_seq=seq, sent_part=part, failures=0, try_at=self._until())
                return
            except (SQLAlchemyError, OSError):
                if attempt == TRIES:
                    raise
                await asyncio.sleep(PAUSE_SECONDS * attempt)

    async def release(self, until: datetime, failures: int) -> None:
        """Lets go; nothing is sent before then. Raises TakenOver."""
        await self._change(Step.RELEASING, try_at=until, failures=failures)

    async def rest_until_they_write(self) -> None:
        """Lets go until the person writes; who wrote meanwhile is tried again at once. Raises TakenOver."""
        async with self._one_change, self._database.write() as connection:
            people = People(connection)
            self.person = await people.rest_until_they_write(self.person, self._ours_at, self._clock())

    async def _change(self, step: Step, try_at: datetime, **values: Any) -> None:
        """A change of which the end is not seen may be made all the same: until the next one either time is ours."""
        async with self._one_change:
            before, self._ours_at = self._ours_at, {*self._ours_at, try_at}
            async with self._database.write() as connection:
                changed = await People(connection).change(self.person, before, try_at=try_at, **values)
                self._pass(step)
            self.person, self._ours_at = changed, {try_at}

    async def _renew_until(self, over: asyncio.Event) -> None:
        while True:
            if await happens_within(over, self._seconds.total_seconds() / 3):
                return
            try:
                await self._change(Step.RENEWING, try_at=self._until())
            except (SQLAlchemyError, OSError, TakenOver) as error:
                log.warning("hold not renewed", reason=type(error).__name__)

    def _until(self) -> datetime:
        return self._clock() + self._seconds
