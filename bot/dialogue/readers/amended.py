"""Earlier answers that a sentence takes back in its own words: "61 bedoel ik, niet 60", "per week, niet per maand"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.dialogue.readers import read, volunteered
from bot.dialogue.readers.numerals import NUMBER, numbers
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Kind, Reading, value
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.withdrawn import says_it_is_wrong, what_counts, withdrawn_numbers

_BOOK = PhraseBook("verbeteringen")
_UNITS = {"inkomen": "euro", "mantelzorg_uren": "uur"}
"""The fields of which the period can be put right without the number."""
_CHILDREN, _MONTHS, _TOWN = "kinderen", "mantelzorg_maanden", "mantelzorg_gemeente"
_AGE, _HOURS = "leeftijd", "mantelzorg_uren"
_NOT_GIVEN = ("geld", "werkuren", "zorg_ontvangen")
"""What tells that a number is none of hours of care that the resident gives."""
_A_YEAR = 12
_GROWN_UP, _SEVERAL = 18, 2
_WITHOUT_CHILDREN = ("alleenstaand", "samen")
_AGED = re.compile(
    rf"(?:\[(?P<masked>[^\]]+)\]|(?<!\w)(?P<who>[^\W\d]+))"
    rf" (?:is|wordt|blijft|was)(?: (?:nu|net|al|pas|geen|niet|nog|wel|weer|gewoon))* {NUMBER}(?!\w)",
    re.IGNORECASE,
)
"""Who or what is told to have a number; the front puts "[naam weggehaald]" where a name stood."""
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;])\W*$")


@dataclass(frozen=True)
class Correction:
    """A sentence that takes something back: what counts in it, which numbers do not, and who it may be about."""

    text: str
    counts: str
    numbers: frozenset[int]
    fields: Sequence[str]
    """Answered fields, the last one asked first."""
    context: Context


def takes_back(text: str) -> bool:
    """Whether the words of the text put something right."""
    said = plain(text)
    return _BOOK.finds("verbetert", said) or says_it_is_wrong(said)


def announces_another(text: str) -> bool:
    """Whether the text says that another answer to an earlier question follows."""
    return _BOOK.finds("kondigt_aan", plain(text))


def amended(text: str, asked: Sequence[str], context: Context, answers_open: bool) -> dict[str, Reading]:
    """The earlier answers that the text puts right, each with its new value; ``asked``: the fields, oldest first.

    ``answers_open``: it is a certain answer to the open question; then only what it names itself is put right.
    """
    if not takes_back(text):
        return {}
    known = list(dict.fromkeys(name for name in (*reversed(asked), *context.answers) if name in context.answers))
    found = Correction(text, what_counts(text), withdrawn_numbers(text), known, context)
    return next((new for way in _ways(found, answers_open) if (new := way)), {})


def _ways(found: Correction, answers_open: bool) -> Iterator[dict[str, Reading]]:
    """The ways in which it may be meant, the surest first."""
    yield _by_hours(found)
    yield _by_number(found)
    yield _by_names(found)
    yield _by_place(found)
    yield _by_period(found)
    yield _changes({n: r for n, r in volunteered(found.counts, found.context).items() if n in found.fields}, found)
    if _BOOK.finds("verwijst_terug", plain(found.text)) or not answers_open:
        yield _of_the_last(found)


def _by_hours(found: Correction) -> dict[str, Reading]:
    """Hours of care, also when they were not asked yet: without a sign of money they are never an amount."""
    said = plain(found.text)
    if not _BOOK.finds("zorguren", said) or any(_BOOK.finds(name, said) for name in _NOT_GIVEN):
        return {}
    told = [number.value for number in numbers(found.counts) if not number.article]
    if not told:
        return {}
    period = "dag" if _BOOK.finds("per_dag", said) else "week"
    return _changes({_HOURS: read(_HOURS, f"{told[-1]:g} uur per {period}", found.context)}, found)


def _by_names(found: Correction) -> dict[str, Reading]:
    """The ages of children who are each named: "Lotte is geen 14 maar 13, Bram blijft 17"."""
    lives_with_none = found.context.answers.get("huishouden") in _WITHOUT_CHILDREN
    if _CHILDREN in found.context.answers or lives_with_none or not _names_children(found.text):
        return {}
    reading = read(_CHILDREN, found.counts, found.context)
    return {_CHILDREN: reading} if reading.kind is Kind.VALUE and max(reading.value or [_GROWN_UP]) < _GROWN_UP else {}


def _names_children(text: str) -> bool:
    """Whether several are told with an age who are children: by a name, or by a word for a child.

    A capital at the start of a sentence makes a name only beside somebody who is a child for certain: "Lotte is 13,
    Bram is 17", not "Buurjongen is 15, buurmeisje is 9".
    """
    aged = list(_AGED.finditer(text))
    certain = [who for who in aged if _is_child(who) or (_is_capital(who) and not _starts_sentence(who))]
    likely = [who for who in aged if who not in certain and _is_capital(who)]
    return bool(certain) and len(certain) + len(likely) >= _SEVERAL


def _is_child(who: re.Match[str]) -> bool:
    return bool(who["masked"]) or bool(_BOOK["kind"].fullmatch(plain(who["who"])))


def _is_capital(who: re.Match[str]) -> bool:
    """Whether it is written as a name, and neither it nor the word before ("mijn zus Anna") is one for another."""
    named, before = str(who["who"] or ""), plain(who.string[: who.start()])
    of_another = _BOOK["geen_kindernaam"].fullmatch(plain(named)) or _BOOK.ends("geen_kindernaam", before)
    return named[:1].isupper() and not named.isupper() and not of_another


def _starts_sentence(who: re.Match[str]) -> bool:
    return bool(_SENTENCE_STARTS.search(who.string[: who.start()]))


def _by_number(found: Correction) -> dict[str, Reading]:
    """The field whose old value is denied."""
    for field in found.fields:
        old = found.context.answers[field]
        if _denied(field, old, found.numbers):
            new = _child(old, found) if field == _CHILDREN else read(field, found.counts, found.context)
            if new.kind is Kind.VALUE and new.value != old:
                return {field: new}
    return {}


def _by_place(found: Correction) -> dict[str, Reading]:
    """The town that is denied: "in Noordwijk en niet meer in Katwijk"."""
    old = str(found.context.answers.get(_TOWN, "")).replace("-", " ")
    if _TOWN not in found.fields or not re.search(rf"\bniet (?:meer )?(?:in|te) {re.escape(old)}\b", plain(found.text)):
        return {}
    return _changes({_TOWN: read(_TOWN, found.counts, found.context)}, found)


def _denied(field: str, old: Any, denied: frozenset[int]) -> bool:
    values = old if isinstance(old, list) else [old]
    whole = {item for item in values if isinstance(item, (int, float)) and not isinstance(item, bool)}
    years = {item / _A_YEAR for item in whole} if field == _MONTHS else set()
    return bool((whole | years) & denied)


def _child(old: Sequence[int], found: Correction) -> Reading:
    """The ages with that of one child put right; all of them where all are told."""
    ages = [int(number.value) for number in numbers(found.counts) if not number.article]
    if len(ages) == len(old):
        return value(sorted(ages), found.counts)
    gone = [age for age in old if age in found.numbers]
    if len(ages) != 1 or len(gone) != 1:
        return NOT_UNDERSTOOD
    return value(sorted([*(age for age in old if age != gone[0]), ages[0]]), found.counts)


def _by_period(found: Correction) -> dict[str, Reading]:
    """The same amount by another period."""
    if not _BOOK.finds("termijn", found.counts) or _numbered(found.counts):
        return {}
    for field in (name for name in found.fields if name in _UNITS):
        old = found.context.answers[field]
        if isinstance(old, (int, float)):
            new = read(field, f"{old} {_UNITS[field]} {_period(found.counts)}", found.context)
            return _changes({field: new}, found)
    return {}


def _numbered(said: str) -> bool:
    """Whether an amount is told, apart from that of the period ("per vier weken")."""
    rest = _BOOK["termijn"].sub(" ", said)
    return any(not number.article for number in numbers(rest))


def _period(said: str) -> str:
    named = _BOOK["termijn"].search(said)
    return named.group() if named else ""


def _of_the_last(found: Correction) -> dict[str, Reading]:
    """The field that was asked before the open one."""
    last = [field for field in found.fields[:1] if not _other_is_denied(field, found)]
    sure = _BOOK.finds("verwijst_terug", plain(found.text))
    new = {field: read(field, found.counts, found.context) for field in last}
    return _changes({field: reading for field, reading in new.items() if reading.certain or sure}, found)


def _other_is_denied(field: str, found: Correction) -> bool:
    """Whether the number that does not count is not the age: then somebody else's is put right."""
    return field == _AGE and bool(found.numbers) and found.context.answers[field] not in found.numbers


def _changes(new: Mapping[str, Reading], found: Correction) -> dict[str, Reading]:
    answers = found.context.answers
    return {
        field: reading
        for field, reading in new.items()
        if reading.kind is Kind.VALUE and reading.value != answers.get(field)
    }
