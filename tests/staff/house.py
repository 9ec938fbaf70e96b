"""The staff app on the real front door with a real database, and browsers that use it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from argon2 import PasswordHasher

from bot.front.app import create_app
from bot.front.settings import DEVELOPMENT, Settings
from bot.privacy.encryption import Cipher
from bot.staff.app import add_staff
from bot.staff.visits import Visits
from bot.store.audit import Audit
from bot.store.contacts import Contacts
from bot.store.database import Database
from bot.store.handovers import Handovers
from bot.store.ids import new_id, new_kenmerk, token_hash
from bot.store.records import Handover, Note, Sealed, Staff
from bot.store.settings import StoreSettings
from bot.store.staff import Accounts, Sessions
from tests.staff.sample import NOW, a_handover

SECRET = "een-sleutel-alleen-voor-de-tests-0123456789"
PASSWORD = "vier-losse-woorden-hier"
QUICK_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Only here: what is slow on purpose would make the tests slow."""

PASSWORD_HASH = QUICK_HASHER.hash(PASSWORD)


class NoDecision:
    """The staff app never decides anything."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"the staff app asked for {name}")


@dataclass
class FrozenClock:
    """A clock that stands still until it is moved."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class Browser:
    """One person's browser: follows no redirects by itself and sends the right origin, unless told otherwise."""

    client: TestClient[Any, Any]
    csrf: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        return str(self.client.make_url("")).rstrip("/")

    async def get(self, path: str = "", **parts: Any) -> ClientResponse:
        return await self._request("GET", path, **parts)

    async def post(self, path: str, data: dict[str, str] | None = None, **parts: Any) -> ClientResponse:
        form = {"csrf": self.csrf, **(data or {})}
        parts.setdefault("headers", {"Origin": self.origin})
        return await self._request("POST", path, data=form, **parts)

    async def text(self, path: str = "") -> str:
        answer = await self.get(path)
        assert answer.status == 200, (answer.status, answer.headers.get("Location"))
        return await answer.text()

    async def _request(self, method: str, path: str, **parts: Any) -> ClientResponse:
        self.client.session.cookie_jar.clear()
        answer = await self.client.request(
            method, f"/medewerker{path}", allow_redirects=False, cookies=self.cookies, **parts
        )
        for name, cookie in answer.cookies.items():
            self.cookies[name] = cookie.value
            if not cookie.value:
                del self.cookies[name]
        return answer


@dataclass
class House:
    """The running app with its database, clock and everything that a test wants to put in or look up."""

    client: TestClient[Any, Any]
    database: Database
    clock: FrozenClock
    cipher: Cipher

    def browser(self) -> Browser:
        return Browser(self.client)

    async def staff(self, name: str = "Anna", gemeente: str = "leiden", **other: Any) -> Staff:
        account = Staff(
            id=new_id(),
            email=f"{name.lower()}@voorbeeld.nl",
            name=name,
            password_hash=PASSWORD_HASH,
            gemeente=gemeente,
            role="medewerker",
            active=True,
            failed_attempts=0,
            locked_until=None,
            created_at=NOW,
        )
        account = replace(account, **other)
        async with self.database.write() as connection:
            await Accounts(connection).add(account)
        return account

    async def signed_in(self, account: Staff | None = None) -> Browser:
        """A browser with a session, without the slow password."""
        account = account or await self.staff()
        async with self.database.write() as connection:
            token = await Visits(connection, self.clock()).begin(account.id)
            session = await Sessions(connection).get(token_hash(token))
        assert session is not None
        return Browser(self.client, session.csrf, {"zelfcheck-medewerker": token})

    async def handover(self, contact: str | None = None, **parts: Any) -> Handover:
        made = replace(a_handover(), id=new_id(), kenmerk=new_kenmerk(), **parts)
        async with self.database.write() as connection:
            await Handovers(connection).add(made)
            if contact:
                sealed = Sealed(self.cipher.encrypt(contact, made.id), self.cipher.key_id)
                await Contacts(connection).add(made.id, sealed)
        return made

    async def again(self, handover: Handover) -> Handover:
        async with self.database.read() as connection:
            found = await Handovers(connection).get(handover.id)
        assert found is not None
        return found

    async def account(self, staff: Staff) -> Staff:
        async with self.database.read() as connection:
            found = await Accounts(connection).get(staff.id)
        assert found is not None
        return found

    async def audit(self, about: str) -> list[tuple[str, str, str]]:
        async with self.database.read() as connection:
            return [(line.actor, line.action, line.result) for line in await Audit(connection).of(about)]

    async def notes(self, handover: Handover) -> list[Note]:
        async with self.database.read() as connection:
            return await Handovers(connection).notes(handover.id)


@asynccontextmanager
async def running(store: StoreSettings, **change: Any) -> AsyncIterator[House]:
    """The app while it runs; ``change`` replaces settings."""
    settings = replace(Settings(SECRET, store, environment=DEVELOPMENT), **change)
    clock, database = FrozenClock(), Database(store.database_url)
    app = create_app(settings, NoDecision(), _no_danger, [add_staff], desks={}, clock=clock)
    async with TestClient(TestServer(app)) as client:
        yield House(client, database, clock, Cipher(SECRET))
    await database.close()


def _no_danger(_text: str) -> str | None:
    return None
