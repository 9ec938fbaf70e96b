"""Words for the people around a resident."""

import re
from functools import cache

from bot.dialogue.readers.lexicon import load
from bot.dialogue.readers.phrases import compile_phrases


@cache
def people(*kinds: str) -> re.Pattern[str]:
    """Finds words for people of those kinds, or of any kind (the lists of ``personen.yml``)."""
    return compile_phrases(
        phrase for kind, phrases in load("personen").items() if not kinds or kind in kinds for phrase in phrases
    )
