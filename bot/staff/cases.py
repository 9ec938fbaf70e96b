"""What one member of staff may see and do with handovers. Every look and every change is written in the audit log."""

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.encryption import Cipher, DecryptionError
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.contacts import Contacts
from bot.store.database import Database
from bot.store.handovers import OPEN, Handovers
from bot.store.ids import is_kenmerk, new_id
from bot.store.overview import HandoverLine, Overview, Selection
from bot.store.records import ADMINISTRATOR, Handover, HandoverStatus, Note, NoteKind, Staff
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
Change = Callable[[Handovers, Handover], Awaitable[bool]]


class NoSuchCase(LookupError):
    """There is no such handover, or not for this member of staff: which of the two is not told."""


class Unreadable(ValueError):
    """Contact details that cannot be decrypted with the keys of this installation."""


@dataclass(frozen=True)
class Case:
    """A handover with what the team added. ``names`` are those of all staff, by id."""

    handover: Handover
    notes: Sequence[Note]
    names: Mapping[str, str]
    has_contact: bool


@dataclass(frozen=True)
class Closing:
    """How a case ended: a key of ``uitkomsten`` in medewerker.yml, and an explanation that may be empty."""

    outcome: str
    explanation: str


class Cases:
    """The handovers of a staff member's own municipality; of all for a beheerder without municipality."""

    def __init__(self, database: Database, cipher: Cipher, clock: Clock, staff: Staff) -> None:
        self._database, self._cipher, self._clock, self._staff = database, cipher, clock, staff

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
            case = await _case(connection, handover) if handover else None
        return _found(case)

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

        async def change(rows: Handovers, case: Handover) -> bool:
            is_mine = case.status == HandoverStatus.CLAIMED.value and case.claimed_by == self._staff.id
            return is_mine or await rows.claim(case.id, self._staff.id, self._clock(), version)

        return await self._change(kenmerk, "opgepakt", change)

    async def release(self, kenmerk: str, version: int) -> bool:
        """Gives the case back. False when this person does not hold it or it changed. Raises NoSuchCase."""
        return await self._change(
            kenmerk, "teruggegeven", lambda rows, case: rows.release(case.id, self._staff.id, version)
        )

    async def close(self, kenmerk: str, version: int, closing: Closing) -> bool:
        """Closes the case, with the explanation as a note. False as with ``release``. Raises NoSuchCase."""

        async def change(rows: Handovers, case: Handover) -> bool:
            closed = await rows.close(case.id, self._staff.id, closing.outcome, self._clock(), version)
            if closed and closing.explanation:
                await rows.add_note(self._note(case, NoteKind.CLOSING, closing.explanation))
            return closed

        return await self._change(kenmerk, "afgesloten", change)

    async def write(self, kenmerk: str, kind: NoteKind, text: str) -> bool:
        """Adds a note or a try to reach the resident. False when the case is no longer open. Raises NoSuchCase."""

        async def change(rows: Handovers, case: Handover) -> bool:
            if case.status in OPEN:
                await rows.add_note(self._note(case, kind, text))
            return case.status in OPEN

        return await self._change(kenmerk, "notitie" if kind is NoteKind.NOTE else "contactpoging", change)

    @property
    def _sees_all(self) -> bool:
        return self._staff.role == ADMINISTRATOR and not self._staff.gemeente

    async def _change(self, kenmerk: str, action: str, change: Change) -> bool:
        """One transaction: the change and its line in the log, also when it comes to nothing."""
        async with self._database.write() as connection:
            handover = await self._find(connection, kenmerk)
            done = handover is not None and await change(Handovers(connection), handover)
            await self._log(connection, action, kenmerk, DONE if done else REFUSED)
        _found(handover)
        return done

    async def _own(self, connection: AsyncConnection, kenmerk: str, action: str) -> Handover | None:
        handover = await self._find(connection, kenmerk)
        await self._log(connection, action, kenmerk, DONE if handover else REFUSED)
        return handover

    async def _find(self, connection: AsyncConnection, kenmerk: str) -> Handover | None:
        """The handover, when this member of staff may see it."""
        handover = await Handovers(connection).by_kenmerk(kenmerk) if is_kenmerk(kenmerk) else None
        if handover is None or not (self._sees_all or handover.gemeente == self._staff.gemeente):
            return None
        return handover

    async def _log(self, connection: AsyncConnection, action: str, about: str, result: str) -> None:
        known = about if about in FILTERS or is_kenmerk(about) else UNKNOWN
        await Audit(connection).add(self._clock(), self._staff.id, action, known, result)

    def _note(self, case: Handover, kind: NoteKind, text: str) -> Note:
        return Note(new_id(), case.id, self._staff.id, self._clock(), text, kind.value)


async def _case(connection: AsyncConnection, handover: Handover) -> Case:
    notes = await Handovers(connection).notes(handover.id)
    has_contact = await Contacts(connection).of(handover.id) is not None
    return Case(handover, notes, await Accounts(connection).names(), has_contact)


def _found(what: T | None) -> T:
    if what is None:
        raise NoSuchCase
    return what
