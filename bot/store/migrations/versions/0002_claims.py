"""Who works on a waiting turn, and on whose page a conversation began."""

import sqlalchemy as sa
from alembic import op

from bot.store.columns import Moment

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Adds the columns; what waits has no worker yet."""
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("owner", sa.String(43), nullable=True))
        inbox.add_column(sa.Column("claimed_until", Moment, nullable=True))
    with op.batch_alter_table("conversation") as conversation:
        conversation.add_column(sa.Column("pagina", sa.String(60), nullable=True))
