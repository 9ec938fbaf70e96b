"""Bank account numbers (IBAN) of every country, also partly typed Dutch ones."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span
from bot.privacy.words import DUTCH_BANKS, any_of

BANK = any_of(DUTCH_BANKS)
DUTCH = re.compile(
    rf"\bnl[ .-]?\d{{2}}[ .-]?(?:{BANK})(?:[ .-]?\d){{0,10}}|\bnl\d{{2}}(?:[ .-]?[a-z]{{4}}(?:[ .-]?\d)+)?(?!\w)"
    rf"|\b(?:{BANK})(?:[ .-]?\d){{9,10}}(?!\d)",
    re.IGNORECASE,
)
ANY_COUNTRY = re.compile(
    r"\b[a-z]{2}[ .-]?\d{2}(?:[ .-]?[a-z]{4}(?=[ .-]?\d))?(?:[ .-]?(?=[a-z]{0,8}\d)[a-z0-9]{1,30})+", re.IGNORECASE
)
SHORTEST, LONGEST = 15, 34
FEWEST_DIGITS = 8


def accounts(text: str) -> Iterator[Span]:
    """The places of account numbers. The check digits are not asked for: a typing error is as personal."""
    found = [each.span() for each in DUTCH.finditer(text)]
    foreign = [each.span() for each in ANY_COUNTRY.finditer(text) if _is_iban(each.group())]
    end = 0
    for span in sorted([*found, *foreign], key=lambda each: (each[0], -each[1])):
        if span[0] >= end:
            yield span
            end = span[1]


def _is_iban(candidate: str) -> bool:
    compact = re.sub(r"\W", "", candidate)
    return SHORTEST <= len(compact) <= LONGEST and sum(each.isdigit() for each in compact) >= FEWEST_DIGITS
