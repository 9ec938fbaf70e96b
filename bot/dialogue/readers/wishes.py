"""Sentences that ask for help without being a question: "ik zoek iemand die de ramen doet"."""

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("hulpwensen")
SHORTEST = 4
"""Fewer words are an answer: "hulp nodig"."""


def is_wish(text: str) -> bool:
    """Whether the text says that somebody looks for help."""
    said = plain(text)
    long_enough = len(said.split()) >= SHORTEST
    return long_enough and _BOOK.finds("wens", said) and not _BOOK.finds("geen_wens", said)
