"""Which earlier answer a text wants to give anew, without saying the new one: "mijn leeftijd heb ik verkeerd gezet"."""

from bot.dialogue.readers.asked_words import named_fields
from bot.dialogue.readers.phrases import PhraseBook
from bot.dialogue.readers.text import plain

LONGEST = 20
"""Words; a longer text is a story in which something went wrong."""
_BOOK = PhraseBook("heropenen")


def wants_anew(text: str) -> list[str]:
    """The fields that the text names and says to have answered wrongly, or wants to be asked again."""
    said = plain(text)
    if len(said.split()) > LONGEST or not _BOOK.finds("opnieuw", said):
        return []
    return named_fields(said)
