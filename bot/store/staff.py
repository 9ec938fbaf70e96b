"""Accounts of staff, their sessions in a browser, and their tries to sign in."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import case, delete, func, insert, literal, null, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.columns import Moment
from bot.store.ids import new_id
from bot.store.records import Staff, StaffSession
from bot.store.tables import login_attempt, staff, staff_session

ATTEMPTS_BEFORE_LOCK = 5
LOCK_TIME = timedelta(minutes=30)


class Accounts:
    """The accounts within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Staff) -> None:
        """Stores an account. An e-mail address that exists raises SQLAlchemy's IntegrityError."""
        await self._connection.execute(insert(staff).values(**{**vars(new), "email": new.email.lower()}))

    async def get(self, staff_id: str) -> Staff | None:
        """The account, or None."""
        return await self._one(staff.c.id == staff_id)

    async def by_email(self, email: str) -> Staff | None:
        """The account with this e-mail address in any case, or None."""
        return await self._one(staff.c.email == email.strip().lower())

    async def names(self) -> dict[str, str]:
        """Everybody's name by id."""
        rows = await self._connection.execute(select(staff.c.id, staff.c.name))
        return {row.id: row.name for row in rows}

    async def count(self) -> int:
        """How many accounts there are."""
        return int((await self._connection.execute(select(func.count()).select_from(staff))).scalar_one())

    async def record_failure(self, staff_id: str, now: datetime) -> None:
        """Counts a wrong password in one UPDATE; the fifth in a row locks the account for 30 minutes.

        After a lock has ended the count begins again.
        """
        attempts = case((staff.c.locked_until <= now, 1), else_=staff.c.failed_attempts + 1)
        locked = case((attempts >= ATTEMPTS_BEFORE_LOCK, literal(now + LOCK_TIME, Moment())), else_=null())
        await self._update(staff_id, failed_attempts=attempts, locked_until=locked)

    async def record_success(self, staff_id: str) -> None:
        """Forgets the wrong passwords."""
        await self._update(staff_id, failed_attempts=0, locked_until=None)

    async def set_password(self, staff_id: str, password_hash: str) -> None:
        """Replaces the password by one of the owner's choice and signs every browser of this account out."""
        values = {"password_hash": password_hash, "must_change_password": False}
        await self._update(staff_id, **values, failed_attempts=0, locked_until=None)
        await self._connection.execute(delete(staff_session).where(staff_session.c.staff_id == staff_id))

    async def log_attempt(self, account: str, origin: str, succeeded: bool, now: datetime) -> None:
        """Keeps a try to sign in; ``account`` and ``origin`` are keyed hashes."""
        values = {"id": new_id(), "account": account, "origin": origin, "succeeded": succeeded, "at": now}
        await self._connection.execute(insert(login_attempt).values(**values))

    async def _update(self, staff_id: str, **values: Any) -> None:
        await self._connection.execute(update(staff).where(staff.c.id == staff_id).values(**values))

    async def _one(self, condition: Any) -> Staff | None:
        row = (await self._connection.execute(select(staff).where(condition))).first()
        return Staff(**row._mapping) if row else None


class Sessions:
    """The signed-in browsers within one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: StaffSession) -> None:
        """Signs a browser in."""
        await self._connection.execute(insert(staff_session).values(**vars(new)))

    async def get(self, token_hash: str) -> StaffSession | None:
        """The session, or None. How old it may be is for the caller to judge."""
        query = select(staff_session).where(staff_session.c.token_hash == token_hash)
        row = (await self._connection.execute(query)).first()
        return StaffSession(**row._mapping) if row else None

    async def touch(self, token_hash: str, now: datetime) -> None:
        """Keeps that the browser was active."""
        await self._connection.execute(
            update(staff_session).where(staff_session.c.token_hash == token_hash).values(active_at=now)
        )

    async def remove(self, token_hash: str) -> None:
        """Signs a browser out."""
        await self._connection.execute(delete(staff_session).where(staff_session.c.token_hash == token_hash))
