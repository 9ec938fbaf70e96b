"""Keeps the processes alive together: a dead one is started again, and if it keeps dying everything stops.

Never half a system: whoever cannot be kept alive takes the others down, with its last lines on the screen.
"""

import asyncio
import contextlib
import ctypes
import signal
import sys
import time
import urllib.request
from collections import deque
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.launch.services import Service

START_SECONDS = 180
RESTARTS = 3
RESTART_WINDOW = 300
LAST_LINES = 30
STOP_SECONDS = 10
ANSWER_SECONDS = 5
LOOK_SECONDS = 10.0
MISSES = 6
"""So many looks in a row without an answer: the process hangs, and is ended."""
PR_SET_PDEATHSIG = 1


class ServiceFailed(RuntimeError):
    """A process that does not start or keeps dying; the message has its last lines."""


@dataclass
class Keeper:
    """One process and its recent past."""

    service: Service
    verbose: bool
    process: asyncio.subprocess.Process | None = None
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=LAST_LINES))
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS))

    async def start(self) -> None:
        """Start the process and wait until it answers."""
        self.process = await asyncio.create_subprocess_exec(
            *self.service.command,
            env=dict(self.service.environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        self._reader = asyncio.create_task(self._read())
        await self._until_it_answers()
        print(f"  {self.service.name} answers.", flush=True)

    async def keep(self) -> None:
        """Return never; raise ServiceFailed when the process dies too often."""
        while True:
            await self._until_it_ends()
            self.deaths.append(time.monotonic())
            if len(self.deaths) == RESTARTS and self.deaths[-1] - self.deaths[0] < RESTART_WINDOW:
                raise ServiceFailed(self.last_words("keeps stopping"))
            print(f"{self.service.name} stopped; starting it again.", flush=True)
            await self.start()

    async def _until_it_ends(self) -> None:
        """Until the process has ended by itself, or was ended because it no longer answers."""
        missed = 0
        while not await self._ends_within(LOOK_SECONDS):
            missed = 0 if await asyncio.to_thread(_answers, self.service.alive) else missed + 1
            if missed == MISSES:
                print(f"{self.service.name} does not answer any more.", flush=True)
                await self.stop()

    async def _ends_within(self, seconds: float) -> bool:
        assert self.process is not None
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.process.wait(), seconds)
        return self.process.returncode is not None

    async def stop(self) -> None:
        """Ask the process to end, then insist."""
        if self.process is None or self.process.returncode is not None:
            return
        self.process.terminate()
        try:
            await asyncio.wait_for(self.process.wait(), STOP_SECONDS)
        except asyncio.TimeoutError:
            self.process.kill()
            await self.process.wait()

    def last_words(self, what: str) -> str:
        """The end of the output, for whoever has to mend it."""
        return "\n".join([f"{self.service.name} {what}. Its last lines:", *self.lines])

    async def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            text = line.decode(errors="replace").rstrip()
            self.lines.append(text)
            if self.verbose:
                print(f"[{self.service.name}] {text}", flush=True)

    async def _until_it_answers(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not await asyncio.to_thread(_answers, self.service.health):
            assert self.process is not None
            if self.process.returncode is not None:
                await asyncio.wait([self._reader], timeout=1)
                raise ServiceFailed(self.last_words("did not start"))
            if time.monotonic() > deadline:
                raise ServiceFailed(self.last_words(f"does not answer after {START_SECONDS} seconds"))
            await asyncio.sleep(0.3)


async def run(services: tuple[Service, ...], announce: str, verbose: bool = False) -> None:
    """Start all at once, announce when all answer, and keep them until a signal or a failure ends all of them."""
    keepers = [Keeper(service, verbose) for service in services]
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    work = asyncio.create_task(_keep_all(keepers, announce))
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait([work, waiting], return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
    finally:
        for task in (work, waiting):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError, ServiceFailed):
            await work
        await asyncio.gather(*(keeper.stop() for keeper in keepers))


def _end_with_parent() -> None:
    """In the child, where the system can (Linux): end when whoever started it was killed, rather than go on alone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


async def _keep_all(keepers: list[Keeper], announce: str) -> None:
    print(f"Starting {', '.join(keeper.service.name for keeper in keepers)}: about half a minute.", flush=True)
    await _together(keeper.start() for keeper in keepers)
    print(announce, flush=True)
    await _together(keeper.keep() for keeper in keepers)


async def _together(work: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Does all at once; when one fails the others end too, so that nobody starts again what is being stopped."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=ANSWER_SECONDS) as answer:
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False
