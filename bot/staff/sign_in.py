"""Signing in with e-mail address and password, and choosing another password.

Whoever guesses learns nothing: unknown address, wrong password and locked account take as long and read the same.
"""

import asyncio
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.privacy.encryption import Cipher
from bot.staff.visits import Visits
from bot.store.audit import Audit
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.passwords import hash_password, new_password, password_fits
from bot.store.records import Staff
from bot.store.staff import Accounts

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
NOBODY = "onbekend"
GRANTED, REFUSED = "gelukt", "geweigerd"
NOBODYS_HASH = hash_password(new_password())
"""Stands in for the password of an address without account, so that the check takes as long."""


@dataclass(frozen=True)
class Credentials:
    """What was typed, from which network address, in a browser that perhaps had a session already."""

    email: str
    password: str
    origin: str
    earlier: str


@dataclass(frozen=True)
class NewPassword:
    """What was typed to change a password."""

    current: str
    chosen: str
    repeated: str


class SignIn:
    """Opens sessions for whoever knows the password."""

    def __init__(self, database: Database, cipher: Cipher, clock: Clock) -> None:
        self._database, self._cipher, self._clock = database, cipher, clock

    async def sign_in(self, typed: Credentials) -> str | None:
        """The token of a new session, or None. Every try is kept and audited."""
        async with self._database.read() as connection:
            known = await Accounts(connection).by_email(typed.email)
        fits = await _fits(typed.password, known.password_hash if known else NOBODYS_HASH)
        async with self._database.write() as connection:
            account = await self._admitted(connection, known, fits)
            await self._keep_try(connection, typed, known, account is not None)
            return await Visits(connection, self._clock()).begin(account.id, typed.earlier) if account else None

    async def change_password(self, staff: Staff, typed: NewPassword) -> str | None:
        """The token of a new session, all others have ended; None when the current password is not right."""
        fits = await _fits(typed.current, staff.password_hash)
        chosen = await asyncio.to_thread(hash_password, typed.chosen)
        async with self._database.write() as connection:
            account = await self._admitted(connection, staff, fits)
            result = GRANTED if account else REFUSED
            await Audit(connection).add(self._clock(), staff.id, "wachtwoord wijzigen", staff.id, result)
            if account is None:
                return None
            await Accounts(connection).set_password(staff.id, chosen)
            return await Visits(connection, self._clock()).begin(staff.id)

    async def _admitted(self, connection: AsyncConnection, known: Staff | None, fits: bool) -> Staff | None:
        """The account as it is now, when the password counts: another try may just have locked or changed it."""
        account = await Accounts(connection).get(known.id) if known else None
        if known is None or account is None or not self._is_open(account):
            return None
        if not fits or account.password_hash != known.password_hash:
            await Accounts(connection).record_failure(account.id, self._clock())
            return None
        await Accounts(connection).record_success(account.id)
        return account

    def _is_open(self, account: Staff) -> bool:
        return account.active and (account.locked_until is None or account.locked_until <= self._clock())

    async def _keep_try(
        self, connection: AsyncConnection, typed: Credentials, known: Staff | None, succeeded: bool
    ) -> None:
        now, who = self._clock(), known.id if known else NOBODY
        account = self._cipher.keyed_hash(typed.email.strip().lower(), "account")
        origin = self._cipher.keyed_hash(typed.origin, "origin")
        await Accounts(connection).log_attempt(account, origin, succeeded, now)
        await Audit(connection).add(now, who, "inloggen", who, GRANTED if succeeded else REFUSED)


def password_problem(typed: NewPassword, email: str) -> str | None:
    """Why the chosen password will not do (a key of ``wachtwoord.fouten``), or None."""
    local = email.partition("@")[0].casefold()
    problems = {
        "kort": len(typed.chosen) < SHORTEST_PASSWORD,
        "lang": len(typed.chosen) > LONGEST_PASSWORD,
        "zelfde": typed.chosen == typed.current,
        "email": bool(local) and local in typed.chosen.casefold(),
        "anders": typed.chosen != typed.repeated,
    }
    return next((name for name, is_so in problems.items() if is_so), None)


async def _fits(password: str, stored: str) -> bool:
    """In a thread: argon2 is slow on purpose and others must not wait for it."""
    return await asyncio.to_thread(password_fits, password, stored)
