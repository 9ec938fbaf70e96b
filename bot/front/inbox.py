"""Into the house: a resident's message is masked, stored and given a turn, all in one transaction."""

import json
import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.bodies import NewConversation, Said
from bot.front.claims import Claims
from bot.front.incoming import plain_for_rasa
from bot.front.limits import too_much
from bot.front.problems import Problem
from bot.front.steps import PassStep, Step, go_on
from bot.front.texts import Questions
from bot.privacy.contact import find_contact
from bot.privacy.encryption import Cipher
from bot.privacy.masking import mask
from bot.store.choices import Choices
from bot.store.clock import Clock
from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import is_id, new_id, token_hash
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Conversation, ConversationStatus, Message, Sealed, Sender, Turn, TurnStatus

CONTACT = "contact"
Also = Callable[[AsyncConnection, Conversation], Awaitable[None]]
TRY_AGAIN = 10.0
AGAIN = "opnieuw"
"""The value that asks for a question anew, as the assistant knows it (``bot.dialogue.questions``)."""


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
        waiting: int,
        questions: Questions,
        pass_step: PassStep = go_on,
    ) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock
        self._claims, self._waiting, self._questions, self._pass = claims, waiting, questions, pass_step

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
        return turn

    async def accept(self, conversation_id: str, said: Said, also: Also | None = None) -> Turn:
        """Stores what the resident said, once per idempotency key. Raises Problem, and then nothing is stored.

        ``also`` adds its own rows in the same transaction, when this was not said before.
        """
        async with self._database.write() as connection:
            conversation = await Conversations(connection).lock(conversation_id)
            if conversation is None:
                raise Problem(404, "geen_gesprek")
            known = await _known(connection, conversation_id, said)
            turn = known or await self._store(connection, conversation, said)
            if also is not None and known is None:
                await also(connection, conversation)
            self._pass(Step.STORING)
        self._pass(Step.STORED)
        return turn

    async def _store(self, connection: AsyncConnection, conversation: Conversation, said: Said) -> Turn:
        if await Inbox(connection).count_waiting(conversation.id) >= self._waiting:
            raise too_much("te_veel_wachtend", TRY_AGAIN)
        text, for_rasa = await _wording(connection, conversation, said, self._questions)
        now, number = self._clock(), conversation.turn + 1
        message = Message(new_id(), conversation.id, conversation.seq + 1, number, Sender.RESIDENT.value, now, text, {})
        turn = self._turn(conversation.id, number, said.sleutel or _own_key(), message.id, for_rasa)
        await Messages(connection).add(message)
        await Inbox(connection).add(turn)
        await Conversations(connection).advance(conversation.id, number, message.seq, now)
        await self._keep_contact(connection, conversation, said, now)
        return turn

    def _turn(self, conversation_id: str, number: int, key: str, message_id: str | None, for_rasa: str) -> Turn:
        """A waiting turn on which this process is the first that may work."""
        return Turn(
            conversation_id=conversation_id,
            turn=number,
            sleutel=key,
            message_id=message_id,
            status=TurnStatus.WAITING.value,
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


async def _known(connection: AsyncConnection, conversation_id: str, said: Said) -> Turn | None:
    return await Inbox(connection).by_key(conversation_id, said.sleutel) if said.sleutel else None


async def _wording(
    connection: AsyncConnection, conversation: Conversation, said: Said, questions: Questions
) -> tuple[str, str]:
    """What is stored as the resident's words, and what Rasa gets. A choice counts only in the turn after its offer."""
    if said.again is not None:
        return _change(conversation, said.again, questions)
    if said.choice is None:
        masked = mask(said.text or "")
        return masked, plain_for_rasa(masked)
    choice = await Choices(connection).offered(conversation.id, said.choice) if is_id(said.choice) else None
    if choice is None:
        raise Problem(422, "keuze_onbekend", "keuze")
    if choice.turn != conversation.turn:
        raise Problem(409, "keuze_verlopen", "keuze")
    return choice.title, choice.payload


def _change(conversation: Conversation, field: str, questions: Questions) -> tuple[str, str]:
    """A button of "what did I fill in": the question of an answer that is known, put once more."""
    if (conversation.state.get("antwoorden") or {}).get(field) is None:
        raise Problem(409, "niet_ingevuld", "veld")
    payload = {"veld": field, "waarde": json.dumps(AGAIN)}
    return questions.change(field), f"/kies{json.dumps(payload)}"
