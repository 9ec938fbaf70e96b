"""What WhatsApp says of its own accord: messages of the assistant that belong to no turn and are for WhatsApp only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.conversations import Conversations
from bot.store.ids import new_id
from bot.store.messages import Messages
from bot.store.records import Message, Sender

OURS = "whatsapp"
"""In what belongs to a message: it is sent over WhatsApp, whichever turn was last."""
LINK = "link"
"""In what belongs to a message: a link to the website is added when it is sent, so that it is stored nowhere."""
ALWAYS = "altijd"
"""In what belongs to a message: it is sent although the person signed off, because it says so."""


async def add_notices(
    connection: AsyncConnection, conversation_id: str, texts: Sequence[str], now: datetime, *marks: str
) -> None:
    """Adds our words to the conversation, in order; the marks (``LINK``, ``ALWAYS``) count for each of them."""
    conversation = await Conversations(connection).lock(conversation_id)
    if conversation is None:
        return
    extra = dict.fromkeys((OURS, *marks), True)
    for seq, text in enumerate(texts, conversation.seq + 1):
        sender, turn = Sender.ASSISTANT.value, conversation.turn
        await Messages(connection).add(Message(new_id(), conversation_id, seq, turn, sender, now, text, extra))
    await Conversations(connection).advance(conversation_id, conversation.turn, conversation.seq + len(texts), now)
