"""Into the house: a resident's message is masked, stored and given a turn, all in one transaction."""

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.bodies import NewConversation, Said
from bot.front.claims import Claims, Waiting
from bot.front.limits import too_much
from bot.front.problems import Problem
from bot.front.steps import PassStep, Step, go_on
from bot.front.takeover import Takeover
from bot.front.texts import Questions
from bot.front.wording import Wording, read_wording
from bot.privacy.contact import find_contact
from bot.privacy.encryption import Cipher
from bot.store.clock import Clock
from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_id, token_hash
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Conversation, ConversationStatus, Message, Sealed, Sender, Turn, TurnStatus

CONTACT = "contact"
WITHDRAW = "/overdracht_intrekken"
"""The choice to take a handover back: the assistant carries it out, also while a person leads."""
Also = Callable[[AsyncConnection, Conversation], Awaitable[None]]
Admit = Callable[[Conversation], None]
TRY_AGAIN = 10.0


def everybody(_conversation: Conversation) -> None:
    """Admits whoever says something."""


class Entrance:
    """Where messages come in. What is accepted is stored, whatever happens next.

    ``waiting`` is how many messages of one conversation may wait for an answer; ``questions`` how a change is worded.
    """

    def __init__(
        self,
        database: Database,
        cipher: Cipher,
        clock: Clock,
        claims: Claims,
        takeover: Takeover,
        waiting: int,
        questions: Questions,
        pass_step: PassStep = go_on,
    ) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock
        self._claims, self._takeover, self._waiting, self._pass = claims, takeover, waiting, pass_step
        self._questions = questions

    async def begin(self, new: NewConversation, token: str, also: Also | None = None) -> Turn:
        """Makes a conversation with its opening turn; ``also`` adds its own rows in the same transaction."""
        now = self._clock()
        conversation = _conversation(new, token, now)
        turn = self._turn(conversation.id, 0, _own_key(), None, _opening(new.gemeente))
        async with self._database.write() as connection:
            await Conversations(connection).add(conversation)
            await Inbox(connection).add(turn)
            if also is not None:
                await also(connection, conversation)
        self._claims.keep_at_hand(Waiting(conversation, turn, True))
        return turn

    async def accept(
        self, conversation_id: str, said: Said, also: Also | None = None, admit: Admit = everybody
    ) -> Turn:
        """Stores what the resident said, once per idempotency key. Raises Problem, and then nothing is stored.

        ``also`` adds its own rows in the same transaction, when this was not said before; ``admit`` raises Problem
        when whoever says it may not.
        """
        async with self._database.write() as connection:
            conversation = await Conversations(connection).lock(conversation_id)
            if conversation is None:
                raise Problem(404, "geen_gesprek")
            admit(conversation)
            turns = await Inbox(connection).waiting_or_keyed(conversation_id, said.sleutel)
            known = next((each for each in turns if each.sleutel == said.sleutel), None)
            if known is None:
                stored = await self._store(connection, conversation, said, len(turns))
                if also is not None:
                    await also(connection, conversation)
            else:
                stored = Waiting(conversation, known, False)
            self._pass(Step.STORING)
        self._pass(Step.STORED)
        if stored.mine:
            self._claims.keep_at_hand(stored)
        return stored.turn

    async def _store(self, connection: AsyncConnection, conversation: Conversation, said: Said, before: int) -> Waiting:
        """A new message and its turn, which is ours to work on now when none wait ``before`` it."""
        if before >= self._waiting:
            raise too_much("te_veel_wachtend", TRY_AGAIN)
        conversation = await self._takeover.settled(connection, conversation)
        wording = await read_wording(connection, conversation, said, self._questions)
        if conversation.led_by is not None and wording.for_rasa != WITHDRAW:
            return await self._pass_on(connection, conversation, said, wording)
        stored = await self._add(connection, conversation, said, wording, TurnStatus.WAITING)
        await self._keep_contact(connection, conversation, said, stored.turn.at)
        return replace(stored, mine=before == 0)

    async def _pass_on(
        self, connection: AsyncConnection, conversation: Conversation, said: Said, wording: Wording
    ) -> Waiting:
        """For the person who leads: stored and answered at once, and nothing for Rasa to do."""
        told = wording.for_rasa if said.choice else said.text or ""
        danger = await self._takeover.danger(connection, conversation, told)
        extra = {"gevaar": True} if danger else {}
        stored = await self._add(connection, conversation, said, Wording(wording.text, "", extra), TurnStatus.DONE)
        current = replace(conversation, turn=stored.turn.turn, seq=conversation.seq + 1)
        await self._takeover.answer(connection, current, danger)
        return stored

    async def _add(
        self, connection: AsyncConnection, conversation: Conversation, said: Said, wording: Wording, status: TurnStatus
    ) -> Waiting:
        """The message and its turn."""
        now, number, seq = self._clock(), conversation.turn + 1, conversation.seq + 1
        sender, text = Sender.RESIDENT.value, wording.text
        message = Message(new_id(), conversation.id, seq, number, sender, now, text, dict(wording.extra))
        key = said.sleutel or _own_key()
        turn = self._turn(conversation.id, number, key, message.id, wording.for_rasa, status)
        await Messages(connection).add(message)
        await Inbox(connection).add(turn)
        await Conversations(connection).advance(conversation.id, number, seq, now)
        return Waiting(conversation, turn, False, message)

    def _turn(
        self,
        conversation_id: str,
        number: int,
        key: str,
        message_id: str | None,
        for_rasa: str,
        status: TurnStatus = TurnStatus.WAITING,
    ) -> Turn:
        """A turn on which this process is the first that may work."""
        return Turn(
            conversation_id=conversation_id,
            turn=number,
            sleutel=key,
            message_id=message_id,
            status=status.value,
            invoer=for_rasa,
            at=self._clock(),
            owner=self._claims.owner,
            claimed_until=self._claims.until(),
        )

    async def _keep_contact(
        self, connection: AsyncConnection, conversation: Conversation, said: Said, now: datetime
    ) -> None:
        """When contact details were asked for: keeps them, encrypted, before masking takes them away."""
        contact = find_contact(said.text or "") if conversation.state.get("verwacht") == CONTACT else None
        if contact:
            plain = json.dumps({"telefoon": contact.phone, "email": contact.email})
            sealed = Sealed(self._cipher.encrypt(plain, conversation.id), self._cipher.key_id)
            await Contacts(connection).keep_pending(conversation.id, sealed, now)


def new_state(gemeente: str | None) -> dict[str, Any]:
    """The state of a conversation in which nothing has been said."""
    empty: dict[str, Any] = {"antwoorden": {}, "themas": [], "signalen": [], "open": None, "verwacht": None}
    return {"gemeente": gemeente, "status": ConversationStatus.OPEN.value, **empty}


def _conversation(new: NewConversation, token: str, now: datetime) -> Conversation:
    return Conversation(
        id=new_id(),
        token_hash=token_hash(token),
        rasa_id=new_id(),
        gemeente=new.gemeente,
        kanaal=new.kanaal,
        status=ConversationStatus.OPEN.value,
        state=new_state(new.gemeente),
        turn=0,
        seq=0,
        created_at=now,
        active_at=now,
        pagina=new.gemeente,
    )


def _opening(gemeente: str | None) -> str:
    return f"/start{json.dumps({'gemeente': gemeente} if gemeente else {})}"


def _own_key() -> str:
    """A key for a turn without one of the client's: holds a space, which no client can send."""
    return f"eigen {secrets.token_urlsafe(16)}"
