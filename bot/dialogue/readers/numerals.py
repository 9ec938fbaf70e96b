"""Dutch numbers in plain text: digits, words and mixtures of both ("13,5 honderd", "tweeduizend 350")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.spelling import distance

HALF = Decimal("0.5")
_TOO_LARGE = 10**9
_TOO_MANY = 30


@dataclass(frozen=True)
class Number:
    """A number and where it stands; an ordinal is "65e" or "vijfde", an article may be just "een"."""

    value: Decimal
    start: int
    end: int
    ordinal: bool = False
    article: bool = False


def numbers(text: str) -> list[Number]:
    """All numbers of a plain text, in order.

    Longer ones than anybody counts with are no numbers, and a text with very many is no sentence: it has none.
    """
    return list(_numbers(text))


@lru_cache(maxsize=256)
def _numbers(text: str) -> tuple[Number, ...]:
    found = [_number(match) for match in _pattern().finditer(text)]
    counted = [number for number in found if number.value < _TOO_LARGE]
    return tuple(counted) if sum(not number.article for number in counted) <= _TOO_MANY else ()


def whole(number: Decimal) -> int | float:
    """The number as JSON writes it."""
    return int(number) if number == number.to_integral_value() else float(number)


def mend_number_words(text: str) -> str:
    """The plain text with misspelled number words repaired ("vijtien", "dertienhondert")."""
    for heard, written in load("getallen")["uitspraak"].items():
        text = text.replace(heard, written)
    return _LONG_WORD.sub(lambda found: _mended(found.group()), text)


def count_first(text: str) -> str:
    """The plain text with "een uur of vijftien" as "vijftien uur"."""
    for found in reversed(list(_ABOUT.finditer(text))):
        count = next((number for number in numbers(text) if number.start == found.end()), None)
        if count:
            text = f"{text[: found.start()]}{text[count.start : count.end]} {found.group(1)}{text[count.end :]}"
    return text


_ABOUT = re.compile(r"(?<!\w)(?:een |'n )?(\w+(?<!\d)) of (?=\w)")
_LONG_WORD = re.compile(r"(?<![\w'-])[a-z]{6,}(?![\w'])")


@lru_cache(maxsize=4096)
def _mended(word: str) -> str:
    known = _spellings_by_start().get(word[:2], ())
    if word in known or word in load("getallen")["geen_telwoord"] or word.endswith(("ste", "de")):
        return word
    near = [right for right in known if abs(len(right) - len(word)) <= 1 and distance(word, right, 1) <= 1]
    return near[0] if near else word


@lru_cache(maxsize=1)
def _spellings_by_start() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    long_words = [word for word in _below_hundred() if len(word) > 5]
    for word in [*long_words, *(f"{small}honderd" for small in _below_hundred()), "honderd", "duizend"]:
        table.setdefault(word[:2], []).append(word)
    return table


@lru_cache(maxsize=1)
def _below_hundred() -> dict[str, int]:
    """All words of 0 to 99, written together, also in a foreign order ("vijftig en twee")."""
    lexicon = load("getallen")
    small = {word: number for number, ways in lexicon["klein"].items() for word in ways}
    tens = {word: number for number, ways in lexicon["tientallen"].items() for word in ways}
    units = {word: number for word, number in small.items() if 0 < number < 10}
    joined = {f"{u}{en}{t}": a + b for u, a in units.items() for t, b in tens.items() for en in ("en", "n")}
    turned = {f"{t}{en}{u}": a + b for u, a in units.items() for t, b in tens.items() for en in ("en", "")}
    return {**turned, **joined, **tens, **small}


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?<!\d[.,])(?:{_half_digit()}|{_scaled()}(?!\w)|{_digit()}(?:(?P<rank>ste|de|e)(?!\w))?"
        rf"|(?P<words>{_wording()})(?:(?:(?P<word_rank>ste|de)|tal)?(?!\w)|(?=jarige?)))"
        r"|½|(?<!\w)(?P<irregular>eerste|derde)(?!\w)"
    )


def _small_words() -> str:
    """0 to 99 in words, also apart: "twee en twintig"."""
    lexicon = load("getallen")
    units = _any(word for n, ways in lexicon["klein"].items() if 0 < n < 10 for word in ways)
    tens = _any(word for ways in lexicon["tientallen"].values() for word in ways)
    small = _any(word for ways in lexicon["klein"].values() for word in ways)
    return rf"(?:{units}(?:en|n|[\s-]en[\s-]){tens}|{tens}\s(?:en\s)?{units}(?=\W|$)|{tens}|{small})"


def _times_words() -> str:
    return r"(?:honderd|duizend|mille|ton(?:nen)?|miljoen|mln)"


def _wording() -> str:
    small = _small_words()
    joint = r"(?:[\s-](?:en[\s-])?(?!een\b)|(?:en)?)"
    rest = rf"(?:{joint}(?:{small}|\d{{1,2}}(?![\d.,])))?"
    hundreds = rf"(?:{small}[\s-]?)?honderd{rest}"
    below_thousand = rf"(?:(?:twee|drie|vier|vijf|zes|zeven|acht|negen)[\s-]?)?honderd{rest}"
    tail = rf"(?:{joint}(?:{below_thousand}|{small}(?!\s?honderd)|\d{{1,3}}(?!\d|[.,]\d)))?"
    thousands = rf"(?:(?:{hundreds}|{small})[\s-]?)?duizend{tail}"
    halves = rf"(?:anderhal(?:f|ve)|{small}[\s-]?en[\s-]?(?:een[\s-]?)?hal(?:f|ve))(?:\s?{_times_words()})?"
    large = rf"(?:{small}|halve)\s(?:mille|ton(?:nen)?|miljoen|mln)"
    return rf"(?:{halves}|{large}|{thousands}|{hundreds}|{small})"


def _half_digit() -> str:
    return r"(?P<half>\d{1,3})\s?(?:½|en een half|en een halve)"


def _scaled() -> str:
    rest = rf"(?:\s?(?:en\s)?(?P<rest>\d{{1,2}}\s?honderd(?:\s\d{{1,2}})?|\d{{1,3}}|{_small_words()})(?![\d.,]\d|\w))?"
    return rf"(?P<scaled>\d+(?:[.,]\d+)?)(?:\s?(?P<times>{_times_words()})|(?P<k>k)){rest}"


def _digit() -> str:
    grouped = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,2}\s\d{3}"
    return rf"(?P<digits>{grouped}|\d+[.,]\d{{1,2}}|\d+)(?!\d)(?:,-+|,=|\.-)?"


def _number(found: re.Match[str]) -> Number:
    said = found.group("words") or ""
    return Number(_value(found), found.start(), found.end(), _ranks(found), said in ("een", "eentje"))


def _ranks(found: re.Match[str]) -> bool:
    return any(found.group(name) for name in ("rank", "word_rank", "irregular"))


def _value(found: re.Match[str]) -> Decimal:
    part = found.groupdict()
    if part["digits"]:
        return _digits(part["digits"])
    if part["scaled"]:
        times = _times("duizend" if part["k"] else part["times"])
        return _digits_plain(part["scaled"]) * times + (_words(part["rest"]) if part["rest"] else 0)
    if part["half"]:
        return Decimal(part["half"]) + HALF
    if part["irregular"]:
        return Decimal(1 if part["irregular"] == "eerste" else 3)
    return _words(part["words"]) if part["words"] else HALF


def _digits(written: str) -> Decimal:
    """The value of 1.350,50 or 1,350.50, of 1 350, of 1961.50 and of 1350."""
    written = re.sub(r"[., ](?=\d{3})", "", written)
    return _digits_plain(written)


def _digits_plain(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def _times(word: str) -> int:
    return next(int(number) for number, ways in load("getallen")["keer"].items() if word in ways)


def _words(said: str) -> Decimal:
    """The value of number words, spaces and hyphens left out: thousands, then hundreds, then the rest."""
    said = re.sub(r"[\s-]", "", said)
    if said.isdigit():
        return Decimal(said)
    for large in ("miljoen", "mln", "tonnen", "ton", "duizend", "mille", "honderd"):
        left, found, right = said.partition(large)
        if found:
            rest = right if right in _below_hundred() else right.removeprefix("en")
            return (_words(left) if left else Decimal(1)) * _times(large) + (_words(rest) if rest else 0)
    return _small(said)


def _small(said: str) -> Decimal:
    if said in ("half", "halve"):
        return HALF
    if said.isdigit():
        return Decimal(said)
    if said.startswith("anderhal"):
        return Decimal("1.5")
    half = re.fullmatch(r"(.+?)en(?:een)?hal(?:f|ve)", said)
    return Decimal(_below_hundred()[half.group(1)]) + HALF if half else Decimal(_below_hundred()[said])


NUMBER = rf"(?:\d+(?:[.,]\d+)*|{_small_words()})"
