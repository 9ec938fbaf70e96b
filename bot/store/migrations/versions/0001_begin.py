"""The first form of the tables."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment, json_type

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table, those that others refer to first."""
    for make in (
        _conversation,
        _message,
        _choice,
        _inbox,
        _pending_contact,
        _consent_event,
        _staff,
        _staff_session,
        _login_attempt,
        _handover,
        _handover_contact,
        _handover_note,
        _audit,
        _heartbeat,
    ):
        make()


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("rasa_id", sa.String(43), nullable=False),
        sa.Column("gemeente", sa.String(60), nullable=True),
        sa.Column("kanaal", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("state", json_type(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("rasa_id", name=op.f("uq_conversation_rasa_id")),
    )
    op.create_index(op.f("ix_conversation_active_at"), "conversation", ["active_at"], unique=False)


def _message() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sender", sa.String(12), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("extra", json_type(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_message_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("conversation_id", "seq", name=op.f("uq_message_conversation_id_seq")),
    )


def _choice() -> None:
    op.create_table(
        "choice",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_choice_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_choice")),
    )
    op.create_index("ix_choice_conversation_id", "choice", ["conversation_id"], unique=False)


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sleutel", sa.String(200), nullable=False),
        sa.Column("message_id", sa.String(43), nullable=True),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("invoer", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_inbox_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_inbox_message_id_message"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("conversation_id", "turn", name=op.f("pk_inbox")),
        sa.UniqueConstraint("conversation_id", "sleutel", name=op.f("uq_inbox_conversation_id_sleutel")),
    )
    op.create_index("ix_inbox_status", "inbox", ["status"], unique=False)


def _pending_contact() -> None:
    op.create_table(
        "pending_contact",
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_pending_contact_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_pending_contact")),
    )


def _consent_event() -> None:
    op.create_table(
        "consent_event",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("text_version", sa.String(40), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_consent_event_conversation_id_conversation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_event")),
    )
    op.create_index("ix_consent_event_conversation_id", "consent_event", ["conversation_id"], unique=False)


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("gemeente", sa.String(60), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("failed_attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("email", name=op.f("uq_staff_email")),
    )


def _staff_session() -> None:
    op.create_table(
        "staff_session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("staff_id", sa.String(43), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("active_at", Moment(), nullable=False),
        sa.Column("csrf", sa.String(43), nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_staff_session_staff_id_staff"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_staff_session")),
    )
    op.create_index(op.f("ix_staff_session_staff_id"), "staff_session", ["staff_id"], unique=False)


def _login_attempt() -> None:
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("account", sa.String(64), nullable=False),
        sa.Column("origin", sa.String(64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    op.create_index(op.f("ix_login_attempt_account"), "login_attempt", ["account"], unique=False)
    op.create_index(op.f("ix_login_attempt_at"), "login_attempt", ["at"], unique=False)


def _handover() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("kenmerk", sa.String(12), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=True),
        sa.Column("gemeente", sa.String(60), nullable=False),
        sa.Column("team", sa.String(80), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("urgentie", sa.String(10), nullable=False),
        sa.Column("summary", json_type(), nullable=False),
        sa.Column("transcript", json_type(), nullable=False),
        sa.Column("created_at", Moment(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("claimed_by", sa.String(43), nullable=True),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(60), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["claimed_by"], ["staff.id"], name=op.f("fk_handover_claimed_by_staff")),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_handover_conversation_id_conversation"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint("kenmerk", name=op.f("uq_handover_kenmerk")),
    )
    op.create_index(op.f("ix_handover_conversation_id"), "handover", ["conversation_id"], unique=False)
    op.create_index("ix_handover_gemeente_status", "handover", ["gemeente", "status"], unique=False)


def _handover_contact() -> None:
    op.create_table(
        "handover_contact",
        sa.Column("handover_id", sa.String(43), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_contact_handover_id_handover"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("handover_id", name=op.f("pk_handover_contact")),
    )


def _handover_note() -> None:
    op.create_table(
        "handover_note",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("handover_id", sa.String(43), nullable=False),
        sa.Column("staff_id", sa.String(43), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("soort", sa.String(20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name=op.f("fk_handover_note_handover_id_handover"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_handover_note_staff_id_staff")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_note")),
    )
    op.create_index("ix_handover_note_handover_id", "handover_note", ["handover_id"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("object", sa.String(80), nullable=False),
        sa.Column("result", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)


def _heartbeat() -> None:
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeat")),
    )
