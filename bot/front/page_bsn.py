"""What looks like a BSN in a text that is not sent yet: the numbers that masking takes out, of eight or nine digits.

Not every such number is one: it is a reason to ask. ``static/widget/composer.js`` asks by a simpler rule, which gives
the same on ``tests/front/messages.json``.
"""

import re
from collections.abc import Iterator

from bot.privacy.numbers import LONGEST, SHORTEST, numbers
from bot.privacy.phones import callable_phones
from bot.privacy.signs import plain
from bot.privacy.spans import Span, replace

SERVICE = re.compile(r"0[89]00")
SPACES = re.compile(r" {2,}")


def bsn_like(text: str) -> list[str]:
    """The numbers of eight or nine digits, whatever stands between the digits; no dates and no phone numbers."""
    return [text[begin:end] for begin, end in _places(text)]


def without_bsn(text: str) -> str:
    """The text without those numbers."""
    return SPACES.sub(" ", replace(text, _places(text), "")).strip()


def _places(text: str) -> Iterator[Span]:
    written = plain(text)
    called = list(callable_phones(written))
    for begin, end in numbers(written):
        count = sum(sign.isdigit() for sign in written[begin:end])
        is_phone = SERVICE.match(written, begin) or any(start <= begin < after for start, after in called)
        if SHORTEST <= count <= LONGEST and not is_phone:
            yield begin, end
