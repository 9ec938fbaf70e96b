"""Who works on a conversation: of several front doors on one database, one at a time.

The oldest waiting turn carries the name of its worker and until when the name counts. Whoever works longer renews it;
whoever dies is followed up once it has run out. Should two ever work on one turn after all (a process that stood still
longer than its claim), then Rasa takes the turn once and the inbox keeps one answer.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_id
from bot.store.inbox import Inbox
from bot.store.records import Conversation, Message, Turn

MOST_AT_HAND = 1_000
log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Waiting:
    """The oldest waiting turn of a conversation; ``mine`` when this process may work on it.

    ``said`` is the resident's message of the turn, where this process has just stored it.
    """

    conversation: Conversation
    turn: Turn
    mine: bool
    said: Message | None = None

    @property
    def said_seq(self) -> int | None:
        """The number of the message that began the turn, 0 for the opening; None when only the database knows."""
        if self.said is not None:
            return self.said.seq
        return 0 if self.turn.message_id is None else None


class Claims:
    """The claims of this process. ``seconds`` is how long one counts without renewal."""

    def __init__(self, database: Database, clock: Clock, seconds: float) -> None:
        self._database, self._clock, self._seconds = database, clock, seconds
        self.owner = new_id()
        self._at_hand: dict[str, Waiting] = {}

    def until(self) -> datetime:
        """Until when a claim counts that is made now."""
        return self._clock() + timedelta(seconds=self._seconds)

    def keep_at_hand(self, waiting: Waiting) -> None:
        """This process stored the turn as its own, and no other of the conversation waits: nobody need look it up."""
        if len(self._at_hand) >= MOST_AT_HAND:
            self._at_hand.clear()
        self._at_hand[waiting.turn.conversation_id] = waiting

    async def oldest(self, conversation_id: str) -> Waiting | None:
        """The oldest waiting turn, claimed when nobody else works on it; None when nothing waits."""
        at_hand = self._at_hand.pop(conversation_id, None)
        if at_hand is not None and self._is_fresh(at_hand.turn):
            return at_hand
        found = await self._look_up(conversation_id)
        self._at_hand.pop(conversation_id, None)  # it may be the one that was found
        return found

    async def _look_up(self, conversation_id: str) -> Waiting | None:
        async with self._database.read() as connection:
            turn = await Inbox(connection).next_waiting(conversation_id)
            conversation = await Conversations(connection).get(conversation_id) if turn else None
        if turn is None or conversation is None:
            return None
        return Waiting(conversation, turn, self._is_fresh(turn) or await self._claim(turn))

    async def abandoned(self) -> Sequence[str]:
        """The conversations with a waiting turn on which nobody works."""
        async with self._database.read() as connection:
            return await Inbox(connection).conversations_waiting(self._clock())

    @asynccontextmanager
    async def kept(self, turn: Turn) -> AsyncIterator[None]:
        """Renews the claim for as long as the work goes on."""
        renewing = asyncio.create_task(self._renew(turn))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.wait({renewing})

    async def release(self) -> None:
        """Gives everything up: another process may go on at once."""
        async with self._database.write() as connection:
            await Inbox(connection).release(self.owner)

    def _is_fresh(self, turn: Turn) -> bool:
        """Mine for at least half the time still: then there is nothing to write."""
        half = self._clock() + timedelta(seconds=self._seconds / 2)
        return turn.owner == self.owner and turn.claimed_until is not None and turn.claimed_until > half

    async def _claim(self, turn: Turn) -> bool:
        async with self._database.write() as connection:
            return await Inbox(connection).claim(turn, self.owner, self._clock(), self.until())

    async def _renew(self, turn: Turn) -> None:
        while True:
            await asyncio.sleep(self._seconds / 3)
            try:
                await self._claim(turn)
            except (SQLAlchemyError, OSError) as error:
                log.warning("claim not renewed", reason=type(error).__name__)
