"""What the front door adds: the same turns through it and straight to Rasa's REST channel, of the same assistant.

Writes bench/results/voordeur.md. The two take turns in short rounds, so that whatever else the machine does falls on
both alike.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from functools import reduce
from pathlib import Path

from bench.load import CONVERSATION, USERS, Begin, Measured, measure, resident, sender
from bot.launch.model import ROOT
from tests.running import System, running_system

RESULTS = ROOT / "bench" / "results" / "voordeur.md"
ROUNDS, SECONDS = 4, 8.0
DOOR, CHANNEL = "through the front door", "straight to Rasa's channel"


def main() -> int:
    """Measure, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder, running_system(Path(folder)) as system:
        asyncio.run(measure(DOOR, resident(system), CONVERSATION, 2, 1.0))  # warm
        rows = [row for users in USERS for row in asyncio.run(_both(system, users))]
    RESULTS.write_text("\n".join([*_table(rows), ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


async def _both(system: System, users: int) -> tuple[Measured, Measured]:
    door, channel = [], []
    for _ in range(ROUNDS):
        door.append(await measure(DOOR, resident(system), CONVERSATION, users, SECONDS))
        channel.append(await measure(CHANNEL, _straight(system), CONVERSATION, users, SECONDS))
    return reduce(Measured.with_more, door), reduce(Measured.with_more, channel)


def _straight(system: System) -> Begin:
    """Somebody who talks as the front door does, but keeps nothing."""
    channel = f"http://127.0.0.1:{system.rasa_port}/webhooks/rest/webhook"
    return sender(channel, opening=('/start{"gemeente": "leiden"}',), metadata={"gemeente": "leiden"})


def _table(rows: list[Measured]) -> Iterator[str]:
    yield "# What the front door adds to a turn"
    yield ""
    yield f"Made by `make bench` on {os.cpu_count()} cores: {ROUNDS} rounds of {SECONDS:.0f} s each, in turns."
    yield "Through the front door a message is masked, stored, answered, and its answer stored before it is sent."
    yield ""
    yield "| path | users | turns/s | median, ms | 95%, ms | median against Rasa's channel |"
    yield "|---|--:|--:|--:|--:|--:|"
    beside = {row.users: row.median for row in rows if row.name == CHANNEL}
    for row in rows:
        ratio = row.median / beside[row.users]
        yield f"| {row.name} | {row.users} | {row.turns:.1f} | {row.median:.0f} | {row.slow:.0f} | {ratio:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
