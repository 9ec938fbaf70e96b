"""Names that somebody gives as their own: after "ik heet", "mijn naam is", or under a letter."""

import re
from collections.abc import Iterator

from bot.privacy.spans import Span
from bot.privacy.words import ENDS_NAME, PARTICLES

TITLE = r"(?:de heer|mevrouw|meneer|mevr\.?|mw\.?|dhr\.?)"
GREETING = r"(?:met )?vriendelijke groet(?:en|jes)?,?|mvg,?|hoogachtend,?|groet(?:en|jes),?"
CUE = re.compile(
    r"\b(?:ik heet|ik word \w+ genoemd|(?:mijn|m'?n|me) (?:volledige |echte |voor|achter|roep|familie)?naam is|naam ?:|"
    rf"ik ben {TITLE}|(?:u|je) spreekt met|{GREETING})\s+(?:ook )?(?:{TITLE} )?",
    re.IGNORECASE,
)
WORD = re.compile(r"\s*('t\b|[^\W\d_][\w'.\u2019-]*)")
MOST_WORDS = 6
MOST_SMALL_WORDS = 2
LONGEST_INITIAL = 2


def names(text: str) -> Iterator[Span]:
    """The places of names, without the words that announce them."""
    for cue in CUE.finditer(text):
        end = _end_of_name(text, cue.end())
        if end > cue.end():
            yield cue.end(), end


def _end_of_name(text: str, begin: int) -> int:
    """Where the name that begins here ends; ``begin`` itself when it is no name."""
    end = position = begin
    small = 0
    for _ in range(MOST_WORDS):
        found = WORD.match(text, position)
        if not found or _ends_name(found.group(1), small):
            break
        position = found.end()
        if found.group(1).lower() not in PARTICLES:
            small += found.group(1)[0].islower()
            end = position
        if len(found.group(1)) > LONGEST_INITIAL and found.group(1).endswith("."):
            return end - 1
    return end


def _ends_name(word: str, small: int) -> bool:
    """A name without capitals is at most a first and a last name."""
    if word[0].isupper() and word.lower() in PARTICLES:
        return False
    if word.lower() in PARTICLES and small < MOST_SMALL_WORDS:
        return False
    return word.lower() in ENDS_NAME or (word[0].islower() and small >= MOST_SMALL_WORDS)
