"""Sentences that look for help ("ik zoek iemand die de ramen doet") or ask for it ("krijg ik ook een rolstoel")."""

import re

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("hulpwensen")
SHORTEST = 4
"""Fewer words are an answer: "hulp nodig"."""
_PART_END = re.compile(r"(?<=[.!?;:()\n,])\s+|\s+(?=(?:maar|en|want|dus)\s)")


def is_wish(text: str) -> bool:
    """Whether the text says that somebody looks for help."""
    said = plain(text)
    long_enough = len(said.split()) >= SHORTEST
    return long_enough and _BOOK.finds("wens", said) and not _BOOK.finds("geen_wens", said)


def without_requests(text: str) -> str | None:
    """What plain text says beside asking for help ("nee hoor. wie doet mijn post?"); None when it asks for none."""
    parts = [part for part in _PART_END.split(plain(text)) if part.strip()]
    kept = [part for part in parts if not _requests(part)]
    return " ".join(kept) if len(kept) < len(parts) else None


def _requests(part: str) -> bool:
    said = _BOOK["aanloop"].sub("", part.strip(), count=1).strip() if _BOOK.starts("aanloop", part) else part
    asks = _BOOK.starts("vraagt_om_hulp", said) or (said.endswith("?") and _BOOK.starts("vraagt_met_teken", said))
    return asks and not _BOOK.finds("vraagt_iets_anders", said)
