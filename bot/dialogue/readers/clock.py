"""Hours between two times of the day: "zaterdag van negen tot vijf", "elke avond van half zes tot zeven"."""

import re
from dataclasses import dataclass
from decimal import Decimal

from bot.dialogue.readers.numerals import HALF, Number, numbers
from bot.dialogue.readers.phrases import PhraseBook

_BOOK = PhraseBook("duur")
_HALF_DAY, _DAY = 12, 24
_FROM_EIGHT = 8
_FROM = re.compile(r"\b(?:van|vanaf|tussen)\s+(?:de\s+)?(?:klokke\s+)?(?P<half>half\s+)?$")
_TO = re.compile(r"\s*(?:uur|u)?\s*(?:tot|tot en met|tot aan|t/m|-|en)\s*(?P<half>half\s+)?")
_COLON = re.compile(r"(?<!\d)(\d{1,2}):(\d\d)(?!\d)")


@dataclass(frozen=True)
class Stretch:
    """A stretch of hours and where it stands."""

    hours: Decimal
    start: int
    end: int


def with_points(said: str) -> str:
    """Plain text with "9:30" as "9.30"."""
    return _COLON.sub(r"\1.\2", said)


def stretches(said: str) -> list[Stretch]:
    """The hours from one time of the day to another; "van 10 tot 12 uur per week" is a number of hours."""
    found = numbers(said)
    return [stretch for pair in zip(found, found[1:]) if (stretch := _stretch(said, *pair)) is not None]


def _stretch(said: str, one: Number, other: Number) -> Stretch | None:
    since = _FROM.search(said[: one.start])
    until = _TO.fullmatch(said[one.end : other.start])
    if not since or not until or max(one.value, other.value) > _DAY or not _are_times(said, since.start(), one, other):
        return None
    begin, end = (_time(number, bool(found["half"])) for number, found in ((one, since), (other, until)))
    around = _DAY if max(begin, end) > _HALF_DAY else _HALF_DAY
    return Stretch((end - begin + around) % around or Decimal(around), since.start(), other.end)


def _are_times(said: str, start: int, one: Number, other: Number) -> bool:
    """Whether a part of the day or a day of the week stands with them, and nothing that makes them hours."""
    after = said[other.end :].strip(" ,.")
    if _BOOK.starts("uren_per", after) or not _BOOK.finds("tijdstip", said):
        return False
    as_hours = _BOOK.starts("uur", after) and one.value < other.value
    return not as_hours or one.value >= _FROM_EIGHT or _BOOK.ends("tijdstip", said[:start].rstrip(" ,"))


def _time(number: Number, half: bool) -> Decimal:
    """The time in hours: 9.30 is half past nine."""
    whole = number.value.to_integral_value(rounding="ROUND_FLOOR")
    return whole + (number.value - whole) * 100 / 60 - (HALF if half else 0)
