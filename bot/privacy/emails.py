"""E-mail addresses, also half typed ones and those that are spelled out ("jan punt smit aapje gmail punt com")."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

WRITTEN = r"[\w.+%-]{1,64}[ \n]{0,2}@[ \n]{0,2}[\w-]+(?:\.[\w-]+)*"
AT_WORD = r"\(at\)|\[at\]|\(a\)|\bapen?[ -]?staart(?:je)?\b|\baap(?:je|staart|staartje)?\b|\bat\b|\bet\b"
DOT_WORD = r"\bpunt(?:je)?\b|\bdot\b"
LOCAL = rf"(?:[\w+%-]{{1,64}} (?:{DOT_WORD}) ){{0,3}}[\w.+%-]{{1,64}}"
DOMAIN = rf"(?:[\w-]+ ?(?:\.|{DOT_WORD}) ?){{1,3}}(?:nl|com|net|org|be|eu|de)"
SPELLED = rf"{LOCAL} ?(?:{AT_WORD}) ?{DOMAIN}\b"
EMAIL = re.compile(f"{WRITTEN}|{SPELLED}", re.IGNORECASE)
AT = re.compile(rf"[ \n]{{0,2}}(?:@|{AT_WORD})[ \n]{{0,2}}", re.IGNORECASE)
DOT = re.compile(rf" ?(?:\.|{DOT_WORD}) ?", re.IGNORECASE)
USABLE = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)


def emails(text: str) -> Iterator[Span]:
    """The places of e-mail addresses."""
    return (found.span() for found in EMAIL.finditer(text))


def first_usable(text: str) -> str | None:
    """The first address that mail can be sent to, in its ordinary form."""
    for begin, end in emails(text):
        plain = DOT.sub(".", AT.sub("@", text[begin:end], count=1)).rstrip(".")
        if USABLE.fullmatch(plain):
            return plain
    return None
