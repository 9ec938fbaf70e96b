"""Telephone numbers: Dutch and foreign, however they are spaced. Public service numbers are nobody's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import phonenumbers

from bot.privacy.numbers import DATE
from bot.privacy.spans import Span
from bot.privacy.spoken import digits_in, spoken

REST = r"(?:[ .\-/()\n]{0,3}\d)"
PHONE = re.compile(
    rf"(?<![\d+])\(?0[1-9]{REST}{{8}}(?!\d)"
    rf"|(?:\+|(?<!\d)00) ?[1-9]{REST}{{7,14}}(?!\d)"
    rf"|(?<!\d)31 ?6{REST}{{8}}(?!\d)"
    r"|(?<![\d+])0[ .-][1-9](?:[ .-]\d){8}(?![ .-]?\d)"
)
SAID = re.compile(r"0[1-9]\d{8}")
SERVICE = re.compile(r"0(?:800|90\d|88 ?-?1212)")
CALLED_PHONE = re.compile(r"\b(?:tel|telefoon|mobiel)\w*\.?(?: is)?:? ?(\d(?:[ .-]?\d){5,8})(?!\d)", re.IGNORECASE)
REGION = "NL"


@dataclass(frozen=True)
class Phone:
    """A telephone number in a text: where it stands, and its international form when it can be called."""

    span: Span
    international: str | None


def phones(text: str) -> Iterator[Phone]:
    """The telephone numbers in digits or in words, from left to right."""
    done = 0
    for phone in sorted([*_in_digits(text), *_in_words(text)], key=lambda each: each.span):
        if phone.span[0] >= done:
            yield phone
            done = phone.span[1]


def _in_words(text: str) -> Iterator[Phone]:
    for begin, end in spoken(_said, text, gap=""):
        digits = digits_in(text[begin:end])
        if not SERVICE.match(digits):
            yield Phone((begin, end), international(digits))


def _said(written: str) -> Iterator[Span]:
    return (found.span() for found in SAID.finditer(written))


def _in_digits(text: str) -> Iterator[Phone]:
    dates, at = _dates(text), 0
    while found := PHONE.search(text, at):
        digits = found.group().strip("(")
        begin = found.end() - len(digits)
        date_end = next((end for start, end in dates if start <= begin < end), None)
        at = date_end or found.end()
        if not date_end and not SERVICE.match(digits):
            yield Phone(found.span(), international(found.group()))


def callable_phones(text: str) -> Iterator[Span]:
    """The places of numbers that can be called."""
    return (phone.span for phone in phones(text) if phone.international)


def other_phones(text: str) -> Iterator[Span]:
    """The places of what is written as a telephone number, but cannot be called as it stands."""
    return (found.span(1) for found in CALLED_PHONE.finditer(text))


def international(written: str) -> str | None:
    """The number as ``+31612345678``; None when no such number can exist."""
    digits = re.sub(r"\(0\)|\s", "", written).lstrip("(")
    digits = f"+{digits}" if digits.startswith("316") else digits
    try:
        number = phonenumbers.parse(digits, REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _dates(text: str) -> list[Span]:
    """The places of dates; groups with only spaces between them are a telephone number."""
    return [found.span() for found in DATE.finditer(text) if found.group(1) != " "]
