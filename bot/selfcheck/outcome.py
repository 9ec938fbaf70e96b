"""What the decision says about one facility."""

from dataclasses import dataclass

from bot.selfcheck.facility import Facility
from bot.selfcheck.reasons import Reason

LIKELY, MAYBE, NOT = "waarschijnlijk", "misschien", "niet"


@dataclass(frozen=True)
class Outcome:
    """One facility for this resident: how sure (waarschijnlijk, misschien, niet), why, and what would settle it.

    ``steps``: the way to it, or the way out when it is not for him.
    """

    facility: Facility
    status: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]
