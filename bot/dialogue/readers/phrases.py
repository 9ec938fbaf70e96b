"""A small language for phrases in the lexica, so that they stay readable lists of words.

``woord*`` any ending · ``*woord`` any beginning · ``(a|b c)`` one of these · ``[a]`` may be left out ·
``..`` up to three words in between, ``...`` up to eight · ``<naam>`` any phrase of that named list ·
``!a/b`` any word but these · ``#`` a number · everything else is said so.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import NUMBER
from bot.dialogue.readers.text import fold

_BETWEEN = r"[^\w.!?;:]+"
_GAP_START = r"(?:\w+" + _BETWEEN + "){0,"
_GAPS = {dots: _BETWEEN + _GAP_START + most + "}" for dots, most in (("..", "3"), ("...", "8"))}
_ITEM = re.compile(r"\.{2,3}|[^\s()\[\]|]+|[()\[\]|]")

Lists = Mapping[str, Iterable[str]]


class PhraseBook:
    """The lists of phrases of one lexicon, each compiled when it is first asked for."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, phrases: str) -> re.Pattern[str]:
        """The pattern of a list of phrases."""
        if phrases not in self._compiled:
            self._compiled[phrases] = compile_phrases(self.entries(phrases))
        return self._compiled[phrases]

    def entries(self, key: str) -> Any:
        """What stands under a key of the lexicon."""
        return load(self.name)[key]

    def finds(self, phrases: str, said: str) -> bool:
        """Whether one of the phrases is in the text."""
        return bool(self[phrases].search(said))

    def starts(self, phrases: str, said: str) -> bool:
        """Whether the text begins with one of the phrases."""
        return bool(self[phrases].match(said.lstrip()))

    def ends(self, phrases: str, said: str) -> bool:
        """Whether the text ends in one of the phrases."""
        end = len(said.rstrip())
        return any(found.end() == end for found in self[phrases].finditer(said))


def compile_phrases(phrases: Iterable[str], lists: Lists | None = None, barred: str = "") -> re.Pattern[str]:
    """One pattern that finds any of the phrases as whole words; no gap holds a word that ``barred`` matches."""
    bodies = "|".join(_body(phrase, lists or {}) for phrase in phrases) or "(?!)"
    if barred:
        bodies = bodies.replace(_GAP_START, rf"(?:(?!(?:{barred})(?!\w))" + _GAP_START[3:])
    return re.compile(r"(?<!\w)(?:" + bodies + r")(?!\w)")


def _body(phrase: str, lists: Lists) -> str:
    items = _ITEM.findall(fold(phrase.lower()))
    return _alternatives(items, lists)


def _alternatives(items: list[str], lists: Lists) -> str:
    """Consumes items up to a closing bracket."""
    options = []
    while True:
        options.append(_sequence(items, lists))
        if not items or items[0] != "|":
            return "|".join(options) if len(options) == 1 else "(?:" + "|".join(options) + ")"
        items.pop(0)


def _sequence(items: list[str], lists: Lists) -> str:
    built, joint = "", ""
    while items and items[0] not in ")]|":
        item = items.pop(0)
        if item in _GAPS:
            joint = _GAPS[item]
        elif item == "[":
            option = _bracket(items, lists)
            built += f"(?:{joint}{option})?" if joint else f"(?:{option}{_BETWEEN})?"
        else:
            built += joint + (_bracket(items, lists) if item == "(" else _word(item, lists))
            joint = _BETWEEN
    return built


def _bracket(items: list[str], lists: Lists) -> str:
    inside = _alternatives(items, lists)
    if not items:
        raise ValueError("a bracket in a phrase is not closed")
    items.pop(0)
    return f"(?:{inside})"


def _word(word: str, lists: Lists) -> str:
    if word.startswith("<"):
        return "(?:" + "|".join(_body(phrase, lists) for phrase in lists[word[1:-1]]) + ")"
    if word == "#":
        return NUMBER
    if word.startswith("!"):
        return "(?!(?:" + "|".join(map(re.escape, word[1:].split("/"))) + r")(?!\w))\w+"
    return re.escape(word).replace(r"\*", r"\w*")
