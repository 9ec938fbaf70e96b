"""The real front door with a stand-in for Rasa, on a port of its own, in a thread of its own."""

import asyncio
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiohttp import web
from furniture import furnish
from stand_in_rasa import CARDS, StandInRasa

from bot.front.app import create_app
from bot.front.settings import DEVELOPMENT, Settings
from bot.staff.app import add_staff
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.settings import StoreSettings

START_SECONDS = 60


class ToldDecision:
    """The record of what the stand-in for Rasa said; the rest of the decision has no part in these tests."""

    def record(self, state: Mapping[str, Any]) -> dict[str, Any]:
        """The answers of the state, with the same outcomes every time."""
        known = {field: value for field, value in state.get("antwoorden", {}).items() if value is not None}
        return {"antwoorden": known, "uitkomsten": CARDS if known else [], "verwijzing": None}


@contextmanager
def running_house(folder: Path) -> Iterator[str]:
    """The address of the front door, while it runs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runners: list[web.AppRunner] = []
    try:
        yield asyncio.run_coroutine_threadsafe(_open(folder, runners), loop).result(START_SECONDS)
    finally:
        asyncio.run_coroutine_threadsafe(_close(runners), loop).result(START_SECONDS)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(START_SECONDS)


async def _open(folder: Path, runners: list[web.AppRunner]) -> str:
    rasa = await _serve(StandInRasa().app, runners)
    settings = _settings(folder, rasa)
    database = Database(settings.store.database_url)
    await migrate(database)
    await database.close()
    app = create_app(settings, ToldDecision(), lambda text: None, [add_staff])
    url = await _serve(app, runners)
    await furnish(app)
    return url


def _settings(folder: Path, rasa: str) -> Settings:
    store = StoreSettings(f"sqlite:///{folder}/zelfcheck.db", f"sqlite:///{folder}/rasa.db")
    return Settings(secret_key="k" * 40, store=store, environment=DEVELOPMENT, rasa_url=rasa)


async def _serve(app: web.Application, runners: list[web.AppRunner]) -> str:
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    runners.append(runner)
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


async def _close(runners: list[web.AppRunner]) -> None:
    for runner in reversed(runners):
        await runner.cleanup()
