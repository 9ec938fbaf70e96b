"""The real front door with a stand-in for Rasa, on a port of its own, in a thread of its own."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from aiohttp import web
from stand_in_rasa import DANGER, REFERRAL, StandInRasa

from bot.front.app import create_app
from bot.front.page_shell import municipality_names
from bot.front.pages import DATA
from bot.front.settings import DEVELOPMENT, Settings
from bot.staff.app import add_staff
from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.settings import StoreSettings

START_SECONDS = 60
Furnish = Callable[[web.Application], Awaitable[None]]


class ToldDecision:
    """The record of what the stand-in for Rasa said; the rest of the decision has no part in these tests."""

    def record(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """The answers of the state, with the outcomes that were told."""
        known = {field: value for field, value in state.get("antwoorden", {}).items() if value is not None}
        return {
            "antwoorden": known,
            "uitkomsten": state["uitkomsten"] if known else [],
            "verwijzing": REFERRAL if known else None,
        }


class MovableClock:
    """The real clock, which a test can put forward."""

    ahead = timedelta(0)

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@contextmanager
def running_house(
    folder: Path, clock: Clock = utc_now, furnish: Furnish | None = None, **settings: Any
) -> Iterator[str]:
    """The address of the front door, while it runs with these settings; ``furnish`` puts something in it first."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runners: list[web.AppRunner] = []
    try:
        yield asyncio.run_coroutine_threadsafe(
            _open(runners, _settings(folder, settings), clock, furnish), loop
        ).result(START_SECONDS)
    finally:
        asyncio.run_coroutine_threadsafe(_close(runners), loop).result(START_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(START_SECONDS)


async def _open(runners: list[web.AppRunner], settings: Settings, clock: Clock, furnish: Furnish | None) -> str:
    rasa = await _serve(StandInRasa().app, runners)
    if settings.rasa_url == Settings.rasa_url:
        settings = replace(settings, rasa_url=rasa)
    database = Database(settings.store.database_url)
    await migrate(database)
    await database.close()
    app = create_app(settings, ToldDecision(), danger_numbers, [add_staff], desks=desks(), clock=clock)
    url = await _serve(app, runners, settings.port)
    if furnish is not None:
        await furnish(app)
    return url


@lru_cache(maxsize=1)
def desks() -> dict[str, str]:
    """A desk for each municipality: reading the real ones takes long, and no test here is about them."""
    return dict.fromkeys(municipality_names(DATA), "het loket")


def danger_numbers(text: str, said: Iterable[str] = ()) -> str | None:
    """What the front door says itself when a text tells of danger."""
    return DANGER if "slaat" in text else None


def _settings(folder: Path, others: dict[str, Any]) -> Settings:
    store = StoreSettings(f"sqlite:///{folder}/zelfcheck.db", f"sqlite:///{folder}/rasa.db")
    return Settings(**{"secret_key": "k" * 40, "store": store, "environment": DEVELOPMENT, "port": 0, **others})


async def _serve(app: web.Application, runners: list[web.AppRunner], port: int = 0) -> str:
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    runners.append(runner)
    await web.TCPSite(runner, "127.0.0.1", port, reuse_address=True).start()
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


async def _close(runners: list[web.AppRunner]) -> None:
    for runner in reversed(runners):
        await runner.cleanup()
