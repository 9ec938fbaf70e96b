"""What looks like a BSN in a text that is not sent yet; the same rule as ``static/widget/composer.js``.

Not every such number is one: it is a reason to ask. What is stored is masked in any case (``bot.privacy.masking``).
"""

import re

RUN = re.compile(r"\d(?:[ .-]?\d)*")
DATE = re.compile(r"\d{1,2}[ .]\d{1,2}[ .](?:19|20)\d\d")
SERVICE = re.compile(r"0[89]00")
SPACES = re.compile(r" {2,}")


def bsn_like(text: str) -> list[str]:
    """The runs of eight or nine digits, also with spaces, dots or hyphens between; no dates and no phone numbers."""
    return [run for run in RUN.findall(text) if _looks_like_bsn(run)]


def without_bsn(text: str) -> str:
    """The text without those runs."""
    return SPACES.sub(" ", RUN.sub(lambda run: "" if _looks_like_bsn(run[0]) else run[0], text)).strip()


def _looks_like_bsn(run: str) -> bool:
    """With hyphens only nine digits count: eight are a date (12-03-1980) or two amounts (1200-1500)."""
    count = sum(sign.isdigit() for sign in run)
    enough = count == 9 or (count == 8 and "-" not in run)
    return enough and not DATE.fullmatch(run) and not SERVICE.match(run)
