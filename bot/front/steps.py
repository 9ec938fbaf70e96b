"""The steps of a turn, by name: at each the program may be killed, and after a restart nothing is missing or double.

The tests kill it there (``tests/front/test_kill.py``); in a running front door a step does nothing.
"""

from collections.abc import Callable
from enum import Enum


class Step(str, Enum):
    """Where a turn is. What a step says has just been done; with ``-en`` it is being done and not committed yet."""

    RECEIVED = "ontvangen"
    STORING = "opslaan"
    STORED = "opgeslagen"
    CLAIMED = "geclaimd"
    ANSWERED = "beantwoord"
    KEEPING = "bewaren"
    KEPT = "bewaard"
    REPLYING = "terugsturen"
    SHOWING = "tonen"
    SHOWN = "getoond"


PassStep = Callable[[Step], None]


def go_on(_step: Step) -> None:
    """Passes a step: nothing happens."""
