"""Which messages came in over another way than a resident's own browser, so that each counts once."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.tables import channel_message


async def is_new(connection: AsyncConnection, channel: str, external_id: str, now: datetime) -> bool:
    """Notes that this message came in. False when it had come in before: the constraint decides."""
    try:
        async with connection.begin_nested():
            new = insert(channel_message).values(channel=channel, external_id=external_id, at=now)
            await connection.execute(new)
    except IntegrityError:
        return False
    return True


async def is_known(connection: AsyncConnection, channel: str, external_id: str) -> bool:
    """Whether this message was noted before."""
    one = (channel_message.c.channel == channel, channel_message.c.external_id == external_id)
    return (await connection.execute(select(channel_message.c.at).where(*one))).first() is not None
