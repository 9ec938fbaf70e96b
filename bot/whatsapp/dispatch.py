"""Out: what the conversation says is sent to the person, in order, again when Meta cannot take it now.

After each part the place is kept. Meta takes no key for a message, so a process that dies between Meta's answer and
that note sends one part twice; nothing is ever left out.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.front.continue_page import new_link
from bot.privacy.encryption import Cipher
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.messages import Messages
from bot.store.records import Conversation, Message, Sender
from bot.store.whatsapp import People, Person
from bot.whatsapp.meta import Meta, NotNow, Refused, WindowClosed
from bot.whatsapp.reception import ALWAYS, LINK
from bot.whatsapp.render import payloads
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.words import Words

WINDOW = timedelta(hours=24)
FIRST_WAIT, LONGEST_WAIT = 1.0, 600.0
LOOK_SECONDS = 1.0
log = structlog.get_logger(__name__)
Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """What sending works with. ``public_url`` is where residents find the website."""

    settings: WhatsAppSettings
    database: Database
    cipher: Cipher
    meta: Meta
    words: Words
    clock: Clock
    public_url: str


class Dispatch:
    """Sends what waits, of several people at once and of one person in order."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def run(self) -> None:
        """Sends for ever; looks by itself as well, for what another process or a restart left."""
        while True:
            self._woken.clear()
            try:
                await self.send_all()
            except (SQLAlchemyError, OSError) as error:
                log.warning("cannot send", reason=type(error).__name__)
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)

    async def send_all(self) -> None:
        """Sends everything that may be tried now."""
        async with self._post.database.read() as connection:
            waiting = await People(connection).waiting(self._post.clock())
        await asyncio.gather(*(self._send_to(who) for who in waiting))

    async def _send_to(self, who: str) -> None:
        now = self._post.clock()
        async with self._post.database.write() as connection:
            person = await People(connection).claim(who, now)
        if person is None:
            return
        try:
            await self._send_waiting(person)
        except NotNow as fault:
            log.warning("not sent now", reason=str(fault), failures=person.failures + 1)
            await self._rest(person, self._post.clock() + _wait(person.failures), person.failures + 1)
        except WindowClosed:
            await self._outside_window(person)
        else:
            await self._rest(person, self._post.clock(), 0)

    async def _send_waiting(self, person: Person) -> None:
        async with self._post.database.read() as connection:
            conversation = await Conversations(connection).get(person.conversation_id)
            waiting = await Messages(connection).of(person.conversation_id, person.sent_seq)
            is_off = await People(connection).is_off(person.phone_hash)
        if conversation is None:
            return
        part = person.sent_part
        for message in waiting:
            if message.sender != Sender.RESIDENT.value and (not is_off or message.extra.get(ALWAYS)):
                await self._send_message(person, conversation, message, part)
            part = 0
            await self._keep_place(person, message.seq, 0)

    async def _send_message(self, person: Person, conversation: Conversation, message: Message, begin: int) -> None:
        if self._post.clock() - person.wrote_at > WINDOW:
            raise WindowClosed(0)
        parts = await self._parts(conversation, message)
        for index, payload in enumerate(parts[begin:], begin):
            await self._send(person, payload)
            await self._keep_place(person, message.seq - 1, index + 1)

    async def _parts(self, conversation: Conversation, message: Message) -> Sequence[Json]:
        """The message as it is sent: a sensitive question may become a way to the website."""
        words, text, extra = self._post.words, message.text, message.extra
        if extra.get("vraag") in words.sensitive and conversation.gemeente in self._post.settings.to_web:
            text, extra = words.said["verder_op_website"], {LINK: True}
        if extra.get(LINK):
            link = await new_link(self._post.database, self._post.clock, self._post.public_url, conversation.id)
            text = f"{text}\n{link}"
        return payloads(text, extra, words)

    async def _send(self, person: Person, payload: Json) -> None:
        """Sends one part. What Meta will never take is passed over and written down, so that the rest arrives."""
        to = self._post.cipher.decrypt(person.ciphertext, person.key_id, person.phone_hash)
        try:
            await self._post.meta.send(person.number_id, to, payload)
        except WindowClosed:
            raise
        except Refused as refusal:
            log.error("refused by Meta", code=refusal.code)
            await self._write_down("whatsapp geweigerd", person, str(refusal.code))

    async def _outside_window(self, person: Person) -> None:
        """Nothing more until the person writes; one template at most, when there is one and nobody signed off."""
        async with self._post.database.write() as connection:
            await People(connection).rest_until_they_write(person)
        await self._write_down("whatsapp buiten venster", person, "niet verstuurd")
        async with self._post.database.read() as connection:
            is_off = await People(connection).is_off(person.phone_hash)
        name = self._post.settings.template
        if name and not is_off:
            template = {"type": "template", "template": {"name": name, "language": {"code": "nl"}}}
            with suppress(NotNow, WindowClosed):  # a reminder that is not worth a second try
                await self._send(person, template)

    async def _write_down(self, action: str, person: Person, result: str) -> None:
        async with self._post.database.write() as connection:
            await Audit(connection).add(self._post.clock(), "systeem", action, person.conversation_id, result)

    async def _keep_place(self, person: Person, seq: int, part: int) -> None:
        async with self._post.database.write() as connection:
            await People(connection).sent(person.phone_hash, seq, part)

    async def _rest(self, person: Person, until: datetime, failures: int) -> None:
        async with self._post.database.write() as connection:
            await People(connection).rest(person.phone_hash, until, failures)


def _wait(failures: int) -> timedelta:
    """Twice as long after each failure."""
    return timedelta(seconds=min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(failures, 20)))
