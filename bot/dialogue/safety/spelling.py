"""Typing errors: a word that is nearly one of a closed list, and is no ordinary word itself, is read as that word."""

from collections.abc import Collection
from functools import lru_cache

from bot.dialogue.safety.line import Mend

_SHORTEST = 5
_VERY_LONG = 11


def mender(meant_words: Collection[str], ordinary: Collection[str]) -> Mend:
    """A function that mends a word: one error, two in words of 11 letters or more; the first letter stays."""
    known = frozenset(meant_words) | frozenset(ordinary)

    @lru_cache(maxsize=4096)
    def mend(word: str) -> str:
        if len(word) < _SHORTEST or word in known:
            return word
        return next((meant for meant in meant_words if _nearly(word, meant)), word)

    return mend


def _nearly(word: str, meant: str) -> bool:
    errors = 2 if len(meant) >= _VERY_LONG else 1
    return word[0] == meant[0] and abs(len(word) - len(meant)) <= errors and _within(word, meant, errors)


def _within(word: str, meant: str, errors: int) -> bool:
    """Whether ``word`` becomes ``meant`` with so many letters added, left out, replaced or swapped."""
    same = next((at for at, (a, b) in enumerate(zip(word, meant)) if a != b), min(len(word), len(meant)))
    word, meant = word[same:], meant[same:]
    if not word or not meant or not errors:
        return len(word) + len(meant) <= errors
    swapped = word[:2] == meant[1::-1]
    return (
        _within(word[1:], meant[1:], errors - 1)
        or _within(word[1:], meant, errors - 1)
        or _within(word, meant[1:], errors - 1)
        or (swapped and _within(word[2:], meant[2:], errors - 1))
    )
