"""Whether the household's savings are above the asset limit."""

import re
from decimal import Decimal

from bot.dialogue.readers.denial import denies, seems_to_deny
from bot.dialogue.readers.money import Amount, amounts
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Reading, value
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("vermogen")


def read_savings(text: str, context: Context) -> Reading:
    """True above the limit of this household, False up to it."""
    said = plain(text)
    counted = [amount for amount in amounts(said) if _counts(amount)]
    if counted and not _names_the_limit(said, counted):
        return _compared(said, counted, context)
    return _worded(said)


def _counts(amount: Amount) -> bool:
    """Whether it is money that somebody has: what a house is worth is not, what is left of its sale is."""
    return _BOOK.finds("toch_spaargeld", amount.words) or not _BOOK.finds("telt_niet_mee", amount.words)


def _names_the_limit(said: str, counted: list[Amount]) -> bool:
    """ "Meer dan 8000 heb ik niet": the amount is the limit itself, so the words decide."""
    limits = set(_BOOK.entries("grenzen").values())
    return len(counted) == 1 and counted[0].high in limits and _BOOK.finds("vergelijking", said)


def _compared(said: str, counted: list[Amount], context: Context) -> Reading:
    limits = _BOOK.entries("grenzen")
    household = context.answers.get("huishouden")
    known = [limits[household]] if household in limits else sorted(limits.values())
    low, high = sum((a.low for a in counted), Decimal(0)), sum((a.high for a in counted), Decimal(0))
    words = said[counted[0].start : counted[-1].end]
    if high <= known[0]:
        return value(False, words)
    if low > known[-1]:
        return value(True, words)
    return NOT_UNDERSTOOD


def _worded(said: str) -> Reading:
    """What the last telling phrase says; phrases inside a longer one of the other side don't count."""
    if _BOOK.finds("nog_niet", said):
        return NOT_UNDERSTOOD
    below = list(_BOOK["onder"].finditer(said))
    above = [found for found in _BOOK["boven"].finditer(said) if not _inside(found, below)]
    below = [found for found in below if not _inside(found, above) or found.span() in {a.span() for a in above}]
    if not (below or above):
        return value(False, said, denies(said)) if denies(said) or seems_to_deny(said) else NOT_UNDERSTOOD
    last_below, last_above = (found[-1].end() if found else -1 for found in (below, above))
    chosen = (above if last_above > last_below else below)[-1]
    return value(last_above > last_below, chosen.group(), certain=not (below and above))


def _inside(found: re.Match[str], others: list[re.Match[str]]) -> bool:
    return any(other.start() <= found.start() and found.end() <= other.end() for other in others)
