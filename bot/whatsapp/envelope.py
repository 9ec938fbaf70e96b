"""What Meta sends: signed envelopes with messages of several people, and much that is no message."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

SIGNATURE = "X-Hub-Signature-256"
LONGEST_ID = 180
"""Room is left for what comes before it in the key of a turn; Meta's ids have about 60 characters."""
PLACE = "biz_opaque_callback_data"
"""What we send along with a message, and Meta gives back with what became of it."""
LONGEST_NUMBER, LONGEST_TIME = 15, 11
"""Digits: of a phone number at most, and of seconds up to far beyond our time."""
REPLIES = ("button_reply", "list_reply")


@dataclass(frozen=True)
class Inbound:
    """One message. ``text`` is what was typed, ``choice`` the id of a pressed button or row; neither: media or such.

    ``caption`` is what stands below a photo, a film or a file.
    """

    external_id: str
    number_id: str
    sender: str
    kind: str
    text: str | None = None
    choice: str | None = None
    caption: str | None = None


@dataclass(frozen=True)
class Failure:
    """A message that Meta took and could not bring: ``code`` says why.

    Before it ``part`` parts beyond the message ``seq`` had been sent.
    """

    external_id: str
    recipient: str
    code: int
    seq: int
    part: int
    at: datetime


def is_signed(raw: bytes, signature: str, secret: str) -> bool:
    """Whether the signature belongs to exactly these bytes, compared in constant time."""
    expected = "sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogatepass"))


def messages(envelope: Any) -> list[Inbound]:
    """Every message of every entry, in order. Statuses and what we do not know are passed over."""
    return [found for value in _values(envelope) for found in _of(value)]


def failures(envelope: Any) -> list[Failure]:
    """What Meta could not bring, of the messages that carried their place. Other statuses are passed over."""
    return [found for value in _values(envelope) for raw in _list(value, "statuses") for found in _failure(raw)]


def place(seq: int, part: int) -> str:
    """The place in a conversation as a message carries it."""
    return f"{seq}.{part}"


def _failure(raw: Any) -> Iterator[Failure]:
    """One at most. ``timestamp`` is in seconds of Unix."""
    external_id, recipient, at = (_text(raw, name) for name in ("id", "recipient_id", "timestamp"))
    seq, _, part = _text(raw, PLACE).partition(".")
    numbers = all(_is_number(each) for each in (recipient, at, seq, part)) and len(at) <= LONGEST_TIME
    if _text(raw, "status") == "failed" and numbers and external_id and len(external_id) <= LONGEST_ID:
        errors = [each.get("code") for each in _list(raw, "errors") if isinstance(each, dict)]
        code = next((each for each in errors if isinstance(each, int)), 0)
        moment = datetime.fromtimestamp(int(at), timezone.utc)
        yield Failure(external_id, recipient, code, int(seq), int(part), moment)


def _is_number(text: str) -> bool:
    """Digits only, and few enough for what we read in it."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER


def _values(envelope: Any) -> Iterator[Mapping[str, Any]]:
    for entry in _list(envelope, "entry"):
        for change in _list(entry, "changes"):
            value = change.get("value") if isinstance(change, dict) else None
            if isinstance(value, dict):
                yield value


def _of(value: Mapping[str, Any]) -> Iterator[Inbound]:
    number_id = _text(value.get("metadata"), "phone_number_id")
    for raw in _list(value, "messages"):
        external_id, sender, kind = _text(raw, "id"), _text(raw, "from"), _text(raw, "type")
        if number_id and external_id and sender.isdigit() and len(external_id) <= LONGEST_ID:
            caption = _text(raw.get(kind), "caption") or None
            yield Inbound(external_id, number_id, sender, kind, *_content(raw, kind), caption)


def _content(raw: Mapping[str, Any], kind: str) -> tuple[str | None, str | None]:
    """Text and choice. The button of a template comes as a text."""
    if kind == "text":
        return _text(raw.get("text"), "body"), None
    if kind == "button":
        return _text(raw.get("button"), "text"), None
    pressed = raw.get("interactive")
    if kind == "interactive" and isinstance(pressed, dict):
        for reply in REPLIES:
            if reply in pressed:
                return None, _text(pressed[reply], "id")
    return None, None


def _list(raw: Any, name: str) -> list[Any]:
    found = raw.get(name) if isinstance(raw, dict) else None
    return found if isinstance(found, list) else []


def _text(raw: Any, name: str) -> str:
    found = raw.get(name) if isinstance(raw, dict) else None
    return found if isinstance(found, str) else ""
