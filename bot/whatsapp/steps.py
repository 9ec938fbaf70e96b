"""The steps of a message of WhatsApp, by name: at each the program may be killed, and after a restart it goes on.

The tests kill it there (``tests/whatsapp/test_kill.py``), and at the steps of the turn itself (``bot.front.steps``).
"""

from collections.abc import Callable
from enum import Enum


class Step(str, Enum):
    """Where a message is. What a step says has just been done; with ``-en`` it is being done and not committed yet.

    Between ``SENT`` and ``NOTED`` lies the one place where something is doubled: Meta has the part and we do not
    know so yet. Meta takes no key by which it could tell the repetition, so rather twice than never.
    """

    RECEIVED = "ontvangen"
    WELCOMING = "welkom heten"
    WELCOMED = "welkom geheten"
    NOTICING = "melden"
    TAKEN = "aangenomen"
    CLAIMED = "geclaimd"
    SENDING = "verzenden"
    SENT = "verzonden"
    NOTING = "noteren"
    NOTED = "genoteerd"
    RENEWING = "verlengen"
    RELEASING = "loslaten"


PassStep = Callable[[Step], None]


def go_on(_step: Step) -> None:
    """Passes a step: nothing happens."""
