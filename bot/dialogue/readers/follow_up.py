"""A question about help: what it costs, how, where, and whether; of what was shown just now, or with its name."""

from enum import Enum

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain, words


class About(str, Enum):
    """What is asked about a facility."""

    COSTS = "kosten"
    STEPS = "stappen"
    WHERE = "waar"
    REASONS = "redenen"


LONGEST = 12
"""Words; a longer sentence has a subject of its own."""
_BOOK = PhraseBook("vervolg")


def asked_about(text: str) -> About | None:
    """What the text asks about a facility that it names itself."""
    said = plain(text)
    return next((about for about in About if _BOOK.finds(f"{about.value}_van", said)), None)


def follow_up(text: str) -> About | None:
    """What the text asks, if it asks nothing else."""
    filler = _BOOK.entries("opvulling").split()
    said = words(plain(text))
    asked = " ".join(word for word in said if word not in filler)
    if not asked or len(said) > LONGEST:
        return None
    return next((about for about in About if _BOOK[about.value].fullmatch(asked)), None)
