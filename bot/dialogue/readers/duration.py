"""How many months so far: "anderhalf jaar", "sinds maart", "veertien maanden terug"."""

import re
from datetime import date
from decimal import Decimal

from bot.dialogue.readers.calendar import dates, full_year, month, month_names
from bot.dialogue.readers.numerals import Number, count_first, numbers
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("duur")

_LONGEST = 1200
_FIRST_YEAR = 1930
_MONTHS_OF = {"jaar": Decimal(12), "maand": Decimal(1), "week": Decimal(12) / 52, "dag": Decimal(12) / 365}
_PAIR_OF = 3


def read_months(text: str, context: Context) -> Reading:
    """Months of care so far."""
    said = count_first(plain(text))
    between = _between_ages(said)
    if between is not None:
        return value(between, said, certain=False)
    started = _started(said, context.today)
    counted = _counted(_as_restated(said))
    months = next((found for found in (counted, _whole_life(said), started) if found is not None), None)
    if months is None:
        return _rough(said)
    certain = counted is not None or months != started or bool(_month_named(said)) or bool(dates(said, context.today))
    return value(months, said, certain) if 0 <= months <= _LONGEST else NOT_UNDERSTOOD


def _whole_life(said: str) -> int | None:
    """ "Sinds zijn geboorte, hij is nu 9": as long as the age that is told."""
    if not _BOOK.finds("kinderjaren", said):
        return None
    ages = [number for number in numbers(said) if _BOOK.ends("zo_oud", said[: number.start])]
    return int(ages[0].value * _MONTHS_OF["jaar"]) if ages else None


def _between_ages(said: str) -> int | None:
    """ "Sinds mijn 14e, ik ben nu 19": the years between two ages."""
    then = next((n for n in numbers(said) if _BOOK.ends("toen_zo_oud", said[: n.start])), None)
    now = next((n for n in numbers(said) if _BOOK.ends("nu_zo_oud", said[: n.start])), None)
    if then is None or now is None or now.value <= then.value:
        return None
    return int((now.value - then.value) * _MONTHS_OF["jaar"])


def _as_restated(said: str) -> str:
    """What follows "dus" or "zeg maar" when it tells how long; otherwise the text itself."""
    ends = [found.end() for found in _BOOK["anders_gezegd"].finditer(said)]
    return next((said[end:] for end in reversed(ends) if _counted(said[end:]) is not None), said)


def _counted(said: str) -> int | None:
    """Years, months, weeks and days that are counted out, added up."""
    total, any_found = Decimal(0), False
    for name, months in (("decennium", 120), ("driekwart_jaar", 9), ("half_jaar", 6), ("kwart_jaar", 3)):
        found = _BOOK[name].search(said)
        if found and not re.search(r"\b(?:en|en een) $", said[: found.start()]):
            total, any_found, said = total + months, True, said[: found.start()] + said[found.end() :]
    if _BOOK.finds("jaar_en_half", said):
        counted_years = any(_unit(said, number) == "jaar" for number in numbers(said))
        total, any_found = total + (6 if counted_years else 18), True
    parts = _parts(said)
    return round(total + sum(parts)) if any_found or parts else None


def _parts(said: str) -> list[Decimal]:
    """The months of each number with a unit, without what is said once more in another unit ("8 weken, 2 maanden")."""
    told: list[tuple[Number, Decimal]] = []
    for number in numbers(said):
        unit = _unit(said, number)
        if not unit or _other(said, number):
            continue
        months = number.value * _MONTHS_OF[unit]
        if told and _is_the_same(told[-1][1], months) and not _joined(said[told[-1][0].end : number.start]):
            told.pop()
        told.append((number, months))
    return [months for _, months in told]


def _is_the_same(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 4 <= max(one, other)


def _joined(between: str) -> bool:
    return bool(re.search(r"\b(?:en|plus)\s*$", between))


def _unit(said: str, number: Number) -> str | None:
    if number.ordinal:
        return None
    after = said[number.end :].lstrip(" -")
    if re.match(r",\s*(?:jaren|maanden|weken)\b", after):
        after = after.lstrip(" ,")
    return next((name for name in _MONTHS_OF if _BOOK[name].match(after)), None)


def _other(said: str, number: Number) -> bool:
    """An age or a frequency, not how long it lasts: "hij is 8 jaar", "twee dagen per week"."""
    after, before = said[number.end :], said[: number.start]
    if re.match(r"\s*\w+ (?:oud|per|in de|jong)\b|\s*(?:dag|dagen) (?:per|in)\b|\s*-?jarige", after):
        return True
    return _BOOK.ends("iemands_leeftijd", before)


def _started(said: str, today: date) -> int | None:
    """Months since a date, month, season or year that is named."""
    for found in dates(said, today):
        return _since(found.day.year, found.day.month, today)
    named = _month_named(said) or _season_named(said)
    year = _year_named(said, today)
    if named:
        return _since(year or _latest_year(named, today), named, today)
    for words, (in_year, in_month) in _BOOK.entries("gebeurtenissen").items():
        if words in said:
            return _since(in_year, in_month, today)
    return _since_year(year, today)


def _since_year(year: int | None, today: date) -> int | None:
    if year is None:
        return None
    return max((today.year - year) * 12, today.month // 2 if year == today.year else 0)


def _since(year: int, in_month: int, today: date) -> int:
    return (today.year - year) * 12 + today.month - in_month


def _latest_year(in_month: int, today: date) -> int:
    return today.year if in_month <= today.month else today.year - 1


def _month_named(said: str) -> int | None:
    found = re.search(rf"(?<!\w){month_names()}(?!\w)", said)
    return month(found.group()) if found else None


def _season_named(said: str) -> int | None:
    for words, in_month in _BOOK.entries("onderdelen").items():
        if re.search(rf"\b{words}\b", said):
            return int(in_month)
    return None


def _year_named(said: str, today: date) -> int | None:
    for number in numbers(said):
        if _FIRST_YEAR < number.value <= today.year:
            return int(number.value)
        if said[: number.start].endswith("'") and number.value < 100:
            return full_year(int(number.value), today)
    if _BOOK.finds("vorig_jaar", said):
        return today.year - 1
    return today.year if _BOOK.finds("dit_jaar", said) else None


def _rough(said: str) -> Reading:
    """ "Vorige maand", "een paar jaar", a bare number: guesses that are shown back."""
    if _BOOK.finds("vorige_maand", said):
        return value(1, said)
    if _BOOK.finds("vorige_week", said):
        return value(0, said, certain=False)
    for unit in _MONTHS_OF:
        few = _BOOK["paar"].pattern
        if re.search(rf"{few} {_BOOK[unit].pattern}", said):
            return value(round(_PAIR_OF * _MONTHS_OF[unit]), said, certain=False)
    counts = [n for n in numbers(said) if not n.article and not n.ordinal]
    if len(counts) == 1 and said.strip(" .!") == said[counts[0].start : counts[0].end] and counts[0].value <= _LONGEST:
        return value(int(counts[0].value), said, certain=False)
    return NOT_UNDERSTOOD
