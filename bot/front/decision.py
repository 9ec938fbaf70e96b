"""What the front door asks of the rest of the program: the decision, and the danger numbers."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

Json = dict[str, Any]


class DangerNumbers(Protocol):
    """The text with numbers to call when the resident's text tells of danger; None when it does not."""

    def __call__(self, text: str, said: Iterable[str] = ()) -> str | None:
        """``said``: what the assistant said before in this conversation, so that now it says so in other words."""


class Decision(Protocol):
    """The self-check and the catalogue. What does not fit raises ``AnswerError`` of ``bot.selfcheck.answers``."""

    def zelfcheck(self, body: Json) -> Json:
        """The answer of ``POST /zelfcheck``."""

    def voorzieningen(self, gemeente: str | None, domein: str | None, zoek: str | None) -> Json:
        """The answer of ``GET /voorzieningen``."""

    def normen(self, peildatum: str | None) -> Json:
        """The answer of ``GET /normen``; the date is still unread text."""

    def record(self, state: Mapping[str, Any]) -> Json:
        """``antwoorden``, ``uitkomsten`` and ``verwijzing`` (null without a municipality) for a state."""
