"""Small talk: the weather, the neighbours' new car, how it all used to be. It answers no question at all."""

import re

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("praatjes")
_CLAUSE = re.compile(r"[^.!?;,\n]*[.!?;,\n]*\s*")
_WITHIN = ("weer", "nieuws", "anderen", "huis")


def without_small_talk(text: str) -> str:
    """The text without its clauses of small talk: as it was without any, and empty when there is nothing else."""
    clauses = [clause for clause in _CLAUSE.findall(text) if clause.strip()]
    kept = [clause for clause in clauses if not _is_small_talk(plain(clause).strip(" .!?;,"))]
    return text if len(kept) == len(clauses) else "".join(kept).strip(" ,;")


def _is_small_talk(said: str) -> bool:
    return bool(_BOOK["gezegde"].fullmatch(said)) or any(_BOOK.finds(kind, said) for kind in _WITHIN)
