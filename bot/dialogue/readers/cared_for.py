"""Whom the informal carer cares for."""

import re

from bot.dialogue.readers.people import people
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("zorg_voor")
_PART = re.compile(r"[.;!?,()]+|(?<!\w)(?<!nog )(?<!alleen )(?:maar|want|omdat|terwijl)(?!\w)")
_OURS = re.compile(r"\b[Oo](?:nze|ns) [A-Z]\w+")
_ORDER = ("schoonouder", "andere_familie", "broer_of_zus", "partner", "ouder", "kind", "anderen")


def read_cared_for(text: str, context: Context) -> Reading:
    """``partner``, ``ouder``, ``kind`` or ``ander``: the person named first who is not ruled out."""
    found = cared_for(plain(text))
    if found:
        return value(_BOOK.entries("waarden")[found[0]], found[1], certain=found[0] != "schoonouder")
    named = _OURS.search(text)
    return value("kind", named.group(), certain=False) if named else NOT_UNDERSTOOD


def cared_for(said: str) -> tuple[str, str] | None:
    """The kind of person and the word for it, from plain text."""
    named = [person for part in _PART.split(said) if not _BOOK.finds("niet_meer", part) for person in _named(part)]
    if not named:
        named = [person for part in _PART.split(said) for person in _named(part)]
    return named[0] if named else None


def _named(part: str) -> list[tuple[str, str]]:
    """The people of a part of the text in order; "de moeder van mijn man" is one person."""
    spans: list[tuple[int, int, str, str]] = []
    for kind in _ORDER:
        for found in people(kind).finditer(part):
            if not any(found.start() < end and start < found.end() for start, end, _, _ in spans):
                spans.append((found.start(), found.end(), _kind(part, kind, found), found.group()))
    return [(kind, words) for _, _, kind, words in sorted(spans)]


def _kind(part: str, kind: str, found: re.Match[str]) -> str:
    """ "Een vriend" and "vriendin van de kerk" are no partner."""
    if kind == "partner" and (
        _BOOK.ends("een_vriend", part[: found.start()]) or _BOOK.starts("vriend_van", part[found.start() :])
    ):
        return "anderen"
    return kind
