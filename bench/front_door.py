"""What the front door adds: the same turns through it and straight to Rasa's REST channel, of the same assistant.

Writes bench/results/voordeur.md. The two take turns in short rounds, so that whatever else the machine does falls on
both alike. Who makes the load runs on the same machine: its processor time is in the table, and it does the same on
both ways (one request, one JSON answer read).
"""

import asyncio
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.load import CONVERSATION, USERS, Begin, Measured, measure, of_system, processor_ms, resident, sender
from bot.launch.model import ROOT
from tests.running import System, running_system

RESULTS = ROOT / "bench" / "results" / "voordeur.md"
ROUNDS, SECONDS = 4, 8.0
DOOR, CHANNEL = "through the front door", "straight to Rasa's channel"
PROCESSES = {"front door": "bot.launch.web", "Rasa": "-m rasa run", "action server": "-m actions"}
LOAD = "the load itself"


@dataclass
class Way:
    """One of the two ways: what was measured so far, and the processor time (ms) that each process took for it."""

    name: str
    begin: Begin
    measured: Measured | None = None
    took: Counter[str] = field(default_factory=Counter)

    async def round(self, system: System, users: int) -> None:
        """One round more."""
        before = _processor(system)
        once = await measure(self.name, self.begin, CONVERSATION, users, SECONDS)
        self.took.update({name: value - before[name] for name, value in _processor(system).items()})
        self.measured = self.measured.with_more(once) if self.measured else once


def main() -> int:
    """Measure, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder, running_system(Path(folder)) as system:
        asyncio.run(measure(DOOR, resident(system), CONVERSATION, 2, 1.0))  # warm
        ways = [way for users in USERS for way in asyncio.run(_both(system, users))]
    RESULTS.write_text("\n".join([*_table(ways), ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


async def _both(system: System, users: int) -> tuple[Way, Way]:
    both = Way(DOOR, resident(system)), Way(CHANNEL, _straight(system))
    for _ in range(ROUNDS):
        for way in both:
            await way.round(system, users)
    return both


def _straight(system: System) -> Begin:
    """Somebody who talks as the front door does, but keeps nothing."""
    channel = f"http://127.0.0.1:{system.rasa_port}/webhooks/rest/webhook"
    return sender(channel, opening=('/start{"gemeente": "leiden"}',), metadata={"gemeente": "leiden"})


def _processor(system: System) -> dict[str, float]:
    """The processor time of each process so far (ms)."""
    taken = {name: processor_ms(sign, among=of_system(system)) for name, sign in PROCESSES.items()}
    return {**taken, LOAD: 1000 * time.process_time()}


def _table(ways: list[Way]) -> Iterator[str]:
    yield "# What the front door adds to a turn"
    yield ""
    yield f"Made by `make bench` on {os.cpu_count()} cores: {ROUNDS} rounds of {SECONDS:.0f} s each, in turns."
    yield "Through the front door a message is masked, stored, answered, and its answer stored before it is sent."
    yield "Both ways are one request and one JSON answer a turn, from one program on the same machine; nobody has an"
    yield "event stream open."
    yield ""
    yield "| path | users | turns/s | median, ms | 95%, ms | median against Rasa's channel |"
    yield "|---|--:|--:|--:|--:|--:|"
    rows = [way.measured for way in ways if way.measured]
    beside = {row.users: row.median for row in rows if row.name == CHANNEL}
    for row in rows:
        ratio = row.median / beside[row.users]
        yield f"| {row.name} | {row.users} | {row.turns:.1f} | {row.median:.0f} | {row.slow:.0f} | {ratio:.2f} |"
    yield from _processor_table(ways)


def _processor_table(ways: list[Way]) -> Iterator[str]:
    names = (*PROCESSES, LOAD)
    yield ""
    yield "Processor time a turn, in ms, openings of conversations spread over the turns. The more there is beside"
    yield "Rasa's, the more ten users at once wait for one another on few cores."
    yield ""
    yield f"| path | users | {' | '.join(names)} |"
    yield f"|---|--:|{'--:|' * len(names)}"
    for way in ways:
        if way.measured:
            each = (f"{way.took[name] / len(way.measured.took):.1f}" for name in names)
            yield f"| {way.name} | {way.measured.users} | {' | '.join(each)} |"


if __name__ == "__main__":
    sys.exit(main())
