"""Sentences with the intent that people gave them, read from files in Rasa's form."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
TRAINED = ROOT / "data" / "nlu"
HELD_OUT = ROOT / "tests" / "nlu" / "achtergehouden.yml"
BY_RULE = frozenset({"nood", "twijfel"})
"""Intents that no statistics learn (config.yml)."""


@dataclass(frozen=True)
class Line:
    """A sentence and its intent; ``register`` only for held-out ones."""

    text: str
    intent: str
    register: str = ""


def read_lines(file: Path) -> Iterator[Line]:
    """The sentences of a Rasa NLU file."""
    for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
        register = block.get("metadata", {}).get("register", "")
        for line in block["examples"].splitlines():
            yield Line(line.removeprefix("- "), block["intent"], register)


def trained_lines() -> list[Line]:
    """All training sentences that the statistics learn."""
    files = sorted(TRAINED.glob("*.yml"))
    return [line for file in files for line in read_lines(file) if line.intent not in BY_RULE]
