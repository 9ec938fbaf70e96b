"""Amounts of money in plain text, with how often they come and what is said about each."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from bot.dialogue.readers.labels import Labelled, labelled, split
from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.numerals import Number, numbers
from bot.dialogue.readers.phrases import PhraseBook, compile_phrases

MONEY = PhraseBook("bedragen")
CENT = Decimal("0.01")
_SMALLEST_BARE = 20
_SMALLEST_WITH_E = 200
"""From here the e of "1350e" is for euro: nobody ranks so high."""
_LAST_YEAR = 2035
_FIRST_YEAR = 1900
_CURRENCY_BEFORE = re.compile(r"(?:€|\beur|\beuro)\s?$")
_CENTS = re.compile(
    r"(?<=\d)\s?(?:euro|€|komma)\s(?:(\d{2})(?:\scent)?(?!\w|[.,]?\d|\s?(?:euro|€|per|%|van))|en\s(\d{2})\scents?(?!\w))"
)
_THOUSANDS = re.compile(r"(?<![\w.,])(\d{1,2})k(\d{1,3})(?!\w)")
_RANGE = re.compile(
    r"\s*(?:euro|€|piek)?\s*,?\s*"
    r"(?:(?:maar |het |en )?(?:kan|kunnen|wordt|worden|is) (?:het )?(?:ook|soms)(?: wel)?(?: eens)?|"
    r"a|tot|tot en met|t/m|tot aan|of|-|/|~|misschien|soms|hooguit|maximaal|tot wel)"
    r"\s*(?:€|de|zo|zo'n|hooguit|maximaal)?\s*"
)
_AND = re.compile(r"\s*(?:euro|€|piek)?\s*(?:en|tot|,)\s*(?:de|€|maximaal|hooguit|soms)?\s*")
_WIDEST = 5
_CLOSE = Decimal("1.35")
_WEEKLY_AT_MOST = 1000


@dataclass(frozen=True)
class Period:
    """How often money comes: the part of it that falls in a month, or None when that can't be said."""

    start: int
    end: int
    monthly: Decimal | None


@dataclass(frozen=True)
class Amount:
    """An amount or a range of euros with its words; ``monthly`` is None without a period of its own."""

    low: Decimal
    high: Decimal
    start: int
    end: int
    before: str
    after: str
    period: Period | None = None
    open_end: bool = False

    @property
    def words(self) -> str:
        """All that is said about this amount."""
        return f"{self.before} {self.after}"

    def says(self, name: str) -> bool:
        """Whether a phrase of that list is among its words."""
        return bool(MONEY[name].search(self.words))


def amounts(text: str) -> list[Amount]:
    """The amounts of a plain text in order, ranges joined, each with its own period if it has one."""
    text = _THOUSANDS.sub(_in_full, _joined_cents(text))
    found_periods = periods(text)
    masked = _masked(text, found_periods)
    kept = [number for number in _scaled(masked, numbers(masked)) if _is_money(number, masked)]
    kept = _with_cents(masked, kept)
    single = [_amount(labels) for labels in labelled(masked, kept)]
    return _with_periods(_ranges(masked, single), found_periods, text)


def periods(text: str) -> list[Period]:
    """The periods named in a plain text ("per week", "elke vier weken")."""
    found: list[Period] = []
    for monthly, pattern in _periods():
        for match in pattern.finditer(text):
            if MONEY.ends("geen_periode", text[: match.start()]):
                continue
            if not any(period.start < match.end() and match.start() < period.end for period in found):
                found.append(Period(match.start(), match.end(), monthly))
    return sorted(found, key=lambda period: period.start)


def to_cent(amount: Decimal) -> Decimal:
    """Rounded half up to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@lru_cache(maxsize=1)
def _periods() -> list[tuple[Decimal | None, re.Pattern[str]]]:
    """The patterns with long phrases first, so that "elke vier weken" is no "week"."""
    rows = MONEY.entries("perioden")
    order = sorted(rows, key=lambda row: row["maal"] in ([52, 12], [1, 12], [1, 1]))
    return [
        (Decimal(row["maal"][0]) / row["maal"][1] if row["maal"] else None, compile_phrases(row["zo"])) for row in order
    ]


def _joined_cents(text: str) -> str:
    """ "1500 euro 50" and "1350 komma 50" as one number."""
    return _CENTS.sub(lambda found: f",{found.group(1) or found.group(2)}", text)


def _in_full(found: re.Match[str]) -> str:
    """ "1k4" as 1400."""
    return found.group(1) + found.group(2).ljust(3, "0")


def _masked(text: str, found: list[Period]) -> str:
    for period in found:
        text = text[: period.start] + "_" * (period.end - period.start) + text[period.end :]
    return text


def _is_money(number: Number, text: str) -> bool:
    before, after = text[: number.start], text[number.end :]
    if (number.ordinal and number.value < _SMALLEST_WITH_E) or number.article and not is_currency(before, after):
        return False
    if MONEY.ends("vaag", before):
        return False
    if is_currency(before, after):
        return True
    if MONEY["eenheid_erna"].match(after.lstrip(" -")) or re.match(r"\s?%|-?jarige", after):
        return False
    return not _is_number_of_something(number, before)


def is_currency(before: str, after: str) -> bool:
    """Whether euros are named right before or after."""
    return bool(_CURRENCY_BEFORE.search(before) or _currency_after().match(after))


@lru_cache(maxsize=1)
def _currency_after() -> re.Pattern[str]:
    return re.compile(r"\s?(?:€|(?:" + "|".join(map(re.escape, load("getallen")["munt"])) + r")(?!\w))")


def _is_number_of_something(number: Number, before: str) -> bool:
    """A year, a house number or an age; a small number without a currency is none of ours either."""
    if MONEY.ends("voor_jaartal", before) and _FIRST_YEAR < number.value < _LAST_YEAR:
        return True
    if MONEY.ends("voor_nummer", before) and number.value < 1000:
        return True
    return 0 < number.value < _SMALLEST_BARE


def _amount(labels: Labelled) -> Amount:
    number = labels.number
    return Amount(number.value, number.value, number.start, number.end, labels.before, labels.after)


def _with_cents(text: str, found: list[Number]) -> list[Number]:
    """ "Twaalfhonderd euro vijftig" as one number."""
    result: list[Number] = []
    for number in found:
        if (
            result
            and number.value < 100 <= result[-1].value
            and re.fullmatch(r"\s(?:euro|piek)\s", text[result[-1].end : number.start])
        ):
            whole_euros = result.pop()
            number = replace(whole_euros, value=whole_euros.value + number.value * CENT, end=number.end)
        result.append(number)
    return result


def _scaled(text: str, found: list[Number]) -> list[Number]:
    """The numbers, the first of "12 a 15 honderd" made as large as the second."""
    result = list(found)
    for i, (one, other) in enumerate(zip(found, found[1:])):
        gap = text[one.end : other.start]
        if one.value < _SMALLEST_BARE * 5 <= other.value and (_RANGE.fullmatch(gap) or _AND.fullmatch(gap)):
            times = next((times for times in (100, 1000) if one.value * times < other.value < one.value * times * 3), 1)
            result[i] = replace(one, value=one.value * times)
    return result


def _ranges(text: str, single: list[Amount]) -> list[Amount]:
    """The amounts with the two ends of each range joined."""
    result: list[Amount] = []
    for amount in single:
        if result and _is_range(text, result[-1], amount):
            first = result.pop()
            amount = replace(first, high=amount.low, end=amount.end, after=amount.after)
        result.append(amount)
    return [_open(text, amount) for amount in result]


def _is_range(text: str, one: Amount, other: Amount) -> bool:
    if one.low != one.high or not one.low < other.low <= one.low * _WIDEST:
        return False
    gap = text[one.end : other.start]
    if _RANGE.fullmatch(gap):
        return True
    if gap.startswith(",") and MONEY.finds("ertussen", text[other.end :]):
        return True
    between = MONEY.ends("tussen", re.sub(r"(?:€|\bde)\s*$", "", text[: one.start]).rstrip()) and _AND.fullmatch(gap)
    taking_turns = MONEY["tussen"].search(one.before) and MONEY["andere_keer"].search(gap)
    if gap.strip() == "," and MONEY.finds("zoiets", text) and other.low < one.low * _CLOSE:
        return True
    return bool(between or taking_turns or (not gap.strip() and other.low < one.low * _CLOSE))


def _open(text: str, amount: Amount) -> Amount:
    """ "Hooguit 1800" as 0 to 1800."""
    before = re.sub(r"(?:€|\bzo'n|\been|\bde)\s*$", "", text[: amount.start].rstrip())
    if MONEY.ends("aangevuld", before) or MONEY.ends("reikt_tot", before):
        return amount
    if amount.low == amount.high and MONEY.ends("hooguit", before) and not MONEY.ends("net_onder", before):
        return replace(amount, low=Decimal(0), open_end=True)
    return amount


def _with_periods(found: list[Amount], named: list[Period], text: str) -> list[Amount]:
    """Each amount with its period; the only period of a text may be meant for all."""
    for period in named:
        owner = _owner(found, period, text)
        if owner is not None and found[owner].period is None:
            found[owner] = replace(found[owner], period=period)
    if len({period.monthly for period in named}) != 1 or any(a.period and a.says("toeslagen") for a in found):
        return found
    return [
        replace(amount, period=named[0]) if amount.period is None and _shares(found, amount, named[0]) else amount
        for amount in found
    ]


def _shares(found: list[Amount], amount: Amount, period: Period) -> bool:
    if period.monthly is None or period.monthly <= 1:
        return period.monthly is not None
    last = period.start >= found[-1].start
    return amount.high <= _WEEKLY_AT_MOST and (last or period.monthly > 2)


def _owner(found: list[Amount], period: Period, text: str) -> int | None:
    """The amount that the period stands next to: the one before it unless a comma or "en" stands between."""
    left = max((i for i, amount in enumerate(found) if amount.end <= period.start), default=None)
    right = min((i for i, amount in enumerate(found) if amount.start >= period.end), default=None)
    if left is None or right is None:
        return right if left is None else left
    apart = len(split(text[found[left].end : period.start])) > 1
    return right if apart and len(split(text[period.end : found[right].start])) == 1 else left
