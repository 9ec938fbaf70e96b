"""Three-valued (Kleene) logic: ``True``, ``False`` and ``None`` for "not known".

An unknown answer is never read as no: it stays unknown until the rest settles the outcome.
"""

from collections.abc import Iterable
from typing import Optional

Truth = Optional[bool]


def all_of(parts: Iterable[Truth]) -> Truth:
    """False when one part is false, else unknown when one is unknown, else true."""
    truths = tuple(parts)
    if False in truths:
        return False
    return None if None in truths else True


def any_of(parts: Iterable[Truth]) -> Truth:
    """True when one part is true, else unknown when one is unknown, else false."""
    truths = tuple(parts)
    if True in truths:
        return True
    return None if None in truths else False


def negation(part: Truth) -> Truth:
    """The opposite; unknown stays unknown."""
    return None if part is None else not part


def at_least(count: int, parts: list[Truth]) -> Truth:
    """True when ``count`` parts are certainly true, false when they can't be any more."""
    if parts.count(True) >= count:
        return True
    return False if len(parts) - parts.count(False) < count else None
