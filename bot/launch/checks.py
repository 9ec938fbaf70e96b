"""``make test``: every test in the environment that it belongs to, and Rasa's own checks of the data."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass

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
SYSTEM_TESTS = ["launch", "conversations", "browser"]
"""What starts the whole system: one at a time, so that it has the machine for itself."""
RASA_TESTS = ["nlu", "bench", "engine", "channel", "actions"]
SIDE_BY_SIDE = ("--numprocesses", "logical", "--dist", "loadfile")
SHARED_TESTS = ["selfcheck"]
"""What decides is tested in both environments; what only reads or stores, where it runs."""


@dataclass(frozen=True)
class Check:
    """One command; all must succeed."""

    name: str
    command: tuple[str, ...]


def checks() -> tuple[Check, ...]:
    """In the order of running: the quick ones first."""
    model = ("--model", str(MODEL))
    return (
        Check("tests of the front door's environment", (*_pytest(str(WEB_PYTHON), WEB_TESTS), *SIDE_BY_SIDE)),
        Check("tests of the running system and the pages", _pytest(str(WEB_PYTHON), SYSTEM_TESTS)),
        Check("tests of Rasa's environment", _pytest(str(RASA_PYTHON), [*RASA_TESTS, *SHARED_TESTS])),
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
    failed = [check.name for check in checks() if not _run(check)]
    print(f"\nchecks: {len(checks()) - len(failed)} in order, {len(failed)} failed {failed or ''}", flush=True)
    return 1 if failed else 0


def _pytest(python: str, folders: list[str]) -> tuple[str, ...]:
    folders = [f"tests/{folder}" for folder in folders]
    return (python, "-m", "pytest", "-p", "no:cacheprovider", *folders)


def _run(check: Check) -> bool:
    print(f"\n=== {check.name}", flush=True)
    began = time.monotonic()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "TF_CPP_MIN_LOG_LEVEL": "3",
    }
    done = subprocess.run(check.command, cwd=ROOT, env=environment)
    print(f"--- {check.name}: exit code {done.returncode}, {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
