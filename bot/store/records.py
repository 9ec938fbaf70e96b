"""The rows, as the rest of the program sees them."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

MEMBER, ADMINISTRATOR = "medewerker", "beheerder"
"""Roles of staff. An administrator without municipality sees every municipality."""


class Sender(str, Enum):
    """Who wrote a message."""

    RESIDENT = "inwoner"
    ASSISTANT = "assistent"
    STAFF = "medewerker"


class ConversationStatus(str, Enum):
    """Where a conversation stands."""

    OPEN = "open"
    STOPPED = "gestopt"
    HANDED_OVER = "overgedragen"


class TurnStatus(str, Enum):
    """Whether a turn still waits for Rasa."""

    WAITING = "wacht"
    DONE = "klaar"


class HandoverStatus(str, Enum):
    """Where a handover stands."""

    NEW = "nieuw"
    CLAIMED = "in_behandeling"
    CLOSED = "afgesloten"
    WITHDRAWN = "ingetrokken"


class NoteKind(str, Enum):
    """A note, a try to reach the resident and how it ended, or what was said at the closing."""

    NOTE = "notitie"
    REACHED = "bereikt"
    NOT_REACHED = "niet_bereikt"
    VOICEMAIL = "voicemail"
    CLOSING = "afsluiting"


@dataclass(frozen=True)
class Conversation:
    """A conversation; ``turn`` and ``seq`` are the last numbers given out, ``pagina`` whose page it began on.

    ``led_by`` is the member of staff who leads it, ``led_seq`` the last message before that; None is the assistant.
    """

    id: str
    token_hash: str
    rasa_id: str
    gemeente: str | None
    kanaal: str
    status: str
    state: dict[str, Any]
    turn: int
    seq: int
    created_at: datetime
    active_at: datetime
    pagina: str | None = None
    led_by: str | None = None
    led_since: datetime | None = None
    led_until: datetime | None = None
    led_seq: int | None = None

    def leader(self, now: datetime) -> str | None:
        """The member of staff who leads at this moment: nobody any more when they were silent for too long."""
        return self.led_by if self.led_until is not None and self.led_until > now else None


@dataclass(frozen=True)
class Message:
    """One message. ``extra`` may hold ``vraag``, ``voortgang``, ``keuzes``, ``kaarten`` and ``ingevuld``."""

    id: str
    conversation_id: str
    seq: int
    turn: int
    sender: str
    at: datetime
    text: str
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """An offered choice: what the resident reads (``title``) and what Rasa gets (``payload``)."""

    id: str
    conversation_id: str
    turn: int
    payload: str
    title: str


@dataclass(frozen=True)
class Turn:
    """A row of the inbox, on which ``owner`` works until ``claimed_until``. The opening turn has no ``message_id``."""

    conversation_id: str
    turn: int
    sleutel: str
    message_id: str | None
    status: str
    invoer: str
    at: datetime
    owner: str | None = None
    claimed_until: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether Rasa has not answered yet."""
        return self.status == TurnStatus.WAITING.value


@dataclass(frozen=True)
class Sealed:
    """Encrypted bytes and the id of their key."""

    ciphertext: bytes
    key_id: str


@dataclass(frozen=True)
class Handover:
    """A case for a team."""

    id: str
    kenmerk: str
    conversation_id: str | None
    gemeente: str
    team: str
    soort: str
    urgentie: str
    summary: dict[str, Any]
    transcript: list[dict[str, Any]]
    created_at: datetime
    due_at: datetime
    status: str = HandoverStatus.NEW.value
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    version: int = 1
    outcome: str | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Note:
    """What a member of staff wrote about a handover, or a try to reach the resident."""

    id: str
    handover_id: str
    staff_id: str
    at: datetime
    text: str
    soort: str = NoteKind.NOTE.value


@dataclass(frozen=True)
class Staff:
    """A member of a team."""

    id: str
    email: str
    name: str
    password_hash: str
    gemeente: str
    role: str
    active: bool
    failed_attempts: int
    locked_until: datetime | None
    created_at: datetime
    must_change_password: bool = False


@dataclass(frozen=True)
class StaffSession:
    """A signed-in browser."""

    token_hash: str
    staff_id: str
    created_at: datetime
    active_at: datetime
    csrf: str


@dataclass(frozen=True)
class AuditEntry:
    """One line of the audit log."""

    id: str
    at: datetime
    actor: str
    action: str
    object: str
    result: str
