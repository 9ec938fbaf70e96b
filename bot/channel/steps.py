"""The steps of a turn in Rasa, by name: at each the process may be killed, and the turn still counts once.

The tests kill it there (``tests/channel/test_kill.py``); in a running Rasa a step does nothing.
"""

from collections.abc import Callable
from enum import Enum


class Step(str, Enum):
    """What has just been done. Only ``SAVED`` outlives the process; what came before it is done again."""

    LOCKED = "vergrendeld"
    UNDERSTOOD = "begrepen"
    WORKED_OUT = "uitgewerkt"
    SAVED = "bewaard"


PassStep = Callable[[Step], None]


def go_on(_step: Step) -> None:
    """Passes a step: nothing happens."""
