"""Whose yes or no it is: in "ik niet, mijn man wel" only what the resident says of himself answers the question."""

import re
from functools import cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import PhraseBook, compile_phrases

_BOOK = PhraseBook("van_een_ander")
_YES = "ja"
_OWN = re.compile(r"(?<!\w)(?:ik|ikzelf|mezelf|mijzelf|wij|we)(?!\w)")
_WORD = r"(?:maar|en|terwijl|alleen|doch)\s+"
_JOINT = rf"(?:^\s*|[,;.]\s*(?:{_WORD})?|\s+{_WORD}|(?<=wel)\s+|(?<=niet)\s+)"
"""What stands before somebody else's part: the beginning, a comma, "maar", or the end of the resident's own."""


def of_the_resident(field: str, said: str) -> str:
    """Plain text without what it says of somebody else; where others count too ("iemand die u rijdt") their yes."""
    if field in _BOOK.entries("iedereen_telt"):
        yes = any(_BOOK.finds("wel", found.group()) for found in _others().finditer(said))
        return _YES if yes else said
    if not _OWN.search(said):
        return said
    rest = _others().sub(" ", said).strip(" ,;.")
    return rest if _OWN.search(rest) else said


@cache
def _others() -> re.Pattern[str]:
    people = [phrase for kind in load("personen").values() for phrase in kind]
    lists = {"persoon": people, "zegt": _BOOK.entries("zegt")}
    found = compile_phrases(_BOOK.entries("ander"), lists).pattern
    return re.compile(rf"{_JOINT}{found}(?=\s*(?:[,;.!?]|$|maar|en\b|ik\b|wij\b|we\b|terwijl))")
