"""Puts the front door together."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.catalogue.library import Library
from bot.front import api, continue_page, health, keys, pages, security_txt, statement
from bot.front.admission import ADMISSION, Admission, admit
from bot.front.bell import Bell
from bot.front.claims import Claims
from bot.front.conversations import Conversations, House
from bot.front.decision import DangerNumbers, Decision
from bot.front.handovers import HandoverDesk
from bot.front.headers import protect
from bot.front.inbox import Entrance
from bot.front.metrics import Metrics
from bot.front.middleware import explain, observe
from bot.front.origins import ORIGINS, answer_preflight, let_read
from bot.front.outbox import Exit
from bot.front.rasa import Rasa
from bot.front.rasa_memory import RasaMemory
from bot.front.refusals import REFUSED, Refused
from bot.front.resume_code import ResumeCodes
from bot.front.settings import Settings
from bot.front.silence import end_expired
from bot.front.steps import PassStep, go_on
from bot.front.takeover import Takeover
from bot.front.tally import Tally
from bot.front.texts import DATA, Texts
from bot.front.turns import Means, Pace, Turns
from bot.privacy.encryption import Cipher
from bot.store import signals
from bot.store.buckets import Buckets
from bot.store.clock import Clock, utc_now
from bot.store.database import Database
from bot.store.migrate import check_migrated
from bot.store.rasa_events import RasaEvents
from bot.store.workdays import Calendar

log = structlog.get_logger(__name__)
LARGEST_BODY = 16 * 1024
Extension = Callable[[web.Application], None]


def create_app(
    settings: Settings,
    decision: Decision,
    danger_numbers: DangerNumbers,
    extensions: Sequence[Extension] = (),
    desks: Mapping[str, str] | None = None,
    clock: Clock = utc_now,
    pass_step: PassStep = go_on,
) -> web.Application:
    """The front door. ``desks`` names each municipality's general desk; by default the catalogue says so.

    Each extension gets the application before it starts and adds its own routes (the staff app, for one); the parts
    that it can use are under the names of ``bot.front.keys``. Start-up fails when the database is not migrated.
    ``pass_step`` is called at each step of a turn.
    """
    app = web.Application(middlewares=[observe, explain, answer_preflight, admit], client_max_size=LARGEST_BODY)
    app[keys.SETTINGS], app[keys.DECISION], app[keys.CLOCK] = settings, decision, clock
    app[keys.PASS_STEP], app[keys.DANGER_NUMBERS] = pass_step, danger_numbers
    app[REFUSED] = Refused(danger_numbers)
    known = dict(desks) if desks is not None else catalogue_desks(DATA)
    app[keys.DESKS], app[ORIGINS] = known, settings.origins
    settings.origins.check_municipalities(known)
    _add_parts(app)
    _add_conversations(app)
    app.cleanup_ctx.append(_running)  # before the extensions' own: what is opened first is closed last
    own = (api, health, pages, statement, continue_page, security_txt)
    for add in (*(room.add_routes for room in own), *extensions):
        add(app)
    app.on_response_prepare.append(protect(settings))
    app.on_response_prepare.append(let_read)
    app.on_shutdown.append(_close_streams)
    return app


def catalogue_desks(data: Path) -> dict[str, str]:
    """The name of each municipality's general desk, by slug. Raises CatalogueError when a file is wrong."""
    municipalities = Library.load(data).municipalities
    return {slug: each.contacts[each.default_team].name for slug, each in municipalities.items()}


def _add_parts(app: web.Application) -> None:
    settings = app[keys.SETTINGS]
    app[keys.DATABASE] = Database(settings.store.database_url)
    app[keys.CIPHER] = Cipher(settings.secret_key)
    app[keys.RESUME_CODES] = ResumeCodes(app[keys.DATABASE], app[keys.CIPHER], app[keys.CLOCK])
    app[keys.CALENDAR] = Calendar.load(DATA / "werkdagen.yml")
    app[keys.TEXTS] = Texts.load()
    app[keys.TALLY] = Tally(Buckets(app[keys.DATABASE]) if _has_other_doors(settings) else None)
    app[ADMISSION] = Admission(settings, app[keys.CIPHER], app[keys.TALLY])
    app[keys.CLAIMS] = Claims(app[keys.DATABASE], app[keys.CLOCK], settings.claim)
    app[keys.BELL] = bell = Bell()
    app[keys.METRICS] = Metrics(lambda: bell.listeners)
    app[keys.RASA] = Rasa(settings.rasa_url, settings.rasa_token, settings.rasa_patience)
    app[keys.RASA_MEMORY] = RasaMemory(RasaEvents(settings.store.rasa_database_url), app[keys.RASA])


def _add_conversations(app: web.Application) -> None:
    settings, database, clock = app[keys.SETTINGS], app[keys.DATABASE], app[keys.CLOCK]
    app[keys.TAKEOVER] = takeover = _takeover(app)
    desk = HandoverDesk(app[keys.DECISION], app[keys.CALENDAR], app[keys.CIPHER], clock, takeover)
    out = Exit(database, desk, clock, app[keys.PASS_STEP])
    app[keys.ENTRANCE] = _entrance(app)
    app[keys.TURNS] = Turns(_means(app, out))
    house = House(
        database=database,
        entrance=app[keys.ENTRANCE],
        exit=out,
        turns=app[keys.TURNS],
        bell=app[keys.BELL],
        rasa_memory=app[keys.RASA_MEMORY],
        decision=app[keys.DECISION],
        danger_numbers=app[keys.DANGER_NUMBERS],
        desks=app[keys.DESKS],
        texts=app[keys.TEXTS],
        clock=clock,
        patience=settings.rasa_timeout,
        session=settings.session,
        pass_step=app[keys.PASS_STEP],
    )
    app[keys.CONVERSATIONS] = Conversations(house)


def _entrance(app: web.Application) -> Entrance:
    waiting = app[keys.SETTINGS].limits.waiting
    database, cipher, clock = app[keys.DATABASE], app[keys.CIPHER], app[keys.CLOCK]
    claims, takeover, questions = app[keys.CLAIMS], app[keys.TAKEOVER], app[keys.TEXTS].questions
    return Entrance(database, cipher, clock, claims, takeover, waiting, questions, app[keys.PASS_STEP])


def _takeover(app: web.Application) -> Takeover:
    silence = timedelta(seconds=app[keys.SETTINGS].silence)
    return Takeover(app[keys.TEXTS].takeover, app[keys.DANGER_NUMBERS], app[keys.CLOCK], silence)


def _means(app: web.Application, out: Exit) -> Means:
    settings = app[keys.SETTINGS]
    return Means(
        claims=app[keys.CLAIMS],
        rasa=app[keys.RASA],
        exit=out,
        bell=app[keys.BELL],
        rasa_memory=app[keys.RASA_MEMORY],
        pace=Pace(settings.retry_first, settings.retry_longest),
        given_up=app[keys.TEXTS].faults["opgegeven"][0],
        count=app[keys.METRICS].turn,
        pass_step=app[keys.PASS_STEP],
    )


async def _running(app: web.Application) -> AsyncIterator[None]:
    """Opens what needs the event loop, takes up waiting turns, and closes it all in reverse."""
    await check_migrated(app[keys.DATABASE])
    await app[keys.RASA].open()
    look_again, ring = app[keys.SETTINGS].claim, app[keys.BELL].ring
    end_leads = partial(end_expired, app[keys.DATABASE], app[keys.TAKEOVER], app[keys.CLOCK], ring)
    beside = [asyncio.create_task(_repeat(each, look_again)) for each in (app[keys.TURNS].resume, end_leads)]
    if _has_other_doors(app[keys.SETTINGS]):
        beside.append(asyncio.create_task(signals.listen(app[keys.SETTINGS].store.database_url, ring)))
        beside.append(asyncio.create_task(_repeat(Buckets(app[keys.DATABASE]).remove_full, look_again)))
    yield
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    await app[keys.TURNS].stop()
    await app[keys.RASA].close()
    await app[keys.RASA_MEMORY].close()
    await app[keys.DATABASE].close()


def _has_other_doors(settings: Settings) -> bool:
    """Whether other front doors may stand on the same database."""
    return signals.listens(settings.store.database_url)


async def _repeat(look: Callable[[], Awaitable[None]], seconds: float) -> None:
    """Looks now and then for what nobody works on: after a restart, when another process died, when a lead ran out."""
    while True:
        try:
            await look()
        except (SQLAlchemyError, OSError) as error:
            log.warning("cannot look for what waits", reason=type(error).__name__)
        await asyncio.sleep(seconds)


async def _close_streams(app: web.Application) -> None:
    app[keys.BELL].close()
