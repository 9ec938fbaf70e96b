"""What one member of staff may see and do with handovers. Every look and every change is written in the audit log."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.front.takeover import Takeover
from bot.privacy.encryption import Cipher, DecryptionError
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.contacts import Contacts
from bot.store.conversations import Conversations
from bot.store.database import Database
from bot.store.handovers import OPEN, Handovers
from bot.store.ids import is_kenmerk, new_id
from bot.store.messages import Messages
from bot.store.overview import HandoverLine, Overview, Selection
from bot.store.records import (
    ADMINISTRATOR,
    Conversation,
    Handover,
    HandoverStatus,
    Message,
    Note,
    NoteKind,
    Staff,
)
from bot.store.staff import Accounts

LONGEST_LIST = 200
FILTERS: Mapping[str, Sequence[str]] = {
    "open": OPEN,
    "nieuw": (HandoverStatus.NEW.value,),
    "mijn": (HandoverStatus.CLAIMED.value,),
    "afgesloten": (HandoverStatus.CLOSED.value, HandoverStatus.WITHDRAWN.value),
}
DONE, REFUSED, UNKNOWN = "gelukt", "geweigerd", "onbekend"

T = TypeVar("T")
Ring = Callable[[str], None]
Change = Callable[[AsyncConnection, Handover], Awaitable[bool]]


class NoSuchCase(LookupError):
    """There is no such handover, or not for this member of staff: which of the two is not told."""


class Unreadable(ValueError):
    """Contact details that cannot be decrypted with the keys of this installation."""


@dataclass(frozen=True)
class Talk:
    """The conversation that a case came from. ``said`` is what was said since this member of staff leads it."""

    conversation: Conversation
    said: Sequence[Message]


@dataclass(frozen=True)
class Case:
    """A handover with what the team added. ``names``: of all staff, by id; ``talk`` is None when it is gone."""

    handover: Handover
    notes: Sequence[Note]
    names: Mapping[str, str]
    has_contact: bool
    talk: Talk | None


@dataclass(frozen=True)
class Closing:
    """How a case ended: a key of ``uitkomsten`` in medewerker.yml, and an explanation that may be empty."""

    outcome: str
    explanation: str


class Cases:
    """The handovers of a staff member's own municipality; of all for a beheerder without municipality."""

    def __init__(
        self, database: Database, cipher: Cipher, clock: Clock, staff: Staff, takeover: Takeover, ring: Ring
    ) -> None:
        self._database, self._cipher, self._clock, self._staff = database, cipher, clock, staff
        self._takeover, self._ring = takeover, ring

    async def lines(self, shown: str) -> list[HandoverLine]:
        """The list behind a filter (a key of ``FILTERS``): most urgent first, then the oldest."""
        holder = self._staff.id if shown == "mijn" else None
        selection = Selection(None if self._sees_all else self._staff.gemeente, FILTERS[shown], holder)
        async with self._database.write() as connection:
            await self._log(connection, "lijst bekeken", shown, DONE)
            return await Overview(connection).lines(selection, LONGEST_LIST)

    async def view(self, kenmerk: str) -> Case:
        """The whole case. Raises NoSuchCase."""
        async with self._database.write() as connection:
            handover = await self._own(connection, kenmerk, "overdracht bekeken")
            case = await self._case(connection, handover) if handover else None
        return _found(case)

    async def follow(self, kenmerk: str) -> None:
        """Writes down that this member of staff follows the conversation as it goes. Raises NoSuchCase."""
        async with self._database.write() as connection:
            handover = await self._own(connection, kenmerk, "gesprek gevolgd")
        _found(handover)

    async def contact(self, kenmerk: str) -> Mapping[str, str]:
        """The resident's contact details by kind (``telefoon``, ``email``). Raises NoSuchCase and Unreadable."""
        async with self._database.write() as connection:
            handover = await self._own(connection, kenmerk, "contactgegevens getoond")
            sealed = await Contacts(connection).of(handover.id) if handover else None
        owner = _found(handover).id
        if sealed is None:
            return {}
        try:
            plain = json.loads(self._cipher.decrypt(sealed.ciphertext, sealed.key_id, owner))
        except DecryptionError as error:
            raise Unreadable(kenmerk) from error
        return {kind: value for kind, value in plain.items() if value}

    async def claim(self, kenmerk: str, version: int) -> bool:
        """Takes the case; once more is no fault. False when somebody was first or it changed. Raises NoSuchCase."""

        async def change(connection: AsyncConnection, case: Handover) -> bool:
            taken = await Handovers(connection).claim(case.id, self._staff.id, self._clock(), version)
            return taken or self.holds(case)

        return await self.change(kenmerk, "opgepakt", change)

    async def release(self, kenmerk: str, version: int) -> bool:
        """Gives the case back, and the conversation too. False when this person does not hold it or it changed.

        Raises NoSuchCase.
        """

        async def change(connection: AsyncConnection, case: Handover) -> bool:
            released = await Handovers(connection).release(case.id, self._staff.id, version)
            return released and await self._let_go(connection, case)

        return await self.change(kenmerk, "teruggegeven", change)

    async def close(self, kenmerk: str, version: int, closing: Closing) -> bool:
        """Closes the case, with the explanation as a note, and gives the conversation back. False as with ``release``.

        Raises NoSuchCase.
        """

        async def change(connection: AsyncConnection, case: Handover) -> bool:
            rows = Handovers(connection)
            closed = await rows.close(case.id, self._staff.id, closing.outcome, self._clock(), version)
            if closed and closing.explanation:
                await rows.add_note(self._note(case, NoteKind.CLOSING, closing.explanation))
            return closed and await self._let_go(connection, case)

        return await self.change(kenmerk, "afgesloten", change)

    async def write(self, kenmerk: str, kind: NoteKind, text: str) -> bool:
        """Adds a note or a try to reach the resident. False when the case is no longer open. Raises NoSuchCase."""

        async def change(connection: AsyncConnection, case: Handover) -> bool:
            if case.status in OPEN:
                await Handovers(connection).add_note(self._note(case, kind, text))
            return case.status in OPEN

        return await self.change(kenmerk, "notitie" if kind is NoteKind.NOTE else "contactpoging", change)

    async def change(self, kenmerk: str, action: str, change: Change) -> bool:
        """One transaction: the change and its line in the log, also when it comes to nothing. Raises NoSuchCase.

        The conversation is held before the case is read: everybody takes these two in the same order.
        """
        async with self._database.write() as connection:
            handover = await self.find(connection, kenmerk)
            if handover is not None and handover.conversation_id is not None:
                await Conversations(connection).lock(handover.conversation_id)
                handover = await self.find(connection, kenmerk)
            done = handover is not None and await change(connection, handover)
            await self._log(connection, action, kenmerk, DONE if done else REFUSED)
        self._ring(_found(handover).conversation_id or "")
        return done

    def holds(self, case: Handover) -> bool:
        """Whether this member of staff works on the case."""
        return case.status == HandoverStatus.CLAIMED.value and case.claimed_by == self._staff.id

    @property
    def _sees_all(self) -> bool:
        return self._staff.role == ADMINISTRATOR and not self._staff.gemeente

    async def _let_go(self, connection: AsyncConnection, case: Handover) -> bool:
        """Who has the case no more does not lead the conversation either."""
        if case.conversation_id is not None:
            await self._takeover.give_back(connection, case.conversation_id, self._staff.id, case)
        return True

    async def _own(self, connection: AsyncConnection, kenmerk: str, action: str) -> Handover | None:
        handover = await self.find(connection, kenmerk)
        await self._log(connection, action, kenmerk, DONE if handover else REFUSED)
        return handover

    async def find(self, connection: AsyncConnection, kenmerk: str) -> Handover | None:
        """The handover, when this member of staff may see it."""
        handover = await Handovers(connection).by_kenmerk(kenmerk) if is_kenmerk(kenmerk) else None
        if handover is None or not (self._sees_all or handover.gemeente == self._staff.gemeente):
            return None
        return handover

    async def _case(self, connection: AsyncConnection, handover: Handover) -> Case:
        notes = await Handovers(connection).notes(handover.id)
        has_contact = await Contacts(connection).of(handover.id) is not None
        talk = await self.talk(connection, handover)
        return Case(handover, notes, await Accounts(connection).names(), has_contact, talk)

    async def talk(self, connection: AsyncConnection, handover: Handover, after: int = 0) -> Talk | None:
        """The conversation of the case, and what was said beyond the message ``after`` since this person leads it."""
        found = await Conversations(connection).get(handover.conversation_id or "")
        if found is None:
            return None
        leads = self.holds(handover) and found.leader(self._clock()) == self._staff.id
        begin = max(after, found.led_seq or 0)
        return Talk(found, await Messages(connection).of(found.id, begin) if leads else [])

    async def _log(self, connection: AsyncConnection, action: str, about: str, result: str) -> None:
        known = about if about in FILTERS or is_kenmerk(about) else UNKNOWN
        await Audit(connection).add(self._clock(), self._staff.id, action, known, result)

    def _note(self, case: Handover, kind: NoteKind, text: str) -> Note:
        return Note(new_id(), case.id, self._staff.id, self._clock(), text, kind.value)


def _found(what: T | None) -> T:
    if what is None:
        raise NoSuchCase
    return what
