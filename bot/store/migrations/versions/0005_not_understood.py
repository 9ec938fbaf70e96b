"""Sentences that were not understood, so that staff can say what they mean."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "not_understood",
        sa.Column("id", sa.String(43), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("at", Moment, nullable=False),
        sa.Column("label", sa.String(60), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_not_understood"),
    )
    op.create_index("ix_not_understood_at", "not_understood", ["at"])
