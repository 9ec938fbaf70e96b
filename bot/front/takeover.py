"""A member of staff leads a conversation instead of the assistant, and the assistant leads again.

While a person leads, what the resident says goes to them: Rasa hears nothing of it and keeps its open question, which
is put again when the assistant leads again. Only danger is answered at once, as always.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.decision import DangerNumbers
from bot.front.open_question import open_question
from bot.front.rasa_answer import Said
from bot.front.summary import transcript
from bot.front.utter import utter
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.handovers import Handovers
from bot.store.leads import NOBODY, Leads
from bot.store.messages import Messages
from bot.store.received import is_new
from bot.store.records import Conversation, Handover, Sender

CHANNEL = "medewerker"
SYSTEM = "systeem"


class Takeover:
    """Every method works within the caller's transaction, and locks the conversation before anything else.

    ``words`` are the sentences under ``overname`` of voordeur.yml; ``silence`` is how long a person may write nothing.
    """

    def __init__(
        self, words: Mapping[str, str], danger_numbers: DangerNumbers, clock: Clock, silence: timedelta
    ) -> None:
        self._words, self._danger_numbers, self._clock, self._silence = words, danger_numbers, clock, silence

    async def begin(self, connection: AsyncConnection, conversation_id: str, staff_id: str, team: str) -> bool:
        """This person leads from now on, and the resident reads so; once more is no fault.

        False when a colleague leads, or when the conversation is gone.
        """
        found = await Conversations(connection).lock(conversation_id)
        if found is None:
            return False
        conversation, now = await self.settled(connection, found), self._clock()
        if conversation.leader(now) == staff_id:
            return True
        if not await Leads(connection).take(conversation_id, staff_id, now, now + self._silence):
            return False
        await self._say(connection, conversation, self._words["begin"].format(team=team))
        return True

    async def say(self, connection: AsyncConnection, conversation_id: str, staff_id: str, text: str, key: str) -> bool:
        """The person who leads says something, once per key, and leads for longer.

        False when they do not lead (any more): then nothing is said.
        """
        conversation, now = await Conversations(connection).lock(conversation_id), self._clock()
        until = now + self._silence
        if conversation is None or not await Leads(connection).keep(conversation_id, staff_id, now, until):
            return False
        if await is_new(connection, CHANNEL, f"{conversation_id} {key}", now):
            await self._utter(connection, conversation, Sender.STAFF, [Said(text, {}, ())])
        return True

    async def give_back(self, connection: AsyncConnection, conversation_id: str, staff_id: str, case: Handover) -> bool:
        """The assistant leads again, the resident reads so, and the case keeps what was said. False as with ``say``."""
        conversation = await Conversations(connection).lock(conversation_id)
        if conversation is None or not await Leads(connection).end(conversation_id, staff_id):
            return False
        await self._return(connection, conversation, [case], self._words["terug"])
        return True

    async def settled(self, connection: AsyncConnection, conversation: Conversation) -> Conversation:
        """The locked conversation; when its leader was silent for too long the assistant leads it again."""
        if conversation.led_by is None or not await Leads(connection).end_expired(conversation.id, self._clock()):
            return conversation
        cases = await self._cases(connection, conversation)
        for each in cases:
            await Audit(connection).add(self._clock(), SYSTEM, "gesprek terug na stilte", each.kenmerk, "gelukt")
        return await self._return(connection, conversation, cases, self._words["verlopen"])

    async def withdrawn(self, connection: AsyncConnection, conversation: Conversation) -> None:
        """The resident took a handover back: whoever led because of it does so no more."""
        if conversation.led_by is None or await self._cases(connection, conversation):
            return
        if await Leads(connection).end(conversation.id, conversation.led_by):
            await self._say(connection, conversation, self._words["ingetrokken"])

    async def danger(self, connection: AsyncConnection, conversation: Conversation, text: str) -> str | None:
        """The numbers that answer what the resident said or chose; None when it tells of no danger."""
        if self._danger_numbers(text) is None:
            return None
        return self._danger_numbers(text, await Messages(connection).said_by_assistant(conversation.id))

    async def answer(self, connection: AsyncConnection, conversation: Conversation, danger: str | None) -> None:
        """What the resident reads at once after a message to the person who leads.

        The numbers when there is danger, which then stands out for the team; and the first time that it arrived.
        """
        if danger:
            conversation = await self._say(connection, conversation, danger)
            for kenmerk in await Handovers(connection).make_acute(conversation.id):
                await Audit(connection).add(self._clock(), SYSTEM, "gevaar gemeld", kenmerk, "gelukt")
        if await self._is_first(connection, conversation):
            await self._say(connection, conversation, self._words["gehoord"])

    async def _is_first(self, connection: AsyncConnection, conversation: Conversation) -> bool:
        said = await Messages(connection).of(conversation.id, conversation.led_seq or 0)
        return sum(each.sender == Sender.RESIDENT.value for each in said) == 1

    async def _return(
        self, connection: AsyncConnection, conversation: Conversation, cases: Iterable[Handover], words: str
    ) -> Conversation:
        """The cases keep what was said while a person led, the resident reads these words, and the question again."""
        lines = transcript(await Messages(connection).of(conversation.id, conversation.led_seq or 0))
        for case in cases:
            await Handovers(connection).continue_transcript(case, lines)
        question = await open_question(connection, conversation.id)
        said = [Said(words, {}, ()), *([question] if question else [])]
        return await self._utter(connection, replace(conversation, **NOBODY), Sender.ASSISTANT, said)

    async def _say(self, connection: AsyncConnection, conversation: Conversation, text: str) -> Conversation:
        return await self._utter(connection, conversation, Sender.ASSISTANT, [Said(text, {}, ())])

    async def _utter(
        self, connection: AsyncConnection, conversation: Conversation, sender: Sender, said: Sequence[Said]
    ) -> Conversation:
        return (await utter(connection, conversation, conversation.turn, sender, said, self._clock())).conversation

    async def _cases(self, connection: AsyncConnection, conversation: Conversation) -> list[Handover]:
        """The cases for which the conversation is led."""
        return await Handovers(connection).held(conversation.id, str(conversation.led_by))
