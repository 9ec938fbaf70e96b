"""The question that the assistant waits for, as it can be put once more."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.rasa_answer import Offer, Said
from bot.store.choices import Choices
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Message

CARRIED = ("vraag", "voortgang")


async def open_question(connection: AsyncConnection, conversation_id: str) -> Said | None:
    """What the assistant's last turn asked or offered; None when it waits for nothing in particular."""
    turn = await Inbox(connection).last_of_assistant(conversation_id)
    answers = await Messages(connection).answers(conversation_id, turn) if turn is not None else []
    asked = [each for each in answers if each.extra.get("vraag") or each.extra.get("keuzes")]
    return await _again(connection, asked[-1]) if asked else None


async def _again(connection: AsyncConnection, message: Message) -> Said:
    """The same words with new choices: those of before belong to an earlier turn."""
    offered = [
        await Choices(connection).offered(message.conversation_id, each["keuze"])
        for each in message.extra.get("keuzes", [])
    ]
    extra = {name: message.extra[name] for name in CARRIED if name in message.extra}
    return Said(message.text, extra, tuple(Offer(each.title, each.payload) for each in offered if each))
