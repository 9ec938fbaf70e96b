"""A message as the API gives it."""

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from bot.store.records import Message

SHOWN = ("vraag", "voortgang", "keuzes", "kaarten")


def bericht(message: Message) -> dict[str, Any]:
    """The message in the contract's form; what is empty is left out."""
    shown = {name: message.extra[name] for name in SHOWN if message.extra.get(name)}
    return {"id": message.id, "van": message.sender, "tijd": moment(message.at), "tekst": message.text, **shown}


def berichten(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The messages in the contract's form."""
    return [bericht(message) for message in messages]


def moment(at: datetime) -> str:
    """The moment in ISO 8601, in UTC, to the millisecond."""
    return at.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")
