"""E-mail addresses, also half typed ones and those that are spelled out ("jan apenstaartje gmail punt com")."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span

WRITTEN = r"[\w.+%-]{1,64}[ \n]{0,2}@[ \n]{0,2}[\w-]+(?:\.[\w-]+)*"
AT_WORD = r"\(at\)|\[at\]|\bapenstaart(?:je)?\b|\bat\b"
DOT_WORD = r"\bpunt\b|\bdot\b"
SPELLED = rf"[\w.+%-]{{1,64}} ?(?:{AT_WORD}) ?[\w-]+ ?(?:\.|{DOT_WORD}) ?(?:nl|com|net|org|be|eu|de)\b"
EMAIL = re.compile(f"{WRITTEN}|{SPELLED}", re.IGNORECASE)
AT = re.compile(rf"[ \n]{{0,2}}(?:@|{AT_WORD})[ \n]{{0,2}}", re.IGNORECASE)
DOT = re.compile(rf" ?(?:{DOT_WORD}) ?", re.IGNORECASE)
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
