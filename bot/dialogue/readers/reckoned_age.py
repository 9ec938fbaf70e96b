"""Ages that somebody leaves to reckon: "twee jaar nog, dan word ik zestig", "twee jaar over de vijftig"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import Number, numbers
from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("gerekende_leeftijd")
_YOUNGEST = 16
_FURTHEST = 15
"""Years; who has longer to go to an age does not tell his own by it."""
_MILESTONE = 50
_END_OF_DECADE = 9
_ELEVEN = 11
_SIGNS = {-1: "min", 1: "plus"}


@dataclass(frozen=True)
class Step:
    """Two numbers of a text, a step of years and an age, with what stands around them."""

    years: Number
    age: Number
    before: str
    between: str
    after: str
    in_words: bool
    """Whether the age is written in words: "90 plus 1" may as well be "90+"."""

    @property
    def first(self) -> bool:
        """Whether the years stand before the age."""
        return self.years.start < self.age.start


def reckoned(said: str, of_another: re.Pattern[str]) -> int | None:
    """The age that plain text lets reckon; None where it tells one outright, or tells of the other person."""
    if of_another.search(said):
        return None
    ways = (_decade(said), _milestone(said), _multiplied(said), *(_stepped(step) for step in _steps(said)))
    return next((age for age in ways if age is not None), None)


def more_or_less(said: str, start: int) -> int:
    """What is taken off or added behind an age: the -1 of "een kwart eeuw min eentje"."""
    following = next((number for number in numbers(said) if number.start >= start), None)
    if following is None:
        return 0
    return (_sign(said[start : following.start].strip()) or 0) * int(following.value)


def _steps(said: str) -> Iterator[Step]:
    """The numbers side by side of which one may be years and the other an age."""
    found = [number for number in numbers(said) if not _BOOK.starts("geen_vier", said[number.end :])]
    for one, other in zip(found, found[1:]):
        around = said[: one.start], said[one.end : other.start].strip(), said[other.end :].strip()
        for years, age in ((one, other), (other, one)):
            if not years.ordinal and 0 < years.value <= _FURTHEST and _YOUNGEST <= age.value < 1000:
                yield Step(years, age, *around, said[age.start : age.end].isalpha())


def _stepped(step: Step) -> int | None:
    by = _years_first(step) if step.first else _age_first(step)
    return None if by is None else int(step.age.value + by * step.years.value)


def _years_first(step: Step) -> int | None:
    """-1 for years still to go to the age, 1 for years beyond it or since it ("vijf jaar geleden werd ik 60")."""
    unit = _BOOK["jaar"].match(step.between)
    rest = step.between[unit.end() :].strip(" ,.:;") if unit else ""
    if unit is None or _BOOK.finds("al_zo_oud", _BOOK["dan_pas"].sub(" ", rest)):
        return None
    if _BOOK["over_heen"].fullmatch(rest):
        return 1
    if _BOOK.starts("geleden", rest):
        return 1 if _BOOK.finds("toen_zo_oud", f"{rest} {step.after}") else None
    to_go = _BOOK.ends("nog_ervoor", step.before) or _BOOK.starts("nog_erna", rest)
    reached = not rest or any(_BOOK.finds(name, rest) for name in ("bereikt", "dan_pas"))
    return -1 if to_go and reached else None


def _age_first(step: Step) -> int | None:
    """-1 for years that lack to the age, 1 for years that come on top of it."""
    if _BOOK.finds("ontbreekt", step.between) and _BOOK.starts("jaar", step.after):
        return -1
    if _BOOK.starts("erbij", step.after) and _BOOK.finds("gehad", step.between):
        return 1
    if _BOOK.starts("eraf", step.after) and "nog" in step.between.split():
        return -1
    if _BOOK.starts("te_gaan", step.after) and _BOOK.ends("nadert", step.before):
        return -1
    return _sign(step.between) if step.in_words and not step.after else None


def _sign(between: str) -> int | None:
    """ "Veertig plus een", "zestig min twee"."""
    return next((by for by, name in _SIGNS.items() if _BOOK[name].fullmatch(between)), None)


def _multiplied(said: str) -> int | None:
    """ "Twee keer dertig", "twee vijven naast elkaar"."""
    for pair in zip(numbers(said), numbers(said)[1:]):
        between = said[pair[0].end : pair[1].start].strip()
        if _BOOK["keer"].fullmatch(between) and _is_all(said[pair[1].end :]):
            beside = _BOOK.starts("naast_elkaar", said[pair[1].end :])
            age = int(pair[1].value) * (_ELEVEN if beside else int(pair[0].value))
            return age if age >= _YOUNGEST else None
    found = _digits().search(said)
    return _ELEVEN * _BOOK.entries("cijfers")[found["cijfer"]] if found else None


def _is_all(after: str) -> bool:
    """Whether no unit follows: "twee keer 30 minuten" is no age."""
    return bool(re.match(r"\s*(?:$|[,.;!?])", after)) or _BOOK.starts("naast_elkaar", after)


@cache
def _digits() -> re.Pattern[str]:
    names = "|".join(_BOOK.entries("cijfers"))
    return re.compile(rf"(?<!\w)twee (?P<cijfer>{names})\s+{_BOOK['naast_elkaar'].pattern}")


def _decade(said: str) -> int | None:
    """ "Mijn laatste jaar als dertiger"."""
    for name, years in (("laatste_jaar", _END_OF_DECADE), ("eerste_jaar", 0)):
        for found in _BOOK[name].finditer(said):
            word = re.match(r"\s*(?:een )?(\w+?)ers?\b", said[found.end() :])
            tens = _tens().get(word[1]) if word else None
            if tens is not None:
                return tens + years
    return None


@cache
def _tens() -> dict[str, int]:
    return {word: int(tens) for tens, ways in load("getallen")["tientallen"].items() for word in ways}


def _milestone(said: str) -> int | None:
    """ "Sara zat twee jaar terug in mijn tuin": so many years from fifty."""
    ages = {number.value for number in numbers(said) if number.value >= _YOUNGEST}
    if not _BOOK.finds("mijlpaal", said) or ages - {_MILESTONE}:
        return None
    for number in numbers(said):
        if _BOOK.starts("jaar_terug", said[number.end :]):
            return _MILESTONE + int(number.value)
    shift = _BOOK.finds("vorig_jaar", said) - _BOOK.finds("volgend_jaar", said)
    return _MILESTONE + shift if shift else None
