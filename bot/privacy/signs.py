"""The signs of a text in their plain form, so that a number is seen however a keyboard, bank or PDF writes it."""

import unicodedata
from functools import cache

PLAIN_BY_CATEGORY = {"Zs": " ", "Pd": "-"}
PLAIN = {"\t": " ", "\u2212": "-"}
"""What Unicode counts neither as a space nor as a dash: a tab, and the minus sign."""


def plain(text: str) -> str:
    """The text with ordinary spaces, hyphens, digits and letters; each sign stays in its place.

    A place that is found in it is the same place in the text itself.
    """
    return text.replace("\t", " ") if text.isascii() else "".join(map(_plain_sign, text))


@cache
def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return PLAIN.get(sign, sign)
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    instead = PLAIN.get(sign) or PLAIN_BY_CATEGORY.get(unicodedata.category(sign))
    return instead or _alike(sign)


def _alike(sign: str) -> str:
    """The sign that Unicode calls compatible, such as a full-width letter's ordinary one, when it is a single one."""
    compatible = unicodedata.normalize("NFKC", sign)
    return compatible if len(compatible) == 1 else sign
