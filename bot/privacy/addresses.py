"""Where somebody lives: postcode with or without house number, and street with house number. Also number plates."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span
from bot.privacy.words import BEFORE_STREETS, COUNTED, LETTER_PAIRS, NO_STREETS, STREET_ENDINGS, any_of

HOUSE_NUMBER = r"\d{1,5}(?: ?(?:[a-wyz]|bis)\b| ?[-/] ?(?:\d{1,4}|[a-z])\b)?(?:-(?:\d{1,3}|[a-z])\b)?"
NUMBER_WORD = r"(?:nr\.? ?|nummer |huisnummer )?"
POSTCODE = re.compile(rf"\b([1-9]\d{{3}})( ?)([a-z]{{2}})\b(,? ?{NUMBER_WORD}{HOUSE_NUMBER})?", re.IGNORECASE)
POSTCODE_NAMED = re.compile(r"\bpost ?code\w*(?: is)?:? ?([1-9]\d{3}(?: ?[a-z]{2}\b)?)", re.IGNORECASE)
AFTER_NUMBER = rf"(?! ?(?:%|€|[.,:/]\d|(?:{any_of(COUNTED)})\b))(?!\d)"
STREET_NAME = (
    rf"\b(?!(?:{any_of(NO_STREETS)})\b)(?:(?:{any_of(BEFORE_STREETS)})\.? ){{0,4}}"
    rf"[^\W\d_][\w'.\u2019-]{{0,40}}?(?:{any_of(STREET_ENDINGS)})(?:tje|je)?"
)
STREET = re.compile(rf"{STREET_NAME},? ?{NUMBER_WORD}{HOUSE_NUMBER}{AFTER_NUMBER}", re.IGNORECASE)
LIVES_AT = re.compile(
    r"\b(?:woon|wonen|woont|woonachtig|adres|verhuisd)(?: is)?:? (?:op|aan|naar)? ?(?:de |het |'t )?"
    rf"((?:[^\W\d_][\w'.\u2019-]{{0,40}} ){{1,4}}{HOUSE_NUMBER})(?= ?(?:$|[.,;!?\n]|in\b|te\b|[1-9]\d{{3}}\b))",
    re.IGNORECASE,
)
NOT_AT = re.compile(
    r"\b(?:met|samen|al|sinds|bij|er|hier|in|ongeveer|ruim|alleen|vanaf|onder|ben|heb|van|voor)\b", re.IGNORECASE
)
PLATE_FORMS = (
    *("LL-99-99", "99-99-LL", "99-LL-99", "LL-99-LL", "LL-LL-99", "99-LL-LL"),
    *("99-LLL-9", "9-LLL-99", "LL-999-L", "L-999-LL", "LLL-99-L", "9-LL-999", "999-LL-9"),
)
PLATE = re.compile(
    r"(?<![\w-])(?:" + "|".join(form.replace("9", r"\d").replace("L", "[a-z]") for form in PLATE_FORMS) + r")(?![\w-])",
    re.IGNORECASE,
)
PLATE_TIGHT = re.compile(
    r"(?<!\w)(?:"
    + "|".join(form.replace("-", "").replace("9", r"\d").replace("L", "[A-Z]") for form in PLATE_FORMS)
    + r")(?!\w)"
)


def addresses(text: str) -> Iterator[Span]:
    """The places of postcodes and of streets with a house number."""
    found = [*_postcodes(text), *(each.span() for each in STREET.finditer(text)), *_lives_at(text)]
    end = 0
    for span in sorted(found, key=lambda each: (each[0], -each[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def number_plates(text: str) -> Iterator[Span]:
    """The places of Dutch number plates: with hyphens in any case, without them only in capitals."""
    found = [
        each.span() for pattern in (PLATE, PLATE_TIGHT) for each in pattern.finditer(text) if _is_plate(each.group())
    ]
    return iter(sorted(found))


def _postcodes(text: str) -> Iterator[Span]:
    yield from (found.span(1) for found in POSTCODE_NAMED.finditer(text))
    for found in POSTCODE.finditer(text):
        _, gap, letters, _ = found.groups()
        if letters.lower() not in LETTER_PAIRS or (letters.isupper() and not gap):
            yield found.span()


def _lives_at(text: str) -> Iterator[Span]:
    return (found.span(1) for found in LIVES_AT.finditer(text) if not NOT_AT.search(found.group(1)))


def _is_plate(written: str) -> bool:
    """``10-en-12`` is a pair of ages."""
    return re.sub(r"[^a-z]", "", written.lower()) not in LETTER_PAIRS
