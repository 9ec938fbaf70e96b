"""Names of others in a sentence: after a word of kin, a title or "heet", written with a capital.

For what is kept to learn from: "mijn zoon [naam weggehaald] is vier" teaches as much. Only what is written with a
capital is seen, and nothing in a text of capitals only.
"""

import re
from collections.abc import Iterator

from bot.privacy.masking import NAME, mask
from bot.privacy.spans import Span, replace
from bot.privacy.words import ENDS_NAME, NO_NAMES, OTHERS, PARTICLES, TITLES, any_of

CUE = re.compile(
    rf"\b(?:(?:{any_of(OTHERS)}|{any_of(TITLES)})\b\.?(?:\s+(?:heet|heten|genaamd|genoemd)\b)?"
    r"|(?:heet|heette|heten|heetten|genaamd)\b)(?:\s*\(|(?:\s*[,:])?\s+(?:ook\s+)?)",
    re.IGNORECASE,
)
"""What announces a name."""
TOKEN = re.compile(r"\s*([^\W\d_]{1,2}\.(?=\s*[^\W\d_])|'t\b|[^\W\d_][\w'\u2019-]*)")
AND = re.compile(r"\s*(?:,|&|\+|\ben\b|,\s*en\b)\s+")
BEFORE_SURNAME = PARTICLES - {"in", "op", "te", "het", "ait"}
"""With these a name may begin: "mevrouw van Dijk", but "mijn moeder in Rijswijk" lives there."""
LONGEST_INITIAL = 2


def mask_people(text: str, kept: frozenset[str]) -> str:
    """The text as ``mask`` leaves it, also without the names of others. ``kept``: words (small letters) that are no
    person's name: towns, organisations, facilities."""
    masked = mask(text)
    return replace(masked, people(masked, kept), NAME)


def people(text: str, kept: frozenset[str]) -> Iterator[Span]:
    """The places of the names of others, without the words that announce them."""
    done = 0
    for cue in CUE.finditer(text):
        for begin, end in _names_from(text, cue.end(), kept | NO_NAMES | ENDS_NAME):
            if begin >= done and not text.isupper():
                yield begin, end
                done = end


def _names_from(text: str, begin: int, kept: frozenset[str]) -> Iterator[Span]:
    """The name that begins here, and those that stand beside it ("Sara, Tim en Noor")."""
    end = _end_of_name(text, begin, kept)
    while end > begin:
        yield begin, end
        joined = AND.match(text, end)
        begin = joined.end() if joined else end
        end = _end_of_name(text, begin, kept) if joined else end


def _end_of_name(text: str, begin: int, kept: frozenset[str]) -> int:
    """Where the name that begins here ends; ``begin`` itself when it is none."""
    end = position = begin
    while (token := TOKEN.match(text, position)) is not None:
        word, position = token.group(1), token.end()
        if _is_part(word, kept):
            end = position
        elif word.lower() not in (PARTICLES if end > begin else BEFORE_SURNAME):
            break
    return end


def _is_part(word: str, kept: frozenset[str]) -> bool:
    """A word with a capital that is no abbreviation (UWV), no particle, and nothing that we keep."""
    abbreviated = word.isupper() and len(word) > LONGEST_INITIAL and not word.endswith(".")
    return word[0].isupper() and not abbreviated and word.lower() not in kept | PARTICLES
