"""What waits for one person, sent in order and in parts, with the place kept after each.

Only what answers them on WhatsApp is sent there: what is said at the website stays at the website. Staff are heard
where the person wrote last.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog

from bot.front.continue_page import new_link
from bot.privacy.encryption import Cipher
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.records import Conversation, Message, Sender
from bot.store.whatsapp import CHANNEL, People, Person
from bot.whatsapp.envelope import PLACE, place
from bot.whatsapp.hold import Hold
from bot.whatsapp.meta import Meta, NotNow, Refused, WindowClosed
from bot.whatsapp.notices import ALWAYS, LINK, OURS
from bot.whatsapp.render import payloads
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.steps import PassStep, Step
from bot.whatsapp.words import Words

WINDOW = timedelta(hours=24)
log = structlog.get_logger(__name__)
Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """What sending works with. ``public_url`` is where residents find the website, ``hold`` is in seconds."""

    settings: WhatsAppSettings
    database: Database
    cipher: Cipher
    meta: Meta
    words: Words
    clock: Clock
    public_url: str
    hold: float
    pass_step: PassStep


@dataclass(frozen=True)
class Waiting:
    """What waits for a person; ``turns`` are those that were said over WhatsApp."""

    conversation: Conversation
    messages: Sequence[Message]
    turns: frozenset[int]
    is_off: bool

    def goes_out(self, message: Message) -> bool:
        """Whether the message is for WhatsApp."""
        if message.sender == Sender.RESIDENT.value or (self.is_off and not message.extra.get(ALWAYS)):
            return False
        if message.sender == Sender.STAFF.value:
            return self.conversation.kanaal == CHANNEL
        return message.turn in self.turns or bool(message.extra.get(OURS))


@dataclass(frozen=True)
class Part:
    """What one call sends (None: nothing) and the place after it."""

    payload: Json | None
    seq: int
    part: int


class Delivery:
    """Sends to one person, whom ``hold`` keeps for us; stops between two parts when ``may_go_on`` says no."""

    def __init__(self, post: Post, hold: Hold, may_go_on: Callable[[], bool]) -> None:
        self._post, self._hold, self._may_go_on = post, hold, may_go_on

    async def send_waiting(self) -> None:
        """Sends what waits. Raises NotNow, WindowClosed and TakenOver; the place is kept up to there."""
        waiting = await self._waiting(self._hold.person)
        if waiting is None:
            return
        async for part in self._parts(waiting):
            if not self._may_go_on():
                return
            if part.payload is not None:
                await self._send_within_window(part.payload)
            await self._hold.keep_place(part.seq, part.part)
            self._post.pass_step(Step.NOTED)

    async def remind(self) -> None:
        """Sends the template, if there is one, which may be sent at any time, unless the person signed off."""
        waiting, name = await self._waiting(self._hold.person), self._post.settings.template
        if name and waiting is not None and not waiting.is_off:
            with suppress(NotNow, WindowClosed):  # a reminder that is not worth a second try
                await self._send({"type": "template", "template": {"name": name, "language": {"code": "nl"}}})

    async def _waiting(self, person: Person) -> Waiting | None:
        async with self._post.database.read() as connection:
            conversation = await Conversations(connection).get(person.conversation_id)
            messages = await Messages(connection).of(person.conversation_id, person.sent_seq)
            turns = await People(connection).turns(person.conversation_id)
            is_off = await People(connection).is_off(person.phone_hash)
        return Waiting(conversation, messages, turns, is_off) if conversation else None

    async def _parts(self, waiting: Waiting) -> AsyncIterator[Part]:
        """What is left of the first message, and all of the others."""
        sent = self._hold.person.sent_part
        for message in waiting.messages:
            whole = await self._payloads(waiting.conversation, message) if waiting.goes_out(message) else []
            for number, payload in enumerate(whole[sent:-1], sent + 1):
                yield Part(payload, message.seq - 1, number)
            yield Part(whole[-1] if len(whole) > sent else None, message.seq, 0)
            sent = 0

    async def _payloads(self, conversation: Conversation, message: Message) -> Sequence[Json]:
        """The message as it is sent: a sensitive question may become a way to the website."""
        said, text, extra = self._post.words.said, message.text, message.extra
        if extra.get("vraag") in self._post.words.sensitive and conversation.gemeente in self._post.settings.to_web:
            text, extra = said["verder_op_website"], {LINK: True}
        if extra.get(LINK):
            text = f"{text}\n{await self._link(conversation)}"
        try:
            return payloads(text, extra, self._post.words)
        except Exception as error:  # noqa: BLE001 (what cannot be shown here must hold up neither the words nor the rest)
            log.error("not shown whole", reason=type(error).__name__)
            return payloads(f"{text}\n\n{said['niet_getoond']}\n{await self._link(conversation)}", {}, self._post.words)

    async def _link(self, conversation: Conversation) -> str:
        post = self._post
        return await new_link(post.database, post.clock, post.public_url, conversation.id)

    async def _send_within_window(self, payload: Json) -> None:
        if self._post.clock() - self._hold.person.wrote_at > WINDOW:
            raise WindowClosed(0)
        await self._send({**payload, PLACE: place(self._hold.person.sent_seq, self._hold.person.sent_part)})

    async def _send(self, payload: Json) -> None:
        """Sends one part. What Meta will never take is passed over and written down, so that the rest arrives."""
        person = self._hold.person
        to = self._post.cipher.decrypt(person.ciphertext, person.key_id, person.phone_hash)
        self._post.pass_step(Step.SENDING)
        try:
            await self._post.meta.send(person.number_id, to, payload)
        except WindowClosed:
            raise
        except Refused as refusal:
            log.error("refused by Meta", code=refusal.code)
            await write_down(self._post, "whatsapp geweigerd", person, str(refusal.code))
        self._post.pass_step(Step.SENT)


async def write_down(post: Post, action: str, person: Person, result: str) -> None:
    """Adds a line to the audit log."""
    async with post.database.write() as connection:
        await Audit(connection).add(post.clock(), "systeem", action, person.conversation_id, result)
