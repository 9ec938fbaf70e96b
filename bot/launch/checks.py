"""``make test``: every test in the environment that it belongs to, and Rasa's own checks of the data."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain

from bot.launch import third
from bot.launch.model import MODEL, ROOT
from bot.launch.services import RASA_PYTHON, WEB_PYTHON

RASA = str(RASA_PYTHON.with_name("rasa"))
WEB_TESTS = [
    "words",
    "architecture",
    "selfcheck",
    "catalogue",
    "dialogue",
    "privacy",
    "store",
    "front",
    "whatsapp",
    "staff",
]
WHOLE_STORY = "browser/test_whole_story.py"
PAGE_TESTS = ["browser"]
SYSTEM_TESTS = ["launch", "conversations", WHOLE_STORY]
"""What starts the whole system, once for all of these."""
RASA_TESTS = ["nlu", "bench", "engine", "channel"]
ACTION_TESTS = ["actions"]
SIDE_BY_SIDE = ("--numprocesses", str((os.cpu_count() or 1) + 1), "--dist", "worksteal")
"""One worker more than there are cores: many tests wait for a database. Who is done takes over tests of whoever is not:
no worker waits for the other's largest file."""
SHARED_TESTS = ["selfcheck"]
"""What decides is tested in both environments; what only reads or stores, where it runs."""


@dataclass(frozen=True)
class Check:
    """One command; all must succeed."""

    name: str
    command: tuple[str, ...]


def alone() -> tuple[Check, ...]:
    """One after the other: each of these uses every core itself."""
    tests = (*_pytest(str(WEB_PYTHON), WEB_TESTS), *SIDE_BY_SIDE)
    return (Check("tests of the front door's environment", tests),)


def lanes() -> tuple[tuple[Check, ...], ...]:
    """Side by side, each lane in its order. None uses more than one core, and what has a browser or the whole system
    often waits; the lanes take about as long as each other."""
    pages = (*_pytest(str(WEB_PYTHON), PAGE_TESTS), f"--ignore=tests/{WHOLE_STORY}")
    return (
        (
            Check("tests of the pages", pages),
            Check("tests of the actions", _pytest(str(RASA_PYTHON), ACTION_TESTS)),
            *_reports(),
        ),
        (
            Check("tests of the running system", _pytest(str(WEB_PYTHON), SYSTEM_TESTS)),
            Check("tests of Rasa's environment", _pytest(str(RASA_PYTHON), [*RASA_TESTS, *SHARED_TESTS])),
        ),
    )


def checks() -> tuple[Check, ...]:
    """All of them."""
    return (*alone(), *chain.from_iterable(lanes()))


def _reports() -> tuple[Check, ...]:
    model = ("--model", str(MODEL))
    return (
        Check("rasa data validate", (RASA, "data", "validate", "--fail-on-warnings")),
        Check(
            "rasa test core", (RASA, "test", "core", *model, "--stories", "tests/rasa", "--fail-on-prediction-errors")
        ),
        Check("a third of the training sentences", (str(WEB_PYTHON), "-m", "bot.launch.third")),
        _nlu_report("that third of the training sentences", str(third.FILE.relative_to(ROOT)), "results/training"),
        _nlu_report("held-out sentences", "tests/nlu/achtergehouden.yml", "results/achtergehouden"),
    )


def _nlu_report(name: str, sentences: str, out: str) -> Check:
    """Rasa's own report: accuracy on the screen, per intent and with the confusions in the folder ``out``."""
    files = ("--nlu", sentences, "--out", out, "--no-plot")
    return Check(f"rasa test nlu, {name}", (RASA, "test", "nlu", "--model", str(MODEL), *files))


def main() -> int:
    """Run all checks, also after a failure; the exit code is 1 when one failed."""
    done = [(check, _run(check)) for check in alone()]
    with ThreadPoolExecutor() as pool:
        done += chain.from_iterable(pool.map(_run_lane, lanes()))
    failed = [check.name for check, is_in_order in done if not is_in_order]
    print(f"\nchecks: {len(done) - len(failed)} in order, {len(failed)} failed {failed or ''}", flush=True)
    return 1 if failed else 0


def _pytest(python: str, places: list[str]) -> tuple[str, ...]:
    return (python, "-m", "pytest", "-p", "no:cacheprovider", *(f"tests/{place}" for place in places))


def _run_lane(lane: tuple[Check, ...]) -> list[tuple[Check, bool]]:
    return [(check, _run_beside(check)) for check in lane]


def _run(check: Check) -> bool:
    """What it prints is seen at once."""
    print(f"\n=== {check.name}", flush=True)
    began = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, env=_environment())
    print(_ending(check, done.returncode, began), flush=True)
    return done.returncode == 0


def _run_beside(check: Check) -> bool:
    """What it prints comes at its end, in one piece."""
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    print(f"\n=== {check.name}\n{done.stdout}{_ending(check, done.returncode, began)}", flush=True)
    return done.returncode == 0


def _ending(check: Check, code: int, began: float) -> str:
    return f"--- {check.name}: exit code {code}, {time.monotonic() - began:.0f} s"


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }


if __name__ == "__main__":
    sys.exit(main())
