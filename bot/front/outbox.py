"""Out of the house: an answer is stored whole, once, before anybody sees it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.handovers import HandoverDesk
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
from bot.store.records import Conversation, Sender, Turn


class Exit:
    """Where answers go out: messages, choices, state and handovers of a turn in one commit."""

    def __init__(self, database: Database, desk: HandoverDesk, clock: Clock, pass_step: PassStep = go_on) -> None:
        self._database, self._desk, self._clock, self._pass = database, desk, clock, pass_step

    async def deliver(self, turn: Turn, answer: Answer) -> bool:
        """Stores the answer, unless the turn has one already. False when the conversation is gone."""
        async with self._database.write() as connection:
            conversation = await Conversations(connection).lock(turn.conversation_id)
            if conversation is None:
                return False
            if await Inbox(connection).finish(turn.conversation_id, turn.turn):
                await self._store(connection, conversation, turn, answer)
            self._pass(Step.KEEPING)
            return True

    async def say(self, turn: Turn, texts: Sequence[str]) -> None:
        """Stores words of the front door itself, unless the turn was answered or these were said already."""
        async with self._database.write() as connection:
            conversation = await Conversations(connection).lock(turn.conversation_id)
            current = await Inbox(connection).get(turn.conversation_id, turn.turn)
            said = await Messages(connection).answers(turn.conversation_id, turn.turn)
            if conversation and current and current.waits and not said:
                own = [Said(text, {}, ()) for text in texts]
                await utter(connection, conversation, turn.turn, Sender.ASSISTANT, own, self._clock())

    async def _store(self, connection: AsyncConnection, conversation: Conversation, turn: Turn, answer: Answer) -> None:
        state = dict(answer.state) if answer.state is not None else conversation.state
        await self._mark(connection, turn, changed(_answers(conversation.state), _answers(state)))
        current = replace(conversation, state=state, gemeente=state.get("gemeente") or conversation.gemeente)
        answer = await self._desk.with_free_references(connection, answer)
        now = self._clock()
        current = await utter(connection, current, turn.turn, Sender.ASSISTANT, answer.messages, now)
        status = state.get("status") or conversation.status
        await Conversations(connection).set_state(current.id, state, current.gemeente, status)
        await self._desk.handle(connection, current, answer)
        await self._keep_not_understood(connection, turn, answer)

    async def _keep_not_understood(self, connection: AsyncConnection, turn: Turn, answer: Answer) -> None:
        """For whoever improves the assistant: the masked words, not whose they are. A chosen button has no words."""
        if answer.not_understood and not turn.invoer.startswith("/"):
            await Sentences(connection).add(turn.invoer, answer.not_understood, self._clock())

    async def _mark(self, connection: AsyncConnection, turn: Turn, fields: list[str]) -> None:
        """Keeps with the resident's message which answers it gave: each value links to its words."""
        message = await Messages(connection).get(turn.message_id) if turn.message_id else None
        if message and fields:
            await Messages(connection).set_extra(message.id, {**message.extra, "ingevuld": fields})


def _answers(state: dict[str, Any]) -> dict[str, Any]:
    return state.get("antwoorden") or {}
