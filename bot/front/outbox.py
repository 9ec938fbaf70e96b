"""Out of the house: an answer is stored whole, once, before anybody sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.claims import Waiting
from bot.front.handovers import HandoverDesk
from bot.front.learning import for_labelling
from bot.front.rasa_answer import Answer, Said
from bot.front.steps import PassStep, Step, go_on
from bot.front.summary import changed
from bot.front.utter import utter
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.not_understood import Sentences
from bot.store.records import Conversation, Message, Sender, Turn


@dataclass(frozen=True)
class Delivered:
    """An answer is stored. ``messages`` are all that the turn was answered with; None when only the database knows.

    ``more``: another turn of the conversation waits.
    """

    messages: Sequence[Message] | None
    more: bool


class Exit:
    """Where answers go out: messages, choices, state and handovers of a turn in one commit."""

    def __init__(self, database: Database, desk: HandoverDesk, clock: Clock, pass_step: PassStep = go_on) -> None:
        self._database, self._desk, self._clock, self._pass = database, desk, clock, pass_step

    async def deliver(self, waiting: Waiting, answer: Answer) -> Delivered | None:
        """Stores the answer, unless the turn has one already. None when the conversation is gone."""
        conversation_id, number = waiting.turn.conversation_id, waiting.turn.turn
        async with self._database.write() as connection:
            conversation, more = await Conversations(connection).lock_with_queue(conversation_id, number)
            if conversation is None:
                return None
            messages = None
            if await Inbox(connection).finish(conversation_id, number):
                messages = await self._store(connection, conversation, waiting, answer)
            self._pass(Step.KEEPING)
        return Delivered(messages, more)

    async def say(self, turn: Turn, texts: Sequence[str]) -> None:
        """Stores words of the front door itself, unless the turn was answered or these were said already."""
        async with self._database.write() as connection:
            conversation = await Conversations(connection).lock(turn.conversation_id)
            current = await Inbox(connection).get(turn.conversation_id, turn.turn)
            said = await Messages(connection).answers(turn.conversation_id, turn.turn)
            if conversation and current and current.waits and not said:
                own = [Said(text, {}, ()) for text in texts]
                await utter(connection, conversation, turn.turn, Sender.ASSISTANT, own, self._clock())

    async def _store(
        self, connection: AsyncConnection, conversation: Conversation, waiting: Waiting, answer: Answer
    ) -> Sequence[Message] | None:
        turn, known = waiting.turn, _known(conversation, answer)
        await self._mark(connection, waiting, changed(_answers(conversation.state), _answers(known.get("state", {}))))
        answer = await self._desk.with_free_references(connection, answer)
        now = self._clock()
        told = await utter(connection, conversation, turn.turn, Sender.ASSISTANT, answer.messages, now, **known)
        await self._desk.handle(connection, told.conversation, answer)
        await self._keep_not_understood(connection, turn, answer)
        is_all = conversation.seq == waiting.said_seq and not answer.withdrawn
        return told.messages if is_all else None

    async def _keep_not_understood(self, connection: AsyncConnection, turn: Turn, answer: Answer) -> None:
        """For whoever improves the assistant: the masked words, not whose they are. A chosen button has no words."""
        if answer.not_understood and not turn.invoer.startswith("/"):
            await Sentences(connection).add(for_labelling(turn.invoer), answer.not_understood, self._clock())

    async def _mark(self, connection: AsyncConnection, waiting: Waiting, fields: list[str]) -> None:
        """Keeps with the resident's message which answers it gave: each value links to its words."""
        message_id = waiting.turn.message_id
        if not fields or not message_id:
            return
        message = waiting.said or await Messages(connection).get(message_id)
        if message:
            await Messages(connection).set_extra(message.id, {**message.extra, "ingevuld": fields})


def _known(conversation: Conversation, answer: Answer) -> dict[str, Any]:
    """What changes of the conversation: Rasa's state, and the municipality and status that follow from it."""
    if answer.state is None:
        return {}
    gemeente = answer.state.get("gemeente") or conversation.gemeente
    status = answer.state.get("status") or conversation.status
    return {"state": dict(answer.state), "gemeente": gemeente, "status": status}


def _answers(state: dict[str, Any]) -> dict[str, Any]:
    return state.get("antwoorden") or {}
