"""Signed-in browsers: begun, recognised while they are fresh, ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.ids import new_token, token_hash
from bot.store.records import Staff, StaffSession
from bot.store.staff import Accounts, Sessions

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)


@dataclass(frozen=True)
class Visit:
    """Who is signed in, and the session of this browser."""

    staff: Staff
    session: StaffSession


class Visits:
    """The signed-in browsers within one transaction."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._accounts, self._sessions, self._now = Accounts(connection), Sessions(connection), now

    async def begin(self, staff_id: str, earlier: str = "") -> str:
        """Signs a browser in and gives its token. The session of the ``earlier`` token ends: no token lives on."""
        await self.end(earlier)
        token = new_token()
        await self._sessions.add(StaffSession(token_hash(token), staff_id, self._now, self._now, new_token()))
        return token

    async def current(self, token: str) -> Visit | None:
        """Who this token belongs to; None, and the session is gone, when it is too old or the account is closed."""
        visit = await self.seen(token)
        if visit is None:
            await self._sessions.remove(token_hash(token))
            return None
        await self._sessions.touch(visit.session.token_hash, self._now)
        return visit

    async def seen(self, token: str) -> Visit | None:
        """As ``current``, but looks only: a page that asks by itself keeps nobody signed in."""
        session = await self._sessions.get(token_hash(token))
        staff = await self._accounts.get(session.staff_id) if session else None
        if session is None or staff is None or not staff.active or not self._is_fresh(session):
            return None
        return Visit(staff, session)

    async def end(self, token: str) -> None:
        """Signs the browser with this token out; an unknown token changes nothing."""
        await self._sessions.remove(token_hash(token))

    def _is_fresh(self, session: StaffSession) -> bool:
        return self._now - session.active_at < IDLE and self._now - session.created_at < LONGEST
