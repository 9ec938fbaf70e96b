"""The tables. Everything that a resident wrote is masked before it gets here; contact details are encrypted."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.store.columns import Moment, json_type

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[str]:
    return Column("id", String(43), primary_key=True)


def _of_conversation(primary_key: bool = False) -> Column[str]:
    reference = ForeignKey("conversation.id", ondelete="CASCADE")
    return Column("conversation_id", String(43), reference, primary_key=primary_key, nullable=False)


def _of_handover(primary_key: bool = False) -> Column[str]:
    reference = ForeignKey("handover.id", ondelete="CASCADE")
    return Column("handover_id", String(43), reference, primary_key=primary_key, nullable=False)


conversation = Table(
    "conversation",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False),
    Column("rasa_id", String(43), nullable=False, unique=True),
    Column("gemeente", String(60)),
    Column("pagina", String(60)),
    Column("kanaal", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("state", json_type(), nullable=False),
    Column("turn", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("active_at", Moment, nullable=False, index=True),
    Column("led_by", String(43), ForeignKey("staff.id")),
    Column("led_since", Moment),
    Column("led_until", Moment, index=True),
    Column("led_seq", Integer),
)
"""One resident's conversation. ``turn`` and ``seq`` are the last ones given out; ``pagina`` whose page it began on.

``led_by`` is the member of staff who leads it until ``led_until``, after the message ``led_seq``; else the assistant.
"""

message = Table(
    "message",
    metadata,
    _id(),
    _of_conversation(),
    Column("seq", Integer, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("sender", String(12), nullable=False),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("extra", json_type(), nullable=False),
    UniqueConstraint("conversation_id", "seq"),
)
"""What was said, in order of ``seq``. ``turn`` ties answers to the resident's message that they answer."""

choice = Table(
    "choice",
    metadata,
    _id(),
    _of_conversation(),
    Column("turn", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("title", Text, nullable=False),
    Index("ix_choice_conversation_id", "conversation_id"),
)
"""A choice that was offered. Its id is all that a client sees; ``payload`` stays here."""

inbox = Table(
    "inbox",
    metadata,
    _of_conversation(primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("sleutel", String(200), nullable=False),
    Column("message_id", String(43), ForeignKey("message.id", ondelete="CASCADE")),
    Column("status", String(10), nullable=False),
    Column("invoer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("owner", String(43)),
    Column("claimed_until", Moment),
    UniqueConstraint("conversation_id", "sleutel"),
    Index("ix_inbox_status", "status"),
)
"""Turns that Rasa must answer (``wacht``) or has answered (``klaar``). ``invoer`` is what Rasa gets.

``owner`` is the process that works on it, until ``claimed_until``."""

pending_contact = Table(
    "pending_contact",
    metadata,
    _of_conversation(primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("at", Moment, nullable=False),
)
"""Contact details that wait for a handover, encrypted."""

handover = Table(
    "handover",
    metadata,
    _id(),
    Column("kenmerk", String(12), nullable=False, unique=True),
    Column("conversation_id", String(43), ForeignKey("conversation.id", ondelete="SET NULL"), index=True),
    Column("gemeente", String(60), nullable=False),
    Column("team", String(80), nullable=False),
    Column("soort", String(20), nullable=False),
    Column("urgentie", String(10), nullable=False),
    Column("summary", json_type(), nullable=False),
    Column("transcript", json_type(), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("status", String(20), nullable=False),
    Column("claimed_by", String(43), ForeignKey("staff.id")),
    Column("claimed_at", Moment),
    Column("version", Integer, nullable=False),
    Column("outcome", String(60)),
    Column("closed_at", Moment),
    Index("ix_handover_gemeente_status", "gemeente", "status"),
)
"""A case for a team, with its own masked snapshot of the conversation."""

handover_contact = Table(
    "handover_contact",
    metadata,
    _of_handover(primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False),
)
"""How the resident wants to be reached, encrypted."""

handover_note = Table(
    "handover_note",
    metadata,
    _id(),
    _of_handover(),
    Column("staff_id", String(43), ForeignKey("staff.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("soort", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Index("ix_handover_note_handover_id", "handover_id"),
)
"""What the team wrote about a case, and each try to reach the resident (``soort``)."""

consent_event = Table(
    "consent_event",
    metadata,
    _id(),
    _of_conversation(),
    Column("text_version", String(40), nullable=False),
    Column("at", Moment, nullable=False),
    Column("channel", String(20), nullable=False),
    Index("ix_consent_event_conversation_id", "conversation_id"),
)
"""That the resident agreed, with which text, when and where."""

staff = Table(
    "staff",
    metadata,
    _id(),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(120), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("gemeente", String(60), nullable=False),
    Column("role", String(20), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("must_change_password", Boolean, nullable=False),
    Column("failed_attempts", Integer, nullable=False),
    Column("locked_until", Moment),
    Column("created_at", Moment, nullable=False),
)
"""A member of a team. The e-mail address is stored in lower case; an empty ``gemeente`` is every municipality."""

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(43), ForeignKey("staff.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("active_at", Moment, nullable=False),
    Column("csrf", String(43), nullable=False),
)
"""A signed-in browser. Removing the row signs it out at once."""

login_attempt = Table(
    "login_attempt",
    metadata,
    _id(),
    Column("account", String(64), nullable=False, index=True),
    Column("origin", String(64), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("succeeded", Boolean, nullable=False),
)
"""A try to sign in. ``account`` and ``origin`` are keyed hashes."""

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("at", Moment, nullable=False, index=True),
    Column("actor", String(80), nullable=False),
    Column("action", String(60), nullable=False),
    Column("object", String(80), nullable=False),
    Column("result", String(60), nullable=False),
)
"""Who did what to which object, and how it ended (BIO 8.15.01). Holds no text of a resident."""

whatsapp_person = Table(
    "whatsapp_person",
    metadata,
    Column("phone_hash", String(64), primary_key=True),
    _of_conversation(),
    Column("number_id", String(40), nullable=False),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("wrote_at", Moment, nullable=False),
    Column("sent_seq", Integer, nullable=False),
    Column("sent_part", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("try_at", Moment, nullable=False),
    UniqueConstraint("conversation_id"),
)
"""Somebody who talks over WhatsApp: the number encrypted here and hashed everywhere else, and what was sent so far.

``sent_part`` parts of the message after ``sent_seq`` were sent; nobody sends before ``try_at``.
"""

whatsapp_optout = Table(
    "whatsapp_optout",
    metadata,
    Column("phone_hash", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Who wants no messages; stays when the conversation is gone."""

channel_message = Table(
    "channel_message",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("external_id", String(200), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)
"""A message that another channel delivered, so that it counts once."""

continue_link = Table(
    "continue_link",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _of_conversation(),
    Column("expires_at", Moment, nullable=False),
    Index("ix_continue_link_conversation_id", "conversation_id"),
)
"""A link with which a conversation goes on at the website, once."""

not_understood = Table(
    "not_understood",
    metadata,
    _id(),
    Column("text", Text, nullable=False),
    Column("field", String(40), nullable=False),
    Column("at", Moment, nullable=False, index=True),
    Column("label", String(60), nullable=False),
)
"""A masked sentence that the assistant did not understand, for whoever improves it, and never whose it was.

``field`` is the question that was open; ``at`` is the beginning of its day; ``label`` is empty until staff give one.
"""

bucket = Table(
    "bucket", metadata, Column("key", String(100), primary_key=True), Column("full_at", Moment, nullable=False)
)
"""Of how much was asked in the last minute: when this key has nothing against it any more. ``key`` names no person."""

heartbeat = Table("heartbeat", metadata, Column("id", Integer, primary_key=True), Column("at", Moment, nullable=False))
"""One row that the readiness check writes."""
