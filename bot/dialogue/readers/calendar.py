"""Dates in plain text: full dates, months and years."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.spelling import closest

_NUMERIC = re.compile(r"(?<![\d.,-])(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?![\d])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d])")
_DAY = re.compile(r"(?<![\d.,-])(\d{1,2})(?:e|ste|de)?\s([a-z]{3,})(?![a-z])(?!\.?\s'?\d{4}(?!\d))")
_CENTURY = 100
_FUZZY_FROM = 6


@dataclass(frozen=True)
class Found:
    """A date and where it stands."""

    day: date
    start: int
    end: int


def dates(text: str, today: date) -> list[Found]:
    """The full dates of a plain text; a year of two digits is the last one that is past."""
    found = [_found(match, (match[3], match[2], match[1]), today) for match in _NUMERIC.finditer(text)]
    found += [_found(match, (match[1], match[2], match[3]), today) for match in _ISO.finditer(text)]
    found += [
        _found(match, (match.group("year"), str(month(match.group("month"))), match.group("day")), today)
        for match in _worded().finditer(text)
    ]
    return [day for day in found if day is not None]


def days_of_the_year(text: str) -> list[re.Match[str]]:
    """The days without a year in a plain text ("2 december"), also with a slip in the month's name."""
    return [found for found in _DAY.finditer(text) if _names_month(found[2])]


def _names_month(word: str) -> bool:
    names = frozenset(name for ways in load("leeftijd")["maanden"].values() for name in ways)
    return word in names or (len(word) >= _FUZZY_FROM and closest(word, names) is not None)


def full_year(year: int, today: date) -> int:
    """The year that "61" means: never in the future."""
    if year >= _CENTURY:
        return year
    this_century = today.year // _CENTURY * _CENTURY + year
    return this_century if this_century <= today.year else this_century - _CENTURY


def month(name: str) -> int:
    """The number of a month's name."""
    return next(int(number) for number, names in load("leeftijd")["maanden"].items() if name in names)


def month_names() -> str:
    """All names of months, as a pattern."""
    names = [name for ways in load("leeftijd")["maanden"].values() for name in ways]
    return "(?:" + "|".join(sorted(names, key=len, reverse=True)) + ")"


def years_between(then: date, today: date) -> int:
    """Whole years, as ages are counted."""
    return today.year - then.year - ((today.month, today.day) < (then.month, then.day))


@lru_cache(maxsize=1)
def _worded() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:e|ste|de)?\s(?P<month>{month_names()})\.?\s'?(?P<year>\d{{4}}|\d{{2}})(?!\d)"
    )


def _found(match: re.Match[str], parts: tuple[str, str, str], today: date) -> Found | None:
    year, in_month, day = (int(part) for part in parts)
    try:
        return Found(date(full_year(year, today), in_month, day), match.start(), match.end())
    except ValueError:
        return None
