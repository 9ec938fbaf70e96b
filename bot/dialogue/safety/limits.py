"""From which probability of danger we act: read from data/veiligheid/grenzen.yml, which
``python -m bot.nlu.danger_training`` derives."""

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[3] / "data" / "veiligheid" / "grenzen.yml"


class RulesSay(Enum):
    """What the rules make of a text, from what speaks most against danger to what speaks most for it."""

    HARMLESS = "regels_zien_geen_gevaar"
    """A rule matched, but what it found was denied, or a saying."""
    NOTHING = "regels_zwijgen"
    HELD_BACK = "teruggehouden_regel"
    """A sure rule that a guard made a question of."""
    DOUBT = "regel_twijfelt"
    ONE_SURE = "een_zekere_regel"
    MORE_SURE = "meer_zekere_regels"


@dataclass(frozen=True)
class Limits:
    """The probability of danger from which we ask gently, and from which the siren sounds; above 1 is never."""

    ask: dict[RulesSay, float]
    siren: dict[RulesSay, float]


def read(file: Path = FILE) -> Limits:
    """Raises KeyError or ValueError when the file does not have each limit."""
    entries = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)["grenzen"]
    found = {said: entries[said.value] for said in RulesSay}
    return Limits(
        {said: float(limits["vraag"]) for said, limits in found.items()},
        {said: float(limits["alarm"]) for said, limits in found.items()},
    )


@lru_cache(maxsize=1)
def limits() -> Limits:
    """Those in force, read once per process."""
    return read()
