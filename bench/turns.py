"""Turns a second with one and ten users, beside an assistant made by ``rasa init``; writes bench/results/beurten.md.

Both run as they are used: Zelfcheck through its front door (stored, masked, understood, decided, stored again), the
other through Rasa's own REST channel. Same machine, same run, one after the other, so only the ratio means something.
"""

import asyncio
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bot.launch.model import ROOT
from bot.launch.services import RASA_PYTHON
from tests.running import System, running_system

RESULTS = ROOT / "bench" / "results" / "beurten.md"
USERS = (1, 10)
SECONDS = 30
START_SECONDS = 240
OURS = (
    "geld",
    "45",
    "nee, ik kom niet rond",
    "ik huur",
    "waarom vraagt u dat?",
    "ja",
    "huur en energie",
    "weet ik niet",
)
THEIRS = ("hello", "I am fine", "very sad", "yes", "are you a bot?", "goodbye", "hi", "no")
Say = Callable[[str], Awaitable[None]]
Begin = Callable[[aiohttp.ClientSession], Awaitable[Say]]


@dataclass(frozen=True)
class Measured:
    """One load: how many turns a second, and how long one took (ms)."""

    name: str
    users: int
    turns: float
    median: float
    slow: float


def main() -> int:
    """Measure both, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder:
        with running_system(Path(folder)) as system:
            rows = [asyncio.run(_measure("Zelfcheck", _resident(system), OURS, users)) for users in USERS]
            memory = _memory(system)
        with _example_assistant(Path(folder) / "voorbeeld") as url:
            rows += [asyncio.run(_measure("rasa init", _chatter(url), THEIRS, users)) for users in USERS]
    RESULTS.write_text("\n".join([*_table(rows), *memory, ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


async def _measure(name: str, begin: Begin, texts: tuple[str, ...], users: int) -> Measured:
    took: list[float] = []
    async with aiohttp.ClientSession() as session:
        talks = [await begin(session) for _ in range(users)]
        end = time.perf_counter() + SECONDS
        began = time.perf_counter()
        await asyncio.gather(*(_talk(say, texts, end, took) for say in talks))
        spent = time.perf_counter() - began
    slow = statistics.quantiles(took, n=20)[-1]
    return Measured(name, users, len(took) / spent, 1000 * statistics.median(took), 1000 * slow)


async def _talk(say: Say, texts: tuple[str, ...], end: float, took: list[float]) -> None:
    while time.perf_counter() < end:
        for text in texts:
            before = time.perf_counter()
            await say(text)
            took.append(time.perf_counter() - before)


def _resident(system: System) -> Begin:
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


def _chatter(url: str) -> Begin:
    async def begin(session: aiohttp.ClientSession) -> Say:
        sender = uuid.uuid4().hex

        async def say(text: str) -> None:
            body = {"sender": sender, "message": text}
            async with session.post(f"{url}/webhooks/rest/webhook", json=body) as answer:
                answer.raise_for_status()
                assert await answer.json()

        return say

    return begin


@contextmanager
def _example_assistant(folder: Path) -> Iterator[str]:
    """What ``rasa init`` makes and trains, served on a port of its own."""
    folder.mkdir()
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    rasa = (str(RASA_PYTHON), "-m", "rasa")
    made = (*rasa, "init", "--no-prompt", "--init-dir", str(folder))
    subprocess.run(made, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    port = 5090
    served = (*rasa, "run", "--port", str(port), "--interface", "127.0.0.1")
    process = subprocess.Popen(
        served, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _until(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _until(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError(f"{address} does not answer")


def _memory(system: System) -> list[str]:
    """Resident memory of each process after the load."""
    names = {f"--port {system.rasa_port}": "Rasa", f"--port {system.action_port}": "action server"}
    found = {**names, "bot.launch.web": "front door"}
    ours = f"RASA_URL=http://127.0.0.1:{system.rasa_port}"
    lines = ["", "| process | resident memory, MB |", "|---|---|"]
    for folder in sorted(Path("/proc").glob("[0-9]*")):
        try:
            words = (folder / "cmdline").read_text(encoding="utf-8").replace("\0", " ")
            status = (folder / "status").read_text(encoding="utf-8")
            is_ours = ours in (folder / "environ").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it ended meanwhile
            continue
        name = next((name for sign, name in found.items() if sign in words), None)
        if name and is_ours:
            size = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
            lines.append(f"| {name} | {int(size) // 1024} |")
    return lines


def _table(rows: list[Measured]) -> Iterator[str]:
    yield "# Turns a second"
    yield ""
    yield f"Made by `make bench` on {os.cpu_count()} cores, {SECONDS} s a row. Only the ratio says something."
    yield ""
    yield "| assistant | users | turns/s | median, ms | 95%, ms | turns/s against `rasa init` |"
    yield "|---|---|---|---|---|---|"
    beside = {row.users: row.turns for row in rows if row.name == "rasa init"}
    for row in rows:
        ratio = row.turns / beside[row.users]
        yield f"| {row.name} | {row.users} | {row.turns:.1f} | {row.median:.0f} | {row.slow:.0f} | {ratio:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
