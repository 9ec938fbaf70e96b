"""The clauses of a sentence: what stands between its commas, full stops and joining words."""

import re

_BORDER = re.compile(r"[,.;:!?]+(?:\s+|$)|\s(?:maar|dus|want|en)\s")
"""A comma within a number ("13,50") is none."""


def ends(text: str) -> tuple[str, str] | None:
    """The first and the last clause, in small letters; None for a text of one clause."""
    found = [clause.strip() for clause in _BORDER.split(text.lower()) if clause.strip()]
    return (found[0], found[-1]) if len(found) > 1 else None
