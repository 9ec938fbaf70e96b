"""Three-valued (Kleene) logic: ``True``, ``False`` and ``None`` for "not known".

An unknown answer is never read as no: it stays unknown until the rest settles the outcome.
"""

from collections.abc import Iterable
from typing import Optional

Truth = Optional[bool]


def all_of(parts: Iterable[Truth]) -> Truth:
    """False when one part is false, else unknown when one is unknown, else true."""
    return at_least(None, list(parts))


def any_of(parts: Iterable[Truth]) -> Truth:
    """True when one part is true, else unknown when one is unknown, else false."""
    return at_least(1, list(parts))


def negation(part: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if part is None else not part


def at_least(count: int | None, parts: list[Truth]) -> Truth:
    """True when ``count`` parts (None: all) are certainly true, false when they can't be any more."""
    needed = len(parts) if count is None else count
    if sum(part is True for part in parts) >= needed:
        return True
    if sum(part is not False for part in parts) < needed:
        return False
    return None
