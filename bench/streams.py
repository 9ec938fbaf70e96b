"""Five hundred event streams on one front door: does everybody see every message, and does memory stay level?

Writes bench/results/stromen.md.
"""

import asyncio
import sys
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from bench.load import of_system, resident_memory
from bot.launch.model import ROOT
from tests.running import System, running_system

RESULTS = ROOT / "bench" / "results" / "stromen.md"
STREAMS, AT_ONCE = 500, 10
ROUNDS, TALKING = 5, 50
"""So many rounds, in each of which so many residents say something while all the others only listen."""
NO_LIMITS = {"LIMIT_BEGIN": "100000", "LIMIT_OTHER": "100000", "LIMIT_ADDRESS": "100000"}


@dataclass
class Listener:
    """A resident with an open stream: the numbers of the messages that came over it."""

    id: str
    headers: dict[str, str]
    seen: list[int] = field(default_factory=list)


def main() -> int:
    """Measure, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder, running_system(Path(folder), NO_LIMITS) as system:
        rows = asyncio.run(_listen(system))
    RESULTS.write_text("\n".join([*_table(rows), ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


async def _listen(system: System) -> list[tuple[str, int, int, int]]:
    """After each round: what happened, open streams, messages that came over them, megabytes of the front door."""
    timeout, connector = aiohttp.ClientTimeout(total=None), aiohttp.TCPConnector(limit=0)
    rows = [("before", 0, 0, _megabytes(system))]
    async with aiohttp.ClientSession(system.url, timeout=timeout, connector=connector) as session:
        listeners = await _begin_all(session)
        rows.append((f"{STREAMS} conversations begun", 0, 0, _megabytes(system)))
        streams = [asyncio.create_task(_follow(session, listener)) for listener in listeners]
        await _until_seen(listeners, len(listeners))
        rows.append(("all streams open", *_state(streams, listeners), _megabytes(system)))
        for number in range(1, ROUNDS + 1):
            await _talk(session, listeners[:: STREAMS // TALKING])
            rows.append((f"round {number}: {TALKING} of them talk", *_state(streams, listeners), _megabytes(system)))
        for stream in streams:
            stream.cancel()
        await asyncio.gather(*streams, return_exceptions=True)
    await asyncio.sleep(2)
    return [*rows, ("all streams closed", 0, rows[-1][2], _megabytes(system))]


async def _begin_all(session: aiohttp.ClientSession) -> list[Listener]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def begin() -> Listener:
        async with gate, session.post("/api/v1/gesprekken", json={"gemeente": "leiden"}) as answer:
            opened = await answer.json()
            return Listener(opened["id"], {"Authorization": f"Bearer {opened['token']}"})

    return list(await asyncio.gather(*(begin() for _ in range(STREAMS))))


async def _follow(session: aiohttp.ClientSession, listener: Listener) -> None:
    path = f"/api/v1/gesprekken/{listener.id}/gebeurtenissen"
    async with session.get(path, headers=listener.headers) as response:
        response.raise_for_status()
        number = 0
        async for line in response.content:
            if line.startswith(b"id: "):
                number = int(line[4:])
            elif line.startswith(b"data: {") and b'"tekst"' in line:
                listener.seen.append(number)


async def _talk(session: aiohttp.ClientSession, talking: list[Listener]) -> None:
    """Each says one thing; waits until the answers have come over the streams too."""
    gate, before = asyncio.Semaphore(AT_ONCE), sum(len(each.seen) for each in talking)

    async def say(listener: Listener) -> int:
        body = {"tekst": "wie leest dit allemaal?", "sleutel": uuid.uuid4().hex}
        path = f"/api/v1/gesprekken/{listener.id}/berichten"
        async with gate, session.post(path, json=body, headers=listener.headers) as answer:
            answer.raise_for_status()
            return len((await answer.json())["berichten"])

    said = await asyncio.gather(*(say(listener) for listener in talking))
    await _until_seen(talking, before + sum(said) + len(talking))


async def _until_seen(listeners: list[Listener], messages: int) -> None:
    """Raises TimeoutError when they do not all come."""

    async def look() -> None:
        while sum(len(each.seen) for each in listeners) < messages:
            await asyncio.sleep(0.05)

    await asyncio.wait_for(look(), 60)


def _state(streams: "list[asyncio.Task[None]]", listeners: list[Listener]) -> tuple[int, int]:
    for listener in listeners:
        assert listener.seen == list(range(1, len(listener.seen) + 1)), "a message is missing or came twice"
    return sum(not stream.done() for stream in streams), sum(len(each.seen) for each in listeners)


def _megabytes(system: System) -> int:
    return resident_memory("bot.launch.web", among=of_system(system)) or 0


def _table(rows: list[tuple[str, int, int, int]]) -> Iterator[str]:
    yield "# Open event streams"
    yield ""
    yield f"Made by `make bench`: {STREAMS} residents, each with a stream, on one front door, through real Rasa."
    yield "Every message came over its stream once and in order, else there would be no table."
    yield ""
    yield "| moment | open streams | messages over them so far | front door, MB | against before |"
    yield "|---|--:|--:|--:|--:|"
    before = rows[0][3]
    for moment, streams, messages, megabytes in rows:
        yield f"| {moment} | {streams} | {messages} | {megabytes} | {megabytes / before:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
