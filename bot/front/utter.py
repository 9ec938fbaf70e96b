"""Says something in a conversation, whoever says it: messages with the choices that they offer, in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.rasa_answer import Said
from bot.store.choices import Choices
from bot.store.conversations import Conversations
from bot.store.ids import new_id
from bot.store.messages import Messages
from bot.store.records import Choice, Conversation, Message, Sender


@dataclass(frozen=True)
class Uttered:
    """What was said, and the conversation as it is after that."""

    conversation: Conversation
    messages: Sequence[Message]


async def utter(
    connection: AsyncConnection,
    conversation: Conversation,
    turn: int,
    sender: Sender,
    said: Sequence[Said],
    now: datetime,
    **known: Any,
) -> Uttered:
    """Stores the messages as part of this turn of the conversation, which must be locked.

    ``known`` is what else of the conversation becomes known with them (``Conversations.advance``).
    """
    offered = [_choices(conversation.id, turn, each) for each in said]
    messages = [
        Message(new_id(), conversation.id, seq, turn, sender.value, now, each.text, _extra(each, choices))
        for seq, (each, choices) in enumerate(zip(said, offered), conversation.seq + 1)
    ]
    await Choices(connection).add(*chain(*offered))
    await Messages(connection).add(*messages)
    last = conversation.seq + len(said)
    await Conversations(connection).advance(conversation.id, conversation.turn, last, now, **known)
    return Uttered(replace(conversation, seq=last, active_at=now, **known), messages)


def _choices(conversation_id: str, turn: int, said: Said) -> list[Choice]:
    """The choices of a message: the client gets an opaque id, the payload stays here."""
    return [Choice(new_id(), conversation_id, turn, offer.payload, offer.title) for offer in said.offers]


def _extra(said: Said, choices: Sequence[Choice]) -> dict[str, Any]:
    """What belongs to a message besides its text."""
    offered = [{"titel": each.title, "keuze": each.id} for each in choices]
    return {**said.extra, "keuzes": offered} if offered else dict(said.extra)
