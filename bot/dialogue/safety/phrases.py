"""The small language of the rules: a phrase is a row of words with gaps, and reads as the sentence it looks for.

====================  =============================================================================================
``woord*`` ``*woord``  any ending, any beginning; ``#`` is one digit
``(a|b c)``            one of these
``[a]`` ``[a|b]``      may be left out
``..`` ``...``         up to 3 or 8 words in between, never a denial; ``...`` may pass a comma, neither passes a full
stop
``<naam>``             any entry of that list in data/veiligheid/woorden.yml
``=(a|b)``             followed by one of these, which are not part of it
``!(a|b)``             not followed by one of these
``.`` ``,``            the end of a sentence, of a clause
====================  =============================================================================================
"""

import re
from collections.abc import Iterable

from bot.dialogue.safety.lists import DENIAL, MARKS, WordLists

_ITEM = re.compile(r"\.{2,3}|[=!]\(|[()\[\]|]|[^\s()\[\]|]+")
_WORD = re.compile(r"[\w'*#]+$")
_GAPS = {"..": f"(?:[^ /.,]+/[^ {DENIAL}]* ){{0,3}}?", "...": f"(?:[^ /.]+(?:/[^ {DENIAL}]*)? ){{0,8}}?"}
_OPENINGS = {"(": "(?:%s)", "[": "(?:%s)?", "=(": "(?=%s)", "!(": "(?!%s)"}
_CLOSING = frozenset(")]|")


class PhraseError(ValueError):
    """A phrase that cannot be read: says which and why."""


def compile_phrases(phrases: Iterable[str], lists: WordLists) -> re.Pattern[str]:
    """One pattern that finds any of the phrases in a line of words; a match holds each word with the space
    behind it.
    """
    bodies = [_Phrase(phrase, lists).pattern for phrase in phrases]
    return re.compile(r"(?<= )(?:" + ("|".join(bodies) or "(?!)") + ")")


class _Phrase:
    """Reads one phrase from left to right into a pattern."""

    def __init__(self, phrase: str, lists: WordLists) -> None:
        self._phrase, self._lists = phrase, lists
        self._items = _ITEM.findall(phrase)
        self.pattern = self._alternatives()
        if self._items:
            raise self._error("er staat een haakje te veel")

    def _alternatives(self) -> str:
        words: list[str] = []
        longer: list[str] = []
        while True:
            item = self._lone_word()
            if item:
                words.append(self._lists.spelled(item))
            else:
                longer.append(self._sequence())
            if not self._items or self._items[0] != "|":
                break
            self._items.pop(0)
        return "|".join([f"(?:{'|'.join(words)}){MARKS} "] * bool(words) + longer)

    def _lone_word(self) -> str | None:
        """The next item, taken, when it is a word that is an alternative by itself."""
        alone = self._items and _WORD.match(self._items[0]) and (len(self._items) == 1 or self._items[1] in _CLOSING)
        return self._items.pop(0) if alone else None

    def _sequence(self) -> str:
        built = ""
        while self._items and self._items[0] not in _CLOSING:
            item = self._items.pop(0)
            built += _OPENINGS[item] % self._inside() if item in _OPENINGS else self._item(item)
        return built

    def _inside(self) -> str:
        inside = self._alternatives()
        if not self._items or self._items.pop(0) not in (")", "]"):
            raise self._error("een haakje is niet gesloten")
        return inside

    def _item(self, item: str) -> str:
        if item in _GAPS:
            return _GAPS[item]
        if item in (".", ","):
            return re.escape(item) + " "
        if item.startswith("<"):
            return self._named(item[1:-1])
        if not _WORD.match(item):
            raise self._error(f"'{item}' is geen woord")
        return f"{self._lists.spelled(item)}{MARKS} "

    def _named(self, name: str) -> str:
        if name not in self._lists:
            raise self._error(f"de lijst <{name}> bestaat niet")
        longer = [_Phrase(entry, self._lists).pattern for entry in self._lists.phrases(name)]
        return "(?:" + "|".join([self._lists.word(name), *longer]) + ")"

    def _error(self, reason: str) -> PhraseError:
        return PhraseError(f"'{self._phrase}': {reason}")
