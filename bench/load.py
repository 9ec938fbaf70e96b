"""Residents who talk: how many turns a second the assistant takes, and how long one lasts."""

import asyncio
import os
import statistics
import time
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.running import System

USERS = (1, 10)
CONVERSATION = (
    "geld",
    "45",
    "nee, ik kom niet rond",
    "ik huur",
    "waarom vraagt u dat?",
    "ja",
    "huur en energie",
    "weet ik niet",
    "alleen",
    "1300 euro",
    "nee",
    "weet ik niet",
)
"""A resident of Leiden, from the topic on."""
Say = Callable[[str], Awaitable[None]]
Begin = Callable[[aiohttp.ClientSession], Awaitable[Say]]


@dataclass(frozen=True)
class Measured:
    """One load: what was measured, how many users at a time, and how long each turn took (ms)."""

    name: str
    users: int
    seconds: float
    took: tuple[float, ...]

    @property
    def turns(self) -> float:
        """Turns a second."""
        return len(self.took) / self.seconds

    @property
    def median(self) -> float:
        """Half of the turns took no longer (ms)."""
        return statistics.median(self.took)

    @property
    def slow(self) -> float:
        """95% of the turns took no longer (ms)."""
        return statistics.quantiles(self.took, n=20)[-1]

    def with_more(self, other: "Measured") -> "Measured":
        """Two rounds of the same load as one."""
        return Measured(self.name, self.users, self.seconds + other.seconds, (*self.took, *other.took))


async def measure(name: str, begin: Begin, texts: tuple[str, ...], users: int, seconds: float) -> Measured:
    """Each user has one conversation after another, until the time is over."""
    took: list[float] = []
    async with aiohttp.ClientSession() as session:
        began = time.perf_counter()
        await asyncio.gather(*(_talk(begin, session, texts, began + seconds, took) for _ in range(users)))
        return Measured(name, users, time.perf_counter() - began, tuple(took))


async def _talk(
    begin: Begin, session: aiohttp.ClientSession, texts: tuple[str, ...], end: float, took: list[float]
) -> None:
    while time.perf_counter() < end:
        say = await begin(session)
        for text in texts:
            before = time.perf_counter()
            await say(text)
            took.append(1000 * (time.perf_counter() - before))


def resident(system: System) -> Begin:
    """Somebody who talks through the front door."""

    async def begin(session: aiohttp.ClientSession) -> Say:
        address = f"{system.url}/api/v1/gesprekken"
        async with session.post(address, json={"gemeente": "leiden", "kanaal": "web"}) as answer:
            opened = await answer.json()
        headers = {"Authorization": f"Bearer {opened['token']}"}

        async def say(text: str) -> None:
            body = {"tekst": text, "sleutel": uuid.uuid4().hex}
            async with session.post(f"{address}/{opened['id']}/berichten", json=body, headers=headers) as answer:
                answer.raise_for_status()
                assert (await answer.json())["berichten"]

        return say

    return begin


def sender(channel: str, opening: tuple[str, ...] = (), metadata: dict[str, str] | None = None) -> Begin:
    """Somebody who talks straight to Rasa's REST channel at this address; turns are numbered as the front door does."""

    async def begin(session: aiohttp.ClientSession) -> Say:
        who, numbers = uuid.uuid4().hex, iter(range(1_000))

        async def say(text: str) -> None:
            body = {"sender": who, "message": text, "metadata": {**(metadata or {}), "beurt": next(numbers)}}
            async with session.post(channel, json=body) as answer:
                answer.raise_for_status()
                assert await answer.json()

        for text in opening:
            await say(text)
        return say

    return begin


def resident_memory(sign: str, *, among: str) -> int | None:
    """Megabytes of the process whose command has this sign and whose environment has ``among``; None without one."""
    folder = _process(sign, among)
    if folder is None:
        return None
    status = (folder / "status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) // 1024


def processor_ms(sign: str, *, among: str) -> float:
    """Milliseconds of processor time that the process of this sign has had so far; 0 without one."""
    folder = _process(sign, among)
    if folder is None:
        return 0.0
    numbers = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    user, system = int(numbers[11]), int(numbers[12])
    return 1000 * (user + system) / os.sysconf("SC_CLK_TCK")


def _process(sign: str, among: str) -> Path | None:
    for folder in sorted(Path("/proc").glob("[0-9]*")):
        try:
            words = (folder / "cmdline").read_text(encoding="utf-8").replace("\0", " ")
            is_ours = among in (folder / "environ").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it ended meanwhile
            continue
        if sign in words and is_ours:
            return folder
    return None


def of_system(system: System) -> str:
    """What stands in the environment of every process of this system."""
    return f"RASA_URL=http://127.0.0.1:{system.rasa_port}\0"
