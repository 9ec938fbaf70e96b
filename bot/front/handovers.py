"""Handing over to a team, and taking it back, in the transaction of the turn that asked for it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.decision import Decision
from bot.front.rasa_answer import Answer, HandoverRequest
from bot.front.summary import consent, summary, transcript, urgency
from bot.front.takeover import Takeover
from bot.privacy.encryption import Cipher
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.consents import Consents
from bot.store.contacts import Contacts
from bot.store.deadlines import due_at
from bot.store.handovers import Handovers
from bot.store.ids import is_kenmerk, new_id, new_kenmerk
from bot.store.messages import Messages
from bot.store.records import Conversation, Handover, Sealed
from bot.store.workdays import Calendar

RESIDENT = "inwoner"
NO_MUNICIPALITY = "onbekend"


class HandoverDesk:
    """Makes handovers out of what a resident agreed to send."""

    def __init__(
        self, decision: Decision, calendar: Calendar, cipher: Cipher, clock: Clock, takeover: Takeover
    ) -> None:
        self._decision, self._calendar, self._cipher, self._clock = decision, calendar, cipher, clock
        self._takeover = takeover

    async def with_free_references(self, connection: AsyncConnection, answer: Answer) -> Answer:
        """The answer with references that nobody has; a message that names a taken one names the new one instead."""
        for index, request in enumerate(answer.handovers):
            if not await _is_free(connection, request.kenmerk):
                answer = _renamed(answer, index, new_kenmerk())
        return answer

    async def handle(self, connection: AsyncConnection, conversation: Conversation, answer: Answer) -> None:
        """Stores the handovers of an answer and carries out its withdrawals."""
        for request in answer.handovers:
            await self._hand_over(connection, conversation, request)
        for kenmerk in answer.withdrawn:
            await self._withdraw(connection, conversation, kenmerk)

    async def _withdraw(self, connection: AsyncConnection, conversation: Conversation, kenmerk: str) -> None:
        """Takes it back; a person who led the conversation because of it leads no more."""
        done = await Handovers(connection).withdraw(kenmerk, conversation.id, self._clock())
        result = "gelukt" if done else "niet gevonden"
        await Audit(connection).add(self._clock(), RESIDENT, "overdracht ingetrokken", kenmerk, result)
        await self._takeover.withdrawn(connection, conversation)

    async def _hand_over(
        self, connection: AsyncConnection, conversation: Conversation, request: HandoverRequest
    ) -> None:
        now = self._clock()
        handover = await self._handover(connection, conversation, request, now)
        await Handovers(connection).add(handover)
        await self._move_contact(connection, conversation.id, handover.id)
        await Consents(connection).add(conversation.id, request.tekstversie, conversation.kanaal, now)
        await Audit(connection).add(now, RESIDENT, "overgedragen", handover.kenmerk, "gelukt")

    async def _handover(
        self, connection: AsyncConnection, conversation: Conversation, request: HandoverRequest, now: datetime
    ) -> Handover:
        messages = await Messages(connection).of(conversation.id)
        record = self._decision.record({**conversation.state, "gemeente": conversation.gemeente})
        told = summary(request, messages, conversation.state, record)
        return Handover(
            id=new_id(),
            kenmerk=request.kenmerk or new_kenmerk(),
            conversation_id=conversation.id,
            gemeente=conversation.gemeente or NO_MUNICIPALITY,
            team=request.team,
            soort=request.soort,
            urgentie=urgency(record),
            summary={**told, "toestemming": consent(request, now, conversation.kanaal)},
            transcript=transcript(messages),
            created_at=now,
            due_at=due_at(now, urgency(record), self._calendar.of(conversation.gemeente)),
        )

    async def _move_contact(self, connection: AsyncConnection, conversation_id: str, handover_id: str) -> None:
        """The contact details go from the conversation to the handover, encrypted for their new owner."""
        contacts = Contacts(connection)
        pending = await contacts.pending(conversation_id)
        if pending:
            plain = self._cipher.decrypt(pending.ciphertext, pending.key_id, conversation_id)
            await contacts.add(handover_id, Sealed(self._cipher.encrypt(plain, handover_id), self._cipher.key_id))
            await contacts.forget_pending(conversation_id)


async def _is_free(connection: AsyncConnection, kenmerk: str | None) -> bool:
    return bool(kenmerk and is_kenmerk(kenmerk) and not await Handovers(connection).by_kenmerk(kenmerk))


def _renamed(answer: Answer, index: int, kenmerk: str) -> Answer:
    old = answer.handovers[index].kenmerk
    handovers = list(answer.handovers)
    handovers[index] = replace(handovers[index], kenmerk=kenmerk)
    messages = answer.messages
    if old:
        messages = tuple(replace(each, text=each.text.replace(old, kenmerk)) for each in messages)
    return replace(answer, handovers=tuple(handovers), messages=messages)
