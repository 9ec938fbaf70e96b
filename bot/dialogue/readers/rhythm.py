"""How many hours a week: "drie uur per dag", "twee dagdelen", "10 a 12 uur", "dag en nacht"."""

import re
from decimal import Decimal

from bot.dialogue.readers.clock import Stretch, stretches, with_points
from bot.dialogue.readers.numerals import Number, count_first, numbers, whole
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.restated import in_fact, total_of
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("duur")

WEEK = 168
_WORKING_DAYS = 5
_HOURS_OF_A_DAY_PART = 4
_WORKING_WEEK = 40
_LONGEST_DAY = 24
_WEEKS_OF_A_MONTH = Decimal(52) / 12
_AT = re.compile(r"\bom\s*$")
_BREAK = re.compile(r"[,;]\s|\s(?:en|plus|maar)\s(?=(?:op |de |in |elke |iedere |'s |s )?[a-z])")
_RANGE = re.compile(r"\s*(?:uur|uren|uurtjes)?\s*(?:a|tot|of|-|en|/|tot en met|,)\s*(?:de)?\s*")


def read_hours(text: str, context: Context) -> Reading:
    """Stretch of care in a week."""
    said = in_fact(_BOOK["dan_niet"].sub(" ", count_first(with_points(plain(text)))))
    total = total_of(said)
    if total is not None:
        return _week(total.value, said)
    if _BOOK.finds("dag_en_nacht", said):
        return value(WEEK, said)
    found = _of_care(said, _hours(said))
    if not found:
        return _without_hours(said)
    return _week(_weekly(said, found), said[found[0].start : found[-1].end])


def _week(hours: Decimal, words: str) -> Reading:
    if not 0 < hours <= WEEK:
        return NOT_UNDERSTOOD
    in_quarters = hours * 4 == (hours * 4).to_integral_value()
    return value(whole(hours.quantize(Decimal("0.01" if in_quarters else "0.1")).normalize()), words)


def _of_care(said: str, found: list[Stretch]) -> list[Stretch]:
    """The hours without those of a job, when others are told too ("ik werk 36 uur en zorg 10 uur")."""
    care = [
        hours for i, hours in enumerate(found) if not _BOOK.finds("werkt", said[_start(said, found, i) : hours.start])
    ]
    return care or found


def _without_hours(said: str) -> Reading:
    """A bare number, day parts or a working week; days alone don't tell."""
    if _BOOK.finds("voltijd", said):
        return value(_WORKING_WEEK, said, certain=False)
    if _BOOK.finds("halftijd", said):
        return value(_WORKING_WEEK // 2, said, certain=False)
    counts = [n for n in numbers(said) if not n.article and not n.ordinal and not _AT.search(said[: n.start])]
    counts = [n for n in counts if not _BOOK.starts("werkuren", said[n.end :])]
    if not counts or _BOOK.finds("dagen_soort", said) or _BOOK.finds("keer", said):
        return NOT_UNDERSTOOD
    if any(_BOOK["ander_getal"].match(said[n.end :].lstrip()) for n in counts):
        return NOT_UNDERSTOOD
    middle = sum((n.value for n in counts), Decimal(0)) / len(counts)
    return value(whole(middle), said, len(counts) == 1) if len(counts) <= 2 and 0 < middle <= WEEK else NOT_UNDERSTOOD


def _hours(said: str) -> list[Stretch]:
    """Every stretch of hours named, the two ends of a range as their middle."""
    found: list[Stretch] = stretches(said)
    found += [
        Stretch(Decimal("0.5"), m.start(), m.end())
        for m in _BOOK["half_uur"].finditer(said)
        if not _anderhalf(said, m.start())
    ]
    counts = [n for n in numbers(said) if not any(h.start <= n.start < h.end for h in found)]
    for i, number in enumerate(counts):
        size = _size(said, number)
        if size:
            low = (
                counts[i - 1]
                if i
                and _RANGE.fullmatch(said[counts[i - 1].end : number.start])
                and _is_range(said, counts[i - 1], number)
                else number
            )
            found.append(Stretch((low.value + number.value) / 2 * size, low.start, number.end))
    return sorted(found, key=lambda hours: hours.start)


def _anderhalf(said: str, at: int) -> bool:
    return any(number.start < at < number.end for number in numbers(said))


def _is_range(said: str, low: Number, high: Number) -> bool:
    if low.article or low.value >= high.value or _size(said, low) and not re.search(r"\btussen\b", said[: low.start]):
        return False
    return not re.search(r"\ben\b", said[low.end : high.start]) or bool(
        re.search(r"\btussen\b(?: de)?\s*$", said[: low.start])
    )


def _size(said: str, number: Number) -> Decimal | None:
    """How many hours one of the unit behind the number is."""
    after = said[number.end :].lstrip(" -")
    if _AT.search(said[: number.start]):
        return None
    for name, size in (
        ("uur", Decimal(1)),
        ("kwartier", Decimal("0.25")),
        ("dagdeel", Decimal(_HOURS_OF_A_DAY_PART)),
        ("minuten", Decimal(1) / 60),
    ):
        if _BOOK[name].match(after):
            return size
    return Decimal(1) if _goes_without_unit(said, number) else None


def _goes_without_unit(said: str, number: Number) -> bool:
    """The hours of "maandag 3, dinsdag 3", "twee ochtenden van vier" and "per dag vijf"."""
    before, after = said[: number.start], said[number.end :].strip()
    if number.article or number.value > _LONGEST_DAY or not (after[:1] in ("", ",", ".", "!") or _is_left_at(after)):
        return False
    return _BOOK.ends("voluit", before) or _BOOK.ends("keer_dat", before)


def _is_left_at(after: str) -> bool:
    return _BOOK.starts("einde", after) or _BOOK.starts("voluit", after)


def _weekly(said: str, found: list[Stretch]) -> Decimal:
    """The hours of a week; a named total wins, otherwise the stretches add up."""
    last = said[found[-2].end : found[-1].start] if len(found) > 1 else ""
    if _BOOK.finds("totaal", last) and not _BOOK.ends("keer_dat", last):
        return found[-1].hours
    parts = [said[_start(said, found, i) : _end(said, found, i)] for i in range(len(found))]
    times = [_times(said, part, hours) for hours, part in zip(found, parts)]
    for i, (before, hours) in enumerate(zip(found, found[1:]), 1):
        if times[i] == 1 and hours.hours == before.hours and not _BOOK.finds("eigen_ritme", parts[i]):
            times[i] = times[i - 1]
    return sum((hours.hours * often for hours, often in zip(found, times)), Decimal(0))


def _start(said: str, found: list[Stretch], i: int) -> int:
    """Where the words that go with these hours begin: after the break behind the hours before."""
    if not i:
        return 0
    cut = _BREAK.search(said, found[i - 1].end, found[i].start)
    return cut.end() if cut else found[i - 1].end


def _end(said: str, found: list[Stretch], i: int) -> int:
    if i + 1 == len(found):
        return len(said)
    cut = _BREAK.search(said, found[i].end, found[i + 1].start)
    return cut.start() if cut else found[i + 1].start


def _times(said: str, part: str, hours: Stretch) -> Decimal:
    """How often in a week these hours come."""
    if _BOOK.finds("verdeeld", part):
        return Decimal(1)
    times, days = _count_before(part, "keer"), _count_before(part, "dagen_soort")
    if times and _BOOK.finds("keer_per_dag", part):
        return Decimal(times) * (days or 7)
    days = days or times
    if days:
        return Decimal(days) / (_WEEKS_OF_A_MONTH if _BOOK.finds("per_maand", part) else 1)
    named = _weekdays(said, part, hours)
    if named and not _BOOK.finds("per_dag", part) and not _BOOK.finds("doordeweeks", part):
        return Decimal(named)
    if _BOOK.finds("weekend_per_dag", part):
        return Decimal(2)
    if _BOOK.finds("doordeweeks", part):
        return Decimal(_WORKING_DAYS)
    if _BOOK.finds("om_de_dag", part):
        return Decimal("3.5")
    if _BOOK.finds("per_dag", part):
        return Decimal(7)
    return _per_longer(part)


def _weekdays(said: str, part: str, hours: Stretch) -> int:
    """How many days of the week are named with these hours: before them, otherwise up to the next comma."""
    start = said.find(part)
    before, after = said[start : hours.start], said[hours.end : start + len(part)]
    return len(_BOOK["weekdagen"].findall(before)) or len(_BOOK["weekdagen"].findall(after.split(",")[0]))


def _per_longer(part: str) -> Decimal:
    if _BOOK.finds("per_maand", part):
        return 1 / _WEEKS_OF_A_MONTH
    return Decimal("0.5") if _BOOK.finds("per_twee_weken", part) else Decimal(1)


def _count_before(part: str, unit: str) -> int | None:
    """The number right before such a word: the 5 of "vijf dagen"."""
    for number in numbers(part):
        if not number.article and number.value <= 21 and _BOOK[unit].match(part[number.end :].lstrip(" -")):
            return int(number.value)
    return None
