"""How much was asked, counted over all front doors."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the table. On PostgreSQL, where it is used, outside the log: a count is not worth a write to the disk."""
    op.create_table(
        "bucket",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("full_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_bucket"),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE bucket SET UNLOGGED")
