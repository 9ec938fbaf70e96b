"""A question about a word, or about another question than the open one: what it means, or why we ask."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.numerals import numbers
from bot.dialogue.readers.phrases import PhraseBook, compile_phrases
from bot.dialogue.readers.text import plain

LONGEST = 25
"""Words; a longer text is a story, with questions in it that may be about anything."""
_SURPRISED = re.compile(r"\s*[?:]+\s+(?=(?:wat|is|dit|dat|deze|die|ken|snap|begrijp) )")
"""Between a word and what is asked or said of it: "ioaw?? wat is dat", "vermogen? dit woord ik ken niet"."""
_BOOK = PhraseBook("begrippen")
_WORD = "woord"


class Wants(str, Enum):
    """What somebody wants to know about a word."""

    MEANING = "uitleg"
    REASON = "waarom"


@dataclass(frozen=True)
class AskedWord:
    """``about`` is a field, or a word of data/teksten/begrippen.yml."""

    wants: Wants
    about: str


def asked_word(text: str, open_field: str | None) -> AskedWord | None:
    """What a text asks about a word. Of more fields that the word may belong to the open one counts first."""
    said = _SURPRISED.sub(" ", plain(text))
    if len(said.split()) > LONGEST or _BOOK.finds("geen_uitleg", said):
        return None
    named = sorted(_named(said), key=lambda name: name != open_field)
    asked = (AskedWord(wants, name) for wants in Wants for name in named if _asking(wants, name).search(said))
    return next(asked, None) or _whether_included(said, named)


def _whether_included(said: str, named: Iterable[str]) -> AskedWord | None:
    """What is asked by "inclusief toeslagen": with an amount and no question about it that is an answer."""
    tells = any(not number.article for number in numbers(said)) and not ("?" in said or is_question(said))
    included = (AskedWord(Wants.MEANING, name) for name in named if _amount_with(name).search(said))
    return None if tells else next(included, None)


def named_fields(said: str) -> list[str]:
    """The fields that plain text names, the one in the most words first."""
    named = [name for name in _named(said) if name in _BOOK.entries("velden")]
    return sorted(named, key=lambda name: -max(len(found.group()) for found in _names(name).finditer(said)))


def _named(said: str) -> list[str]:
    """The words that are named, without one that is only a part of another ("de leeftijd van mijn partner")."""
    found = {name: match.span() for name in _subjects() if (match := _names(name).search(said))}
    return [name for name, span in found.items() if not any(_inside(span, other) for other in found.values())]


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


@cache
def _subjects() -> Mapping[str, Iterable[str]]:
    """The phrases of each field and each word, what is most precise first."""
    return {**_BOOK.entries("begrippen"), **_BOOK.entries("velden")}


@cache
def _names(subject: str) -> re.Pattern[str]:
    return compile_phrases(_subjects()[subject])


@cache
def _amount_with(subject: str) -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries("uitleg_of_bedrag"), {_WORD: _subjects()[subject]})


@cache
def _asking(wants: Wants, subject: str) -> re.Pattern[str]:
    return compile_phrases(_BOOK.entries(wants.value), {_WORD: _subjects()[subject]})
