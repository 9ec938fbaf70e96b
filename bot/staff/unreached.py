"""Whether the resident of a case heard everything that was said to them."""

from bot.staff.cases import Case
from bot.store.database import Database
from bot.store.whatsapp import People


async def is_unreached(database: Database, case: Case) -> bool:
    """Whether something waits on WhatsApp that may not be sent until the resident writes again."""
    conversation_id = case.handover.conversation_id
    if conversation_id is None:
        return False
    async with database.read() as connection:
        return await People(connection).is_unreached(conversation_id)
