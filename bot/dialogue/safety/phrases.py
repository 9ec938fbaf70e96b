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
``^``                  the beginning of a sentence, or of a clause after a comma
====================  =============================================================================================
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.dialogue.safety.lists import DENIAL, MARKS, WordLists

_ITEM = re.compile(r"\.{2,3}|[=!]\(|[()\[\]|]|[^\s()\[\]|]+")
_WORD = re.compile(r"[\w'*#]+$")
_GAPS = {"..": f"(?:[^ /.,]+/[^ {DENIAL}]* ){{0,3}}?", "...": f"(?:[^ /.]+(?:/[^ {DENIAL}]*)? ){{0,8}}?"}
_BEGINNING = r"(?:(?<=^ )|(?<= [.,] ))"
_OPENINGS = {"(": "(?:%s)", "[": "(?:%s)?", "=(": "(?=%s)", "!(": "(?!%s)"}
_CLOSING = frozenset(")]|")


Needs = frozenset[str]
"""Tokens of which a text must have at least one for a phrase to be in it; empty when nothing can be said."""


class PhraseError(ValueError):
    """A phrase that cannot be read: says which and why."""


@dataclass(frozen=True)
class Phrases:
    """One pattern for any of some phrases; a match holds each word with the space behind it. ``needs`` tells in no time
    that a text can have none of them."""

    pattern: re.Pattern[str]
    needs: Needs

    def possible(self, tokens: Needs) -> bool:
        """Whether a text with these tokens can hold one of the phrases."""
        return not self.needs or not self.needs.isdisjoint(tokens)


def compile_phrases(phrases: Iterable[str], lists: WordLists) -> Phrases:
    """Reads phrases; raises PhraseError."""
    read = [_Phrase(phrase, lists) for phrase in phrases]
    pattern = "|".join(phrase.pattern for phrase in read) or "(?!)"
    return Phrases(re.compile(f"(?<= )(?:{pattern})"), any_of(phrase.needs for phrase in read))


def any_of(alternatives: Iterable[Needs]) -> Needs:
    """What one of the alternatives needs: nothing certain as soon as one of them needs nothing."""
    every = list(alternatives)
    return frozenset().union(*every) if all(every) else frozenset()


def most_telling(parts: Iterable[Needs], common: Needs) -> Needs:
    """Of the parts that a phrase must all have, the one that the fewest texts will have."""
    return max(filter(None, parts), key=lambda part: (part.isdisjoint(common), -len(part)), default=frozenset())


class _Part(NamedTuple):
    pattern: str
    needs: Needs


class _Phrase:
    """Reads one phrase from left to right into a pattern and what it needs."""

    def __init__(self, phrase: str, lists: WordLists) -> None:
        self._phrase, self._lists = phrase, lists
        self._items = _ITEM.findall(phrase)
        self.pattern, self.needs = self._alternatives()
        if self._items:
            raise self._error("er staat een haakje te veel")

    def _alternatives(self) -> _Part:
        words: list[str] = []
        longer: list[_Part] = []
        while True:
            item = self._lone_word()
            if item:
                words.append(self._lists.token(item))
            else:
                longer.append(self._sequence())
            if not self._items or self._items[0] != "|":
                break
            self._items.pop(0)
        needs = any_of([frozenset(words)] * bool(words) + [part.needs for part in longer])
        return _Part("|".join([f"(?:{'|'.join(words)}){MARKS} "] * bool(words) + [p.pattern for p in longer]), needs)

    def _lone_word(self) -> str | None:
        """The next item, taken, when it is a word that is an alternative by itself."""
        alone = self._items and _WORD.match(self._items[0]) and (len(self._items) == 1 or self._items[1] in _CLOSING)
        return self._items.pop(0) if alone else None

    def _sequence(self) -> _Part:
        parts: list[_Part] = []
        while self._items and self._items[0] not in _CLOSING:
            item = self._items.pop(0)
            parts.append(self._group(item) if item in _OPENINGS else self._item(item))
        needs = most_telling((part.needs for part in parts), self._lists.common)
        return _Part("".join(part.pattern for part in parts), needs)

    def _group(self, opening: str) -> _Part:
        inside = self._alternatives()
        if not self._items or self._items.pop(0) not in (")", "]"):
            raise self._error("een haakje is niet gesloten")
        return _Part(_OPENINGS[opening] % inside.pattern, inside.needs if opening == "(" else frozenset())

    def _item(self, item: str) -> _Part:
        if item in _GAPS:
            return _Part(_GAPS[item], frozenset())
        if item == "^":
            return _Part(_BEGINNING, frozenset())
        if item in (".", ","):
            return _Part(re.escape(item) + " ", frozenset())
        if item.startswith("<"):
            return self._named(item[1:-1])
        if not _WORD.match(item):
            raise self._error(f"'{item}' is geen woord")
        return _Part(f"{self._lists.spelled(item)}{MARKS} ", frozenset({self._lists.token(item)}))

    def _named(self, name: str) -> _Part:
        if name not in self._lists:
            raise self._error(f"de lijst <{name}> bestaat niet")
        longer = [_Phrase(entry, self._lists) for entry in self._lists.phrases(name)]
        pattern = "(?:" + "|".join([self._lists.word(name), *(phrase.pattern for phrase in longer)]) + ")"
        return _Part(pattern, any_of([frozenset({self._lists.mark_of(name)}), *(phrase.needs for phrase in longer)]))

    def _error(self, reason: str) -> PhraseError:
        return PhraseError(f"'{self._phrase}': {reason}")
