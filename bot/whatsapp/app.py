"""Puts WhatsApp on the front door: the webhook, and the sending beside it."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import suppress
from typing import Any

import structlog
from aiohttp import web

from bot.front import keys
from bot.front.problems import Problem
from bot.store.records import Turn
from bot.whatsapp.delivery import Post
from bot.whatsapp.dispatch import Dispatch
from bot.whatsapp.envelope import SIGNATURE, Failure, Inbound, failures, is_signed, messages
from bot.whatsapp.meta import Meta
from bot.whatsapp.reception import Means, Reception
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.steps import PassStep, Step, go_on
from bot.whatsapp.undelivered import Undelivered
from bot.whatsapp.words import Words

PATH = "/kanalen/whatsapp"
LARGEST_ENVELOPE = 3 * 1024 * 1024
log = structlog.get_logger(__name__)

SETTINGS = web.AppKey("whatsapp_settings", WhatsAppSettings)
META = web.AppKey("whatsapp_meta", Meta)
RECEPTION = web.AppKey("whatsapp_reception", Reception)
UNDELIVERED = web.AppKey("whatsapp_undelivered", Undelivered)
DISPATCH = web.AppKey("whatsapp_dispatch", Dispatch)
PASS_STEP: web.AppKey[PassStep] = web.AppKey("whatsapp_pass_step")
AT_WORK: web.AppKey[set["asyncio.Task[None]"]] = web.AppKey("whatsapp_at_work")


class WhatsApp:
    """An extension for ``bot.front.app.create_app``."""

    def __init__(self, settings: WhatsAppSettings, pass_step: PassStep = go_on) -> None:
        self._settings, self._pass = settings, pass_step

    def __call__(self, app: web.Application) -> None:
        """Adds the routes and the parts. Raises SettingError for a municipality that does not take part."""
        desks = app[keys.DESKS]
        self._settings.check_municipalities(desks)
        app[SETTINGS], app[PASS_STEP], app[AT_WORK] = self._settings, self._pass, set()
        app[META] = Meta(self._settings.api_url, self._settings.access_token)
        words = Words.load()
        post = self._post(app, words)
        app[RECEPTION] = Reception(self._means(app, words))
        app[DISPATCH], app[UNDELIVERED] = Dispatch(post), Undelivered(post)
        app.router.add_get(PATH, handshake, allow_head=False)
        app.router.add_post(PATH, receive)
        app.cleanup_ctx.append(_running)

    def _means(self, app: web.Application, words: Words) -> Means:
        front = app[keys.SETTINGS]
        return Means(
            settings=self._settings,
            database=app[keys.DATABASE],
            entrance=app[keys.ENTRANCE],
            cipher=app[keys.CIPHER],
            words=words,
            texts=app[keys.TEXTS],
            danger_numbers=app[keys.DANGER_NUMBERS],
            clock=app[keys.CLOCK],
            tally=app[keys.TALLY],
            per_minute=front.limits.conversation,
            hold=front.claim,
            pass_step=self._pass,
        )

    def _post(self, app: web.Application, words: Words) -> Post:
        front = app[keys.SETTINGS]
        return Post(
            settings=self._settings,
            database=app[keys.DATABASE],
            cipher=app[keys.CIPHER],
            meta=app[META],
            words=words,
            clock=app[keys.CLOCK],
            public_url=front.public_url,
            hold=front.claim,
            pass_step=self._pass,
        )


async def handshake(request: web.Request) -> web.Response:
    """Meta asks whether this address is ours, and we say its word back."""
    asked, expected = request.query, request.app[SETTINGS].verify_token
    token = asked.get("hub.verify_token", "").encode("utf-8", "surrogatepass")
    if asked.get("hub.mode") != "subscribe" or not hmac.compare_digest(token, expected.encode()):
        raise Problem(403, "niet_goed")
    return web.Response(text=asked.get("hub.challenge", ""))


async def receive(request: web.Request) -> web.Response:
    """Takes an envelope: everything in it is stored, then Meta hears so, then it is worked out."""
    raw = await _read(request)
    if not is_signed(raw, request.headers.get(SIGNATURE, ""), request.app[SETTINGS].app_secret):
        raise Problem(401, "niet_goed")
    request.app[PASS_STEP](Step.RECEIVED)
    envelope = _parsed(raw)
    await _take_back(request.app, failures(envelope))
    await _take_all(request.app, messages(envelope))
    request.app[PASS_STEP](Step.TAKEN)
    return web.Response(text="")


async def _take_all(app: web.Application, found: Sequence[Inbound]) -> None:
    """Takes what can be taken. Raises the first fault at the end, so that Meta sends the envelope again.

    What the same person wrote after a message that could not be taken waits for that as well: it stays in order.
    """
    faults: dict[str, Exception] = {}
    for inbound in found:
        if inbound.sender not in faults:
            try:
                await _take(app, inbound)
            except Exception as error:  # noqa: BLE001 (one person's message must not keep those of others out)
                faults[inbound.sender] = error
    app[DISPATCH].wake()
    if faults:
        raise next(iter(faults.values()))


async def _take(app: web.Application, inbound: Inbound) -> None:
    if inbound.number_id not in app[SETTINGS].numbers:
        log.warning("message for a number that is not ours")
        return
    turn = await app[RECEPTION].take(inbound)
    if turn is not None:
        _beside(app, _follow(app, turn))


async def _take_back(app: web.Application, found: Sequence[Failure]) -> None:
    """Notes what was not delivered; a fault of the database lets Meta tell it again."""
    for failure in found:
        person = await app[UNDELIVERED].take(failure)
        if person is not None:
            _beside(app, app[UNDELIVERED].remind(person))


def _beside(app: web.Application, work: Coroutine[Any, Any, None]) -> None:
    """Does this while Meta has its answer already."""
    task = asyncio.create_task(work)
    app[AT_WORK].add(task)
    task.add_done_callback(app[AT_WORK].discard)


async def _follow(app: web.Application, turn: Turn) -> None:
    """Waits for the answer, so that somebody who waits long is told so; then it is sent."""
    with suppress(Problem):  # the conversation is gone: there is nothing to send
        await app[keys.CONVERSATIONS].await_answer(turn, turn.invoer)
    app[DISPATCH].wake()


async def _read(request: web.Request) -> bytes:
    """The raw bytes. An envelope may be larger than what residents may send."""
    raw = await request.content.read(LARGEST_ENVELOPE + 1)
    while not request.content.at_eof() and len(raw) <= LARGEST_ENVELOPE:
        raw += await request.content.read(LARGEST_ENVELOPE + 1 - len(raw))
    if len(raw) > LARGEST_ENVELOPE:
        raise Problem(413, "te_groot")
    return raw


def _parsed(raw: bytes) -> object:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise Problem(400, "geen_json") from None


async def _running(app: web.Application) -> AsyncIterator[None]:
    """The sending, for as long as the front door is open."""
    await app[META].open()
    sending = asyncio.create_task(app[DISPATCH].run())
    yield
    for task in (sending, *app[AT_WORK]):
        task.cancel()
    await asyncio.gather(sending, *app[AT_WORK], return_exceptions=True)
    await app[DISPATCH].stop()
    await app[META].close()
