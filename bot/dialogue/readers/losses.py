"""Whether somebody tells of the death of a loved one, so that we do not go on as if nothing was said."""

from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain

_BOOK = PhraseBook("meeleven")


def tells_of_a_loss(text: str) -> bool:
    """Whether the text tells that a loved one died."""
    return _BOOK.finds("verlies", plain(text))
