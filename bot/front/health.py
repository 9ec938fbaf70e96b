"""Is it alive, is it ready, how is it doing: ``/healthz``, ``/readyz``, ``/metrics``."""

import asyncio
import hmac
import time
from ipaddress import ip_address

import structlog
from aiohttp import web
from sqlalchemy import delete, insert
from sqlalchemy.exc import SQLAlchemyError

from bot.front.keys import CLOCK, DATABASE, METRICS, RASA, SETTINGS, TEXTS
from bot.front.problems import Problem
from bot.front.rasa import Rasa
from bot.front.rasa_answer import RasaFault
from bot.front.texts import KnownSentence
from bot.front.waiting import end
from bot.store.clock import Clock
from bot.store.database import Database
from bot.store.inbox import Inbox
from bot.store.tables import heartbeat

log = structlog.get_logger(__name__)
REMEMBER_SECONDS = 2.0
"""No look is made before so long after the last."""
WELL_SECONDS = 15.0
"""So long at most is told what was well, while a new look is made."""
MODEL_SECONDS = 3.0
"""A model that takes longer for a few short sentences is of no use to anybody now."""
FORWARDED = frozenset({"forwarded", "x-forwarded-for", "x-real-ip", "via"})
FOR_EVERY_PAGE = {"Access-Control-Allow-Origin": "*"}
"""The widget on a municipality's page asks whether we are ready before it shows itself."""


class Readiness:
    """Whether every part works. A look waits at Rasa behind the turns of residents, so few should wait for a look.

    What was well a moment ago is told at once, and looked at again behind that; what was not is looked at first.
    """

    def __init__(self) -> None:
        self._parts: dict[str, bool] = {}
        self._looked = float("-inf")
        self._looking: asyncio.Task[None] | None = None

    async def parts(self, app: web.Application) -> dict[str, bool]:
        """Each part by name, and whether it works."""
        age = time.monotonic() - self._looked
        was_well = age <= WELL_SECONDS and all(self._parts.values())
        if age > REMEMBER_SECONDS:
            looking = self._look_again(app)
            if not was_well:
                await asyncio.shield(looking)
        return self._parts

    async def stop(self, _app: web.Application) -> None:
        """Ends a look that is going on."""
        await end([self._looking] if self._looking else [])

    def _look_again(self, app: web.Application) -> "asyncio.Task[None]":
        """One look at a time, whoever asks for it."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look(app))
        return self._looking

    async def _look(self, app: web.Application) -> None:
        self._parts = {
            "database": await writes(app[DATABASE], app[CLOCK]),
            "model": await understands(app[RASA], app[TEXTS].known_sentences),
        }
        self._looked = time.monotonic()


READINESS = web.AppKey("readiness", Readiness)


def add_routes(app: web.Application) -> None:
    """Adds the three routes."""
    app[READINESS] = Readiness()
    app.on_shutdown.append(app[READINESS].stop)
    app.router.add_get("/healthz", alive)
    app.router.add_get("/readyz", ready)
    app.router.add_get("/metrics", metrics)


async def alive(_request: web.Request) -> web.Response:
    """The process answers."""
    return web.json_response({"status": "leeft"})


async def ready(request: web.Request) -> web.Response:
    """The model understands known sentences and the database takes a row; otherwise 503."""
    parts = await request.app[READINESS].parts(request.app)
    is_ready = all(parts.values())
    body = {"status": "gereed" if is_ready else "niet gereed", "onderdelen": parts}
    return web.json_response(body, status=200 if is_ready else 503, headers=FOR_EVERY_PAGE)


async def metrics(request: web.Request) -> web.Response:
    """Numbers for Prometheus; for anybody else there is nothing here."""
    if not is_ours(request, request.app[SETTINGS].metrics_token):
        raise Problem(404, "bestaat_niet")
    async with request.app[DATABASE].read() as connection:
        waiting = await Inbox(connection).count_waiting()
    body = request.app[METRICS].exposition(waiting)
    return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})


def is_ours(request: web.Request, token: str) -> bool:
    """Whether it brings the token; without one, whether it comes from this machine and not through a proxy on it."""
    if token:
        given = request.headers.get("Authorization", "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, f"Bearer {token}".encode())
    return _is_loopback(request.remote or "") and not FORWARDED & {name.lower() for name in request.headers}


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def writes(database: Database, clock: Clock) -> bool:
    """Whether the database takes a row."""
    try:
        async with database.write() as connection:
            await connection.execute(delete(heartbeat))
            await connection.execute(insert(heartbeat).values(id=1, at=clock()))
    except (SQLAlchemyError, OSError) as error:
        log.warning("not ready", part="database", reason=type(error).__name__)
        return False
    return True


async def understands(rasa: Rasa, sentences: tuple[KnownSentence, ...]) -> bool:
    """Whether the model knows every known sentence."""
    try:
        asked = asyncio.gather(*(rasa.understands(sentence) for sentence in sentences))
        return all(await asyncio.wait_for(asked, MODEL_SECONDS))
    except RasaFault as error:
        log.warning("not ready", part="model", reason=str(error))
        return False
    except asyncio.TimeoutError:
        log.warning("not ready", part="model", reason="slow")
        return False
