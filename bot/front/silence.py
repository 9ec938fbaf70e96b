"""Looks for members of staff who lead a conversation and have been silent for too long."""

from collections.abc import Callable

from bot.front.takeover import Takeover
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.leads import Leads


async def end_expired(database: Database, takeover: Takeover, clock: Clock, ring: Callable[[str], None]) -> None:
    """The assistant leads their conversations again, and each resident reads so once, whoever looks too."""
    async with database.read() as connection:
        expired = await Leads(connection).expired(clock())
    for conversation_id in expired:
        async with database.write() as connection:
            conversation = await Conversations(connection).lock(conversation_id)
            if conversation is not None:
                await takeover.settled(connection, conversation)
        ring(conversation_id)
