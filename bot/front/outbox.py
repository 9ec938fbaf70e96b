"""Out of the house: an answer is stored whole, once, before anybody sees it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.handovers import HandoverDesk
from bot.front.rasa_answer import Answer, Said
from bot.front.steps import PassStep, Step, go_on
from bot.front.summary import changed
from bot.store.choices import Choices
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Choice, Conversation, Message, Sender, Turn


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
                await self._append(connection, conversation, turn.turn, [Said(text, {}, ()) for text in texts])

    async def _store(self, connection: AsyncConnection, conversation: Conversation, turn: Turn, answer: Answer) -> None:
        state = dict(answer.state) if answer.state is not None else conversation.state
        await self._mark(connection, turn, changed(_answers(conversation.state), _answers(state)))
        current = replace(conversation, state=state, gemeente=state.get("gemeente") or conversation.gemeente)
        answer = await self._desk.with_free_references(connection, answer)
        await self._append(connection, current, turn.turn, answer.messages)
        status = state.get("status") or conversation.status
        await Conversations(connection).set_state(current.id, state, current.gemeente, status)
        await self._desk.handle(connection, current, answer)

    async def _append(
        self, connection: AsyncConnection, conversation: Conversation, turn: int, said: Sequence[Said]
    ) -> None:
        now = self._clock()
        offered = [_choices(conversation.id, turn, each) for each in said]
        messages = [
            Message(new_id(), conversation.id, seq, turn, Sender.ASSISTANT.value, now, each.text, _extra(each, choices))
            for seq, (each, choices) in enumerate(zip(said, offered), conversation.seq + 1)
        ]
        await Choices(connection).add(*chain(*offered))
        await Messages(connection).add(*messages)
        await Conversations(connection).advance(conversation.id, conversation.turn, conversation.seq + len(said), now)

    async def _mark(self, connection: AsyncConnection, turn: Turn, fields: list[str]) -> None:
        """Keeps with the resident's message which answers it gave: each value links to its words."""
        message = await Messages(connection).get(turn.message_id) if turn.message_id else None
        if message and fields:
            await Messages(connection).set_extra(message.id, {**message.extra, "ingevuld": fields})


def _answers(state: dict[str, Any]) -> dict[str, Any]:
    return state.get("antwoorden") or {}


def _choices(conversation_id: str, turn: int, said: Said) -> list[Choice]:
    """The choices of a message: the client gets an opaque id, the payload stays here."""
    return [Choice(new_id(), conversation_id, turn, offer.payload, offer.title) for offer in said.offers]


def _extra(said: Said, choices: Sequence[Choice]) -> dict[str, Any]:
    """What belongs to a message besides its text."""
    offered = [{"titel": each.title, "keuze": each.id} for each in choices]
    return {**said.extra, "keuzes": offered} if offered else dict(said.extra)
