"""The trained model, and the means to give a component a message."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MODEL = Path(os.environ.get("ZELFCHECK_MODEL", ROOT / "models" / "zelfcheck.tar.gz"))
HELD_OUT = ROOT / "tests" / "nlu" / "achtergehouden.yml"

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="session")
def parse() -> Parse:
    """What the trained model says of a text. Without a model the tests fail: `make train` makes one."""
    from rasa.core.agent import Agent  # TensorFlow's import: only for tests that need a model

    if not MODEL.exists():
        pytest.fail(f"no model at {MODEL}: run `make train`, or set ZELFCHECK_MODEL")
    agent = Agent.load(str(MODEL))
    loop = asyncio.new_event_loop()
    return lambda text: loop.run_until_complete(agent.parse_message(text))


def lines(file: Path) -> list[tuple[str, str]]:
    """Sentence and intent of a Rasa NLU file."""
    blocks = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["nlu"]
    return [(line.removeprefix("- "), block["intent"]) for block in blocks for line in block["examples"].splitlines()]


@pytest.fixture(scope="session")
def trained() -> list[tuple[str, str]]:
    """All training sentences with their intent."""
    return [pair for file in sorted((ROOT / "data" / "nlu").glob("*.yml")) for pair in lines(file)]


@pytest.fixture(scope="session")
def held_out() -> list[tuple[str, str]]:
    """All held-out sentences with their intent."""
    return lines(HELD_OUT)
