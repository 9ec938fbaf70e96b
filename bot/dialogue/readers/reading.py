"""What reading a resident's text for one field gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from bot.dialogue.readers.text import plain


class Kind(str, Enum):
    """The four things that a text can be, seen from one field."""

    VALUE = "waarde"
    UNKNOWN = "onbekend"
    REFUSED = "geweigerd"
    NOT_UNDERSTOOD = "niet_begrepen"


@dataclass(frozen=True)
class Reading:
    """A text as read for one field.

    ``value`` has the form of the contract; ``words`` is the part of the text that it stands on. A reading that is not
    ``certain`` is shown back to the resident. ``ask`` names the follow-up question that an incomplete text needs.
    """

    kind: Kind
    value: Any = None
    words: str = ""
    certain: bool = True
    ask: str | None = None

    def opens(self, text: str) -> bool:
        """Whether a longer text begins with the words that this stands on: then it is an answer, and no guess."""
        said, words = plain(text), plain(self.words)
        return self.kind is Kind.VALUE and words not in ("", said) and said.startswith(words)


@dataclass(frozen=True)
class Context:
    """What is known while reading: the date, the answers so far and the municipality's slug."""

    today: date
    answers: Mapping[str, Any] = field(default_factory=dict)
    municipality: str | None = None


Reader = Callable[[str, Context], Reading]

NOT_UNDERSTOOD = Reading(Kind.NOT_UNDERSTOOD)
UNKNOWN = Reading(Kind.UNKNOWN)
REFUSED = Reading(Kind.REFUSED)
SKIPPED = Reading(Kind.REFUSED, words="overslaan")
"""Refused by saying to skip the question: whatever else the text sounds like, it is that."""


def value(what: Any, words: str = "", certain: bool = True) -> Reading:
    """A reading that holds a value of the contract."""
    return Reading(Kind.VALUE, what, words.strip(), certain)


def asking(question: str, words: str = "") -> Reading:
    """A reading that needs a follow-up question first."""
    return Reading(Kind.NOT_UNDERSTOOD, None, words.strip(), True, question)
