"""In: a message of WhatsApp becomes a turn of the conversation, stored before Meta hears that we have it.

Who writes here again after going on at the website is answered here again: they chose to. The website shows it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.bodies import NewConversation, Said
from bot.front.decision import DangerNumbers
from bot.front.inbox import Also, Entrance
from bot.front.incoming import LONGEST_TEXT, clean, plain_for_rasa
from bot.front.limits import Buckets
from bot.front.problems import Problem
from bot.front.tally import Tally
from bot.front.texts import Texts
from bot.privacy.encryption import Cipher
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.ids import new_token
from bot.store.inbox import Inbox
from bot.store.messages import Messages
from bot.store.records import Conversation, Turn
from bot.store.whatsapp import CHANNEL, People, Person, turn_key
from bot.whatsapp.envelope import Inbound
from bot.whatsapp.notices import ALWAYS, LINK, add_notices
from bot.whatsapp.render import chosen
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.steps import PassStep, Step
from bot.whatsapp.words import Words

WARNINGS_PER_MINUTE = 2
"""How often somebody hears that there are too many messages: each warning is a message as well."""


@dataclass(frozen=True)
class Means:
    """What receiving works with. ``per_minute`` messages of one person are taken; ``hold`` is in seconds."""

    settings: WhatsAppSettings
    database: Database
    entrance: Entrance
    cipher: Cipher
    words: Words
    texts: Texts
    danger_numbers: DangerNumbers
    clock: Clock
    tally: Tally
    per_minute: int
    hold: float
    pass_step: PassStep


class Reception:
    """Takes messages in. The same message again changes nothing."""

    def __init__(self, means: Means) -> None:
        self._means, self._words = means, means.words
        self._messages = Buckets(means.per_minute, name=CHANNEL)
        self._warnings = Buckets(WARNINGS_PER_MINUTE, name=f"{CHANNEL} te snel")

    async def take(self, inbound: Inbound) -> Turn | None:
        """The turn that waits for an answer; None when there is none. Raises only on a fault of the database."""
        means, who = self._means, self._means.cipher.keyed_hash(inbound.sender, CHANNEL)
        async with means.database.read() as connection:
            person, is_off = await People(connection).get(who), await People(connection).is_off(who)
            key = turn_key(inbound.external_id)
            known = await Inbox(connection).by_key(person.conversation_id, key) if person else None
        if known:
            return known if known.waits else None
        opening = None if person else await self._welcome(inbound, who)
        person = person or await self._known(who)
        if await means.tally.take((self._messages, who)):
            await self._too_fast(person, inbound)
            return None
        if self._greets(inbound) and not is_off and await self._was_greeted(inbound):
            return opening
        return await self._read(person, inbound, is_off)

    def _greets(self, inbound: Inbound) -> bool:
        return _typed(inbound) in self._words.greetings

    async def _was_greeted(self, inbound: Inbound) -> bool:
        """Whether the conversation began with this message: its opening answers a greeting."""
        async with self._means.database.read() as connection:
            return await People(connection).is_known(inbound.external_id)

    async def _known(self, who: str) -> Person:
        async with self._means.database.read() as connection:
            found = await People(connection).get(who)
        if found is None:
            raise LookupError("the person is gone again")
        return found

    async def _read(self, person: Person, inbound: Inbound, is_off: bool) -> Turn | None:
        """Words for WhatsApp itself, or something for the conversation."""
        typed = _typed(inbound)
        if is_off or typed in self._words.stop:
            await self._signed_off(person, inbound, typed)
        elif typed in self._words.link:
            await self._notice(person, inbound, [self._words.said["nieuwe_link"]], LINK)
        else:
            return await self._said(person, inbound)
        return None

    async def _said(self, person: Person, inbound: Inbound) -> Turn | None:
        said = await self._reading(person, inbound)
        if isinstance(said, str):
            await self._refuse(person, inbound, said)
            return None

        async def also(connection: AsyncConnection, _conversation: Conversation) -> None:
            await self._wrote(connection, person)

        try:
            turn = await self._accept(person.conversation_id, said, also)
        except Problem as problem:
            detail = self._means.texts.problems[problem.code]["detail"].format(**problem.details)
            await self._refuse(person, inbound, detail)
            return None
        return turn if turn.waits else None

    async def _accept(self, conversation_id: str, said: Said, also: Also) -> Turn:
        """As ``Entrance.accept``. A button stays in sight here: until more is asked it counts as its words."""
        try:
            return await self._means.entrance.accept(conversation_id, said, also)
        except Problem as problem:
            words = await self._on_button(conversation_id, said.choice) if problem.code == "keuze_verlopen" else None
            if words is None:
                raise
        return await self._means.entrance.accept(conversation_id, Said(words, None, said.sleutel), also)

    async def _on_button(self, conversation_id: str, choice: str | None) -> str | None:
        """What stands on this button, if nothing was asked since it was offered."""
        async with self._means.database.read() as connection:
            said = await Messages(connection).of(conversation_id)
        last = next((each.extra for each in reversed(said) if each.extra.keys() & {"keuzes", "vraag"}), {})
        return next((each["titel"] for each in last.get("keuzes") or [] if each["keuze"] == choice), None)

    async def _reading(self, person: Person, inbound: Inbound) -> Said | str:
        """What was said, in the form of the API; or our words when it cannot be read."""
        key = turn_key(inbound.external_id)
        if inbound.choice:
            return Said(None, inbound.choice, key)
        text = clean(inbound.text or "")
        if not plain_for_rasa(text):
            return self._words.said["alleen_tekst"]
        if len(text) > LONGEST_TEXT:
            return self._words.said["te_lang"]
        choice = chosen(text, await self._offered(person.conversation_id), self._words)
        return Said(None, choice, key) if choice else Said(text, None, key)

    async def _offered(self, conversation_id: str) -> Mapping[str, Any]:
        """What belongs to the message of the last turn whose choices still count."""
        async with self._means.database.read() as connection:
            conversation = await Conversations(connection).get(conversation_id)
            said = await Messages(connection).answers(conversation_id, conversation.turn) if conversation else []
        return next((each.extra for each in reversed(said) if each.extra.get("keuzes")), {})

    async def _welcome(self, inbound: Inbound, who: str) -> Turn | None:
        """The opening of a conversation with somebody who writes for the first time.

        None when another process made it meanwhile. A greeting is noted with it: nothing else answers that.
        """
        means, now = self._means, self._means.clock()
        sealed = means.cipher.encrypt(inbound.sender, who)
        person = Person(who, "", inbound.number_id, sealed, means.cipher.key_id, now, 0, 0, 0, now)

        async def also(connection: AsyncConnection, conversation: Conversation) -> None:
            await People(connection).add(replace(person, conversation_id=conversation.id))
            await add_notices(connection, conversation.id, [self._words.said["gevoelig"]], now, LINK)
            if self._greets(inbound):
                await People(connection).is_new(inbound.external_id, now)
            means.pass_step(Step.WELCOMING)

        gemeente = means.settings.numbers.get(inbound.number_id) or None
        try:
            turn = await means.entrance.begin(NewConversation(gemeente, CHANNEL), new_token(), also)
        except IntegrityError:
            return None
        means.pass_step(Step.WELCOMED)
        return turn

    async def _signed_off(self, person: Person, inbound: Inbound, typed: str) -> None:
        """Signs off, or on again; who is off hears that, and still the numbers when there is danger."""
        async with self._means.database.write() as connection:
            people = People(connection)
            if not await people.is_new(inbound.external_id, self._means.clock()):
                return
            if typed in self._words.start:
                await people.sign_on(person.phone_hash)
                words = "aangemeld"
            else:
                words = "nog_afgemeld" if await people.is_off(person.phone_hash) else "afgemeld"
                await people.sign_off(person.phone_hash, self._means.clock())
            await self._tell(connection, person, [*self._numbers(inbound), self._words.said[words]], ALWAYS)

    async def _too_fast(self, person: Person, inbound: Inbound) -> None:
        if not await self._means.tally.take((self._warnings, person.phone_hash)):
            await self._refuse(person, inbound, self._words.said["te_snel"])

    async def _refuse(self, person: Person, inbound: Inbound, why: str) -> None:
        """Says why nothing was done with the message; before that the numbers to call, when it tells of danger."""
        await self._notice(person, inbound, [*self._numbers(inbound), why])

    async def _notice(self, person: Person, inbound: Inbound, texts: Sequence[str], *marks: str) -> None:
        """Our own words in the conversation, once for each message that they answer."""
        async with self._means.database.write() as connection:
            if await People(connection).is_new(inbound.external_id, self._means.clock()):
                await self._tell(connection, person, texts, *marks)

    async def _tell(self, connection: AsyncConnection, person: Person, texts: Sequence[str], *marks: str) -> None:
        await add_notices(connection, person.conversation_id, texts, self._means.clock(), *marks)
        await self._wrote(connection, person)
        self._means.pass_step(Step.NOTICING)

    async def _wrote(self, connection: AsyncConnection, person: Person) -> None:
        """From now on we may answer for a day, and the conversation goes on here."""
        now = self._means.clock()
        await People(connection).wrote(person.phone_hash, now, now + timedelta(seconds=self._means.hold))
        await Conversations(connection).set_channel(person.conversation_id, CHANNEL)

    def _numbers(self, inbound: Inbound) -> list[str]:
        found = self._means.danger_numbers(clean(inbound.text or inbound.caption or ""))
        return [found] if found else []


def _typed(inbound: Inbound) -> str:
    """What was typed, for comparing with words that have a meaning of their own."""
    return " ".join((inbound.text or "").split()).casefold()
