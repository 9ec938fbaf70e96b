"""Whether the resident of a case hears what is said to them, and if not why."""

from bot.staff.cases import Case
from bot.store.database import Database
from bot.store.whatsapp import People


async def unheard(database: Database, case: Case) -> str | None:
    """Which words (of ``dossier`` in medewerker.yml) say why what is sent over WhatsApp does not arrive, if so.

    Who signed off gets nothing at all; else something may wait until the resident writes again.
    """
    conversation_id = case.handover.conversation_id
    if conversation_id is None:
        return None
    async with database.read() as connection:
        people = People(connection)
        if await people.has_signed_off(conversation_id):
            return "afgemeld"
        return "niet_aangekomen" if await people.is_unreached(conversation_id) else None
