"""Whether a text denies what was asked, in general words ("nee", "zoiets hebben wij niet")."""

import re
from functools import lru_cache

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import clauses

_BOOK = PhraseBook("ontkenning")

_SHORT = 4
_FEW_WORDS = 10


def denies(said: str) -> bool:
    """Whether a clause of plain text begins with a no, denies "such things", or is a short denial."""
    return any(_clause_denies(clause) for clause in clauses(said))


def seems_to_deny(said: str) -> bool:
    """Whether plain text is short and holds any negation: a guess, to be shown back."""
    return len(said.split()) <= _FEW_WORDS and bool(_BOOK["niet"].search(said))


def _clause_denies(clause: str) -> bool:
    if _opening().match(clause):
        return True
    if any(found.end() == len(clause) for found in _BOOK["slot"].finditer(clause)):
        return True
    if not _BOOK["niet"].search(clause):
        return False
    return bool(_BOOK["terugverwijzing"].search(clause)) or len(clause.split()) <= _SHORT


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    """A no, perhaps after a few words that only lead up to it."""
    lead_up, no = _BOOK["opmaat"].pattern, _BOOK["nee"].pattern
    return re.compile(rf"(?:{lead_up}[\s,]+){{0,3}}{no}")
