"""Conversations over WhatsApp, and links with which they go on at the website."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the tables."""
    for make in (_person, _optout, _channel_message, _continue_link):
        make()


def _person() -> None:
    op.create_table(
        "whatsapp_person",
        sa.Column("phone_hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("number_id", sa.String(40), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("wrote_at", Moment, nullable=False),
        sa.Column("sent_seq", sa.Integer, nullable=False),
        sa.Column("sent_part", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("try_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("phone_hash", name="pk_whatsapp_person"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_whatsapp_person_conversation_id_conversation",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conversation_id", name="uq_whatsapp_person_conversation_id"),
    )


def _optout() -> None:
    op.create_table(
        "whatsapp_optout",
        sa.Column("phone_hash", sa.String(64), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("phone_hash", name="pk_whatsapp_optout"),
    )


def _channel_message() -> None:
    op.create_table(
        "channel_message",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("channel", "external_id", name="pk_channel_message"),
    )
    op.create_index("ix_channel_message_at", "channel_message", ["at"])


def _continue_link() -> None:
    op.create_table(
        "continue_link",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(43), nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_continue_link"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_continue_link_conversation_id_conversation",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_continue_link_conversation_id", "continue_link", ["conversation_id"])
