"""In: a message of WhatsApp becomes a turn of the conversation, stored before Meta hears that we have it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.bodies import NewConversation, Said
from bot.front.inbox import Entrance
from bot.front.incoming import LONGEST_TEXT, clean, plain_for_rasa
from bot.front.problems import Problem
from bot.front.texts import Texts
from bot.privacy.encryption import Cipher
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_id, new_token
from bot.store.messages import Messages
from bot.store.records import Conversation, Message, Sender, Turn
from bot.store.whatsapp import CHANNEL, People, Person
from bot.whatsapp.envelope import Inbound
from bot.whatsapp.render import chosen
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.words import Words

LINK = "link"
"""In what belongs to a message: a link to the website is added when it is sent, so that it is stored nowhere."""
ALWAYS = "altijd"
"""In what belongs to a message: it is sent although the person signed off, because it says so."""
Extra = dict[str, bool]


class Reception:
    """Takes messages in. The same message again changes nothing."""

    def __init__(
        self,
        settings: WhatsAppSettings,
        database: Database,
        entrance: Entrance,
        cipher: Cipher,
        words: Words,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._settings, self._database, self._entrance, self._cipher = settings, database, entrance, cipher
        self._words, self._texts, self._clock = words, texts, clock

    async def take(self, inbound: Inbound) -> Turn | None:
        """The turn that waits for an answer; None when there is none. Raises only on a fault of the database."""
        who = self._cipher.keyed_hash(inbound.sender, CHANNEL)
        async with self._database.read() as connection:
            person, is_off = await People(connection).get(who), await People(connection).is_off(who)
        person = person or await self._welcome(inbound, who)
        async with self._database.write() as connection:
            await People(connection).wrote(who, self._clock())
        typed = " ".join((inbound.text or "").split()).casefold()
        if is_off or typed in self._words.stop:
            await self._signed_off(person, inbound, typed)
            return None
        if typed in self._words.link:
            await self._notice(person, inbound, self._words.said["nieuwe_link"], with_link=True)
            return None
        return await self._said(person, inbound)

    async def _said(self, person: Person, inbound: Inbound) -> Turn | None:
        said = await self._reading(person, inbound)
        if isinstance(said, str):
            await self._notice(person, inbound, said)
            return None
        try:
            turn = await self._entrance.accept(person.conversation_id, said)
        except Problem as problem:
            await self._notice(person, inbound, self._texts.problems[problem.code]["detail"].format(**problem.details))
            return None
        return turn if turn.waits else None

    async def _reading(self, person: Person, inbound: Inbound) -> Said | str:
        """What was said, in the form of the API; or our words when it cannot be read."""
        key = f"{CHANNEL} {inbound.external_id}"
        if inbound.choice:
            return Said(None, inbound.choice, key)
        text = clean(inbound.text or "")
        if not plain_for_rasa(text):
            return self._words.said["alleen_tekst"]
        if len(text) > LONGEST_TEXT:
            return self._words.said["te_lang"]
        choice = chosen(text, await self._offered(person.conversation_id))
        return Said(None, choice, key) if choice else Said(text, None, key)

    async def _offered(self, conversation_id: str) -> list[dict[str, str]]:
        """The choices of the last turn that still count."""
        async with self._database.read() as connection:
            conversation = await Conversations(connection).get(conversation_id)
            said = await Messages(connection).answers(conversation_id, conversation.turn) if conversation else []
        return next((each.extra["keuzes"] for each in reversed(said) if each.extra.get("keuzes")), [])

    async def _welcome(self, inbound: Inbound, who: str) -> Person:
        """A conversation for somebody who writes for the first time; another process may have made it meanwhile."""
        now = self._clock()
        sealed = self._cipher.encrypt(inbound.sender, who)
        person = Person(who, "", inbound.number_id, sealed, self._cipher.key_id, now, 0, 0, 0, now)

        async def also(connection: AsyncConnection, conversation: Conversation) -> None:
            await People(connection).add(replace(person, conversation_id=conversation.id))

        gemeente = self._settings.numbers.get(inbound.number_id) or None
        try:
            turn = await self._entrance.begin(NewConversation(gemeente, CHANNEL), new_token(), also)
        except IntegrityError:
            async with self._database.read() as connection:
                found = await People(connection).get(who)
            if found is None:
                raise
            return found
        await self._append(turn.conversation_id, self._words.said["gevoelig"], with_link=True)
        return replace(person, conversation_id=turn.conversation_id)

    async def _signed_off(self, person: Person, inbound: Inbound, typed: str) -> None:
        async with self._database.write() as connection:
            people = People(connection)
            if not await people.is_new(inbound.external_id, self._clock()):
                return
            if typed in self._words.start:
                await people.sign_on(person.phone_hash)
                words = "aangemeld"
            else:
                words = "nog_afgemeld" if await people.is_off(person.phone_hash) else "afgemeld"
                await people.sign_off(person.phone_hash, self._clock())
            await _add(connection, person.conversation_id, self._words.said[words], {ALWAYS: True}, self._clock())

    async def _notice(self, person: Person, inbound: Inbound, text: str, with_link: bool = False) -> None:
        """Our own words in the conversation, once for each message that they answer."""
        async with self._database.write() as connection:
            if await People(connection).is_new(inbound.external_id, self._clock()):
                extra = {LINK: True} if with_link else {}
                await _add(connection, person.conversation_id, text, extra, self._clock())

    async def _append(self, conversation_id: str, text: str, with_link: bool) -> None:
        async with self._database.write() as connection:
            await _add(connection, conversation_id, text, {LINK: True} if with_link else {}, self._clock())


async def _add(connection: AsyncConnection, conversation_id: str, text: str, extra: Extra, now: datetime) -> None:
    conversation = await Conversations(connection).lock(conversation_id)
    if conversation is None:
        return
    seq = conversation.seq + 1
    message = Message(new_id(), conversation_id, seq, conversation.turn, Sender.ASSISTANT.value, now, text, dict(extra))
    await Messages(connection).add(message)
    await Conversations(connection).advance(conversation_id, conversation.turn, seq, now)
