"""Who leads a conversation when the assistant does not."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the columns; the assistant leads every conversation that exists."""
    # In words of SQL that both databases take: with batch_alter_table SQLite would copy the table to add the key, and
    # drop the old one with all messages under it.
    op.execute(
        "ALTER TABLE conversation ADD COLUMN led_by VARCHAR(43) "
        "CONSTRAINT fk_conversation_led_by_staff REFERENCES staff (id)"
    )
    op.add_column("conversation", sa.Column("led_since", Moment, nullable=True))
    op.add_column("conversation", sa.Column("led_until", Moment, nullable=True))
    op.add_column("conversation", sa.Column("led_seq", sa.Integer, nullable=True))
    op.create_index("ix_conversation_led_until", "conversation", ["led_until"])
