"""What was said, as a member of staff reads it."""

from bot.front.page_text import plain
from bot.store.records import Sender


def as_read(sender: str, text: str) -> str:
    """What a person typed stays as it was typed; the assistant's own words lose the marks of their form."""
    return plain(text) if sender == Sender.ASSISTANT.value else text
