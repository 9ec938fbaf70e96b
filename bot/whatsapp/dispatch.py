"""Out: whoever has something waiting is sent to, several people at once, again when Meta cannot take it now."""

import asyncio
from datetime import timedelta

import structlog

from bot.front.waiting import happens_within
from bot.store.whatsapp import People, TakenOver
from bot.whatsapp.delivery import Delivery, Post, write_down
from bot.whatsapp.hold import Hold
from bot.whatsapp.meta import NotNow, WindowClosed
from bot.whatsapp.steps import Step

FIRST_WAIT, LONGEST_WAIT = 1.0, 600.0
LOOK_SECONDS, STOP_SECONDS = 1.0, 5.0
AT_ONCE = 10
log = structlog.get_logger(__name__)


class Dispatch:
    """Sends what waits. Whatever one person's messages run into, the others get theirs."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._woken, self._room = asyncio.Event(), asyncio.Semaphore(AT_ONCE)
        self._at_work: dict[str, asyncio.Task[None]] = {}
        self._is_open = True

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Sends for ever; looks by itself as well, for what another process or a restart left."""
        while True:
            self._woken.clear()
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 (a database that is away for a while must not end the sending)
                log.warning("cannot look for what waits", reason=type(error).__name__)
            await happens_within(self._woken, LOOK_SECONDS)

    async def stop(self) -> None:
        """Lets everybody's current part arrive, for cut short it would be sent again; then nothing is sent any more."""
        self._is_open = False
        tasks = list(self._at_work.values())
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self) -> None:
        async with self._post.database.read() as connection:
            waiting = await People(connection).waiting(self._post.clock())
        for who in waiting:
            if self._is_open and who not in self._at_work:
                self._at_work[who] = asyncio.create_task(self._work(who))

    async def _work(self, who: str) -> None:
        try:
            async with self._room:
                await self._send_to(who)
            self.wake()  # more may have come meanwhile
        except Exception as error:  # noqa: BLE001 (nobody waits for this task: the hold runs out, and it is tried again)
            log.error("sending broke off", reason=type(error).__name__)
        finally:
            del self._at_work[who]

    async def _send_to(self, who: str) -> None:
        hold = await self._hold(who)
        if hold is None:
            return
        self._post.pass_step(Step.CLAIMED)
        try:
            async with hold.kept():
                await Delivery(self._post, hold, lambda: self._is_open).send_waiting()
            await hold.release(self._post.clock(), 0)
        except WindowClosed:
            await self._outside_window(hold)
        except NotNow as fault:
            await self._back_off(hold, str(fault))
        except TakenOver:
            log.warning("another process sends to this person")
        except Exception as error:  # noqa: BLE001 (unforeseen: this person waits longer and longer, the others do not)
            await self._back_off(hold, type(error).__name__)

    async def _hold(self, who: str) -> Hold | None:
        post, now = self._post, self._post.clock()
        async with post.database.write() as connection:
            person = await People(connection).claim(who, now, now + timedelta(seconds=post.hold))
        return Hold(post.database, post.clock, post.hold, post.pass_step, person) if person else None

    async def _back_off(self, hold: Hold, reason: str) -> None:
        failures = hold.person.failures
        log.warning("not sent now", reason=reason, failures=failures + 1)
        await hold.release(self._post.clock() + _wait(failures), failures + 1)

    async def _outside_window(self, hold: Hold) -> None:
        """Nothing more until the person writes; one template at most, when there is one and nobody signed off."""
        await hold.rest_until_they_write()
        await write_down(self._post, "whatsapp buiten venster", hold.person, "niet verstuurd")
        await Delivery(self._post, hold, lambda: True).remind()


def _wait(failures: int) -> timedelta:
    """Twice as long after each failure."""
    return timedelta(seconds=min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures, 20)))
