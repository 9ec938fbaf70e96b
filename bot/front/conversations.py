"""A resident's conversation from begin to end: begun, continued, read, wiped."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakValueDictionary

from bot.front.bell import Bell
from bot.front.berichten import berichten, moment
from bot.front.bodies import NewConversation, Said
from bot.front.decision import DangerNumbers, Decision
from bot.front.inbox import Entrance
from bot.front.outbox import Exit
from bot.front.problems import Problem
from bot.front.rasa_memory import RasaMemory
from bot.front.sessions import Session
from bot.front.steps import PassStep, Step, go_on
from bot.front.texts import Texts
from bot.front.turns import Told, Turns
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.conversations import Conversations as Rows
from bot.store.database import Database
from bot.store.handovers import Handovers
from bot.store.ids import is_id, same_token, session_token
from bot.store.inbox import Inbox
from bot.store.messages import Messages, News
from bot.store.records import Conversation, Message, Turn

Json = dict[str, Any]
CheckPage = Callable[["str | None"], None]


@dataclass(frozen=True)
class House:
    """What a conversation needs. ``desks`` names the general desk of each municipality; ``patience`` is in seconds."""

    database: Database
    entrance: Entrance
    exit: Exit
    turns: Turns
    bell: Bell
    rasa_memory: RasaMemory
    decision: Decision
    danger_numbers: DangerNumbers
    desks: dict[str, str]
    texts: Texts
    clock: Clock
    patience: float
    session: Session
    pass_step: PassStep = go_on


class Conversations:
    """The conversations of residents."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, new: NewConversation) -> Json:
        """Begins a conversation: its id, its token and the opening messages."""
        token = session_token(self._house.clock())
        turn = await self._house.entrance.begin(new, token)
        messages = await self._answered(turn, "")
        return {"id": turn.conversation_id, "token": token, "berichten": berichten(messages)}

    async def find(self, conversation_id: str, token: str) -> Conversation:
        """As ``recognise``, while the token still opens the conversation. Raises Problem when it has expired."""
        conversation = await self.recognise(conversation_id, token)
        self._check_open(conversation, token)
        return conversation

    async def recognise(self, conversation_id: str, token: str) -> Conversation:
        """The conversation of this token, expired or not. Raises the same Problem for a wrong token and a wrong id."""
        _check_id(conversation_id)
        async with self._house.database.read() as connection:
            conversation = await Rows(connection).get(conversation_id)
        if conversation is None:
            raise Problem(404, "geen_gesprek")
        _check_token(conversation, token)
        return conversation

    async def say(self, conversation: Conversation, said: Said) -> Json:
        """One turn: stored, answered, and the answer to give. The same key twice gives the same answer."""
        self._house.pass_step(Step.RECEIVED)
        turn = await self._house.entrance.accept(conversation.id, said)
        return await self._reply(turn, said)

    async def say_in_order(self, conversation_id: str, token: str, said: Said, check: CheckPage) -> Json:
        """As ``find`` and ``say`` in one: messages are taken in the order in which they arrived at this process.

        ``check`` is asked whether the municipality on whose page the conversation began may send this.
        """
        _check_id(conversation_id)

        def admit(conversation: Conversation) -> None:
            self._check_open(conversation, token)
            check(conversation.pagina)

        async with self._queues.setdefault(conversation_id, asyncio.Lock()):
            self._house.pass_step(Step.RECEIVED)
            turn = await self._house.entrance.accept(conversation_id, said, admit=admit)
        return await self._reply(turn, said)

    async def extend(self, conversation: Conversation) -> Json:
        """The resident is still there: until when the conversation stays open if nothing is said."""
        now = self._house.clock()
        async with self._house.database.write() as connection:
            await Rows(connection).touch(conversation.id, now)
        self._house.bell.ring(conversation.id)
        return {"verloopt": moment(self._house.session.ends(now))}

    async def news(self, conversation_id: str, after: int = 0) -> News | None:
        """What came after this number, and whether an answer is on its way; None when the conversation is gone."""
        async with self._house.database.read() as connection:
            return await Messages(connection).news(conversation_id, after)

    async def messages(self, conversation_id: str) -> list[Message]:
        """The messages, in order; none when the conversation is gone."""
        news = await self.news(conversation_id)
        return news.messages if news else []

    async def record(self, conversation: Conversation) -> Json:
        """The resident's own record so far."""
        told = self._house.decision.record({**conversation.state, "gemeente": conversation.gemeente})
        return {
            "id": conversation.id,
            "gemeente": conversation.gemeente,
            "status": conversation.status,
            "antwoorden": told["antwoorden"],
            "uitkomsten": told["uitkomsten"],
            "verwijzing": told["verwijzing"],
            "berichten": berichten(await self.messages(conversation.id)),
        }

    async def wipe(self, conversation: Conversation) -> None:
        """Removes the conversation everywhere; only a handover that a team has taken stays with that team."""
        await self._house.rasa_memory.remove([conversation.rasa_id])
        async with self._house.database.write() as connection:
            await Rows(connection).lock(conversation.id)
            await Handovers(connection).erase_unclaimed(conversation.id)
            await Rows(connection).remove(conversation.id)
            await Audit(connection).add(self._house.clock(), "inwoner", "gesprek gewist", "gesprek", "gelukt")
        self._house.turns.wake(conversation.id)
        self._house.bell.ring(conversation.id)

    async def await_answer(self, turn: Turn, text: str) -> None:
        """Sees to it that the turn gets its answer, or words about the delay, in the stored conversation."""
        self._house.bell.ring(turn.conversation_id)
        await self._answered(turn, text)

    async def _reply(self, turn: Turn, said: Said) -> Json:
        self._house.bell.ring(turn.conversation_id)
        messages = await self._answered(turn, said.text or "")
        self._house.pass_step(Step.REPLYING)
        return {"berichten": berichten(messages)}

    async def _answered(self, turn: Turn, text: str) -> list[Message]:
        """The stored answer to a turn. Without one in time: numbers when there is danger, and that it is kept."""
        told = await self._house.turns.answered(turn, self._house.patience) if turn.waits else Told(True)
        if told.messages is not None:
            return list(told.messages)
        if not told.answered:
            await self._house.exit.say(turn, await self._excuse(turn, text))
            self._house.bell.ring(turn.conversation_id)
        async with self._house.database.read() as connection:
            if await Inbox(connection).get(turn.conversation_id, turn.turn) is None:
                raise Problem(404, "geen_gesprek")
            return await Messages(connection).answers(turn.conversation_id, turn.turn)

    def _check_open(self, conversation: Conversation, token: str) -> None:
        """Raises Problem when the token does not open the conversation, or not any more."""
        _check_token(conversation, token)
        self._house.session.check(token, conversation.active_at, self._house.clock())

    async def _excuse(self, turn: Turn, text: str) -> list[str]:
        async with self._house.database.read() as connection:
            conversation = await Rows(connection).get(turn.conversation_id)
            said = await Messages(connection).said_by_assistant(turn.conversation_id)
        desk = self._house.desks.get(conversation.gemeente or "") if conversation else None
        danger = self._house.danger_numbers(text, said) if text else None
        notice = self._house.texts.fault(self._reason(turn), desk, said)
        return [danger, notice] if danger else [notice]

    def _reason(self, turn: Turn) -> str:
        if turn.message_id is None:
            return "begin"
        return "kapot" if self._house.turns.is_failing(turn.conversation_id) else "traag"


def _check_id(conversation_id: str) -> None:
    if not is_id(conversation_id):
        raise Problem(404, "geen_gesprek")


def _check_token(conversation: Conversation, token: str) -> None:
    """Raises the same Problem for a wrong token as for a wrong id."""
    if not same_token(token, conversation.token_hash):
        raise Problem(404, "geen_gesprek")
