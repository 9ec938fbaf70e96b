"""Turns a second with one and ten users, beside an assistant made by ``rasa init``; writes bench/results/beurten.md.

Both run as they are used: Zelfcheck through its front door (stored, masked, understood, decided, stored again), the
other through Rasa's own REST channel. Same machine, same run, one after the other, so only the ratio means something.
"""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import CONVERSATION, USERS, Measured, measure, of_system, resident, resident_memory, sender
from bot.launch.model import ROOT
from bot.launch.services import RASA_PYTHON
from tests.running import System, running_system

RESULTS = ROOT / "bench" / "results" / "beurten.md"
SECONDS = 30.0
START_SECONDS = 240
THEIRS = ("hello", "I am fine", "very sad", "yes", "are you a bot?", "goodbye", "hi", "no")
EXAMPLE = "rasa init"


def main() -> int:
    """Measure both, write the table, print it."""
    with tempfile.TemporaryDirectory() as folder:
        with running_system(Path(folder)) as system:
            rows = [
                asyncio.run(measure("Zelfcheck", resident(system), CONVERSATION, users, SECONDS)) for users in USERS
            ]
            memory = list(_memory(system))
        with _example_assistant(Path(folder) / "voorbeeld") as url:
            rows += [
                asyncio.run(measure(EXAMPLE, sender(f"{url}/webhooks/rest/webhook"), THEIRS, users, SECONDS))
                for users in USERS
            ]
    RESULTS.write_text("\n".join([*_table(rows), *memory, ""]), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))
    return 0


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


def _memory(system: System) -> Iterator[str]:
    """Resident memory of each process after the load."""
    signs = {f"--port {system.rasa_port}": "Rasa", f"--port {system.action_port}": "action server"}
    yield from ("", "| process | resident memory, MB |", "|---|---|")
    for sign, name in {**signs, "bot.launch.web": "front door"}.items():
        yield f"| {name} | {resident_memory(sign, among=of_system(system))} |"


def _table(rows: list[Measured]) -> Iterator[str]:
    yield "# Turns a second"
    yield ""
    yield f"Made by `make bench` on {os.cpu_count()} cores, {SECONDS:.0f} s a row. Only the ratio says something."
    yield ""
    yield "| assistant | users | turns/s | median, ms | 95%, ms | turns/s against `rasa init` |"
    yield "|---|---|---|---|---|---|"
    beside = {row.users: row.turns for row in rows if row.name == EXAMPLE}
    for row in rows:
        ratio = row.turns / beside[row.users]
        yield f"| {row.name} | {row.users} | {row.turns:.1f} | {row.median:.0f} | {row.slow:.0f} | {ratio:.2f} |"


if __name__ == "__main__":
    sys.exit(main())
