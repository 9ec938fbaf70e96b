"""Puts WhatsApp on the front door: the webhook, and the sending beside it."""

import asyncio
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import suppress

import structlog
from aiohttp import web

from bot.front import keys
from bot.front.problems import Problem
from bot.store.records import Turn
from bot.whatsapp.dispatch import Dispatch, Post
from bot.whatsapp.envelope import SIGNATURE, Inbound, is_signed, messages
from bot.whatsapp.meta import Meta
from bot.whatsapp.reception import Reception
from bot.whatsapp.settings import WhatsAppSettings
from bot.whatsapp.words import Words

PATH = "/kanalen/whatsapp"
LARGEST_ENVELOPE = 3 * 1024 * 1024
log = structlog.get_logger(__name__)

SETTINGS = web.AppKey("whatsapp_settings", WhatsAppSettings)
META = web.AppKey("whatsapp_meta", Meta)
RECEPTION = web.AppKey("whatsapp_reception", Reception)
DISPATCH = web.AppKey("whatsapp_dispatch", Dispatch)
AT_WORK: web.AppKey[set["asyncio.Task[None]"]] = web.AppKey("whatsapp_at_work")


class WhatsApp:
    """An extension for ``bot.front.app.create_app``."""

    def __init__(self, settings: WhatsAppSettings) -> None:
        self._settings = settings

    def __call__(self, app: web.Application) -> None:
        """Adds the routes and the parts. Raises SettingError for a municipality that does not take part."""
        desks = app[keys.DESKS]
        self._settings.check_municipalities(desks)
        words, database, cipher, clock = Words.load(), app[keys.DATABASE], app[keys.CIPHER], app[keys.CLOCK]
        app[SETTINGS], app[AT_WORK] = self._settings, set()
        app[META] = meta = Meta(self._settings.api_url, self._settings.access_token)
        entrance, texts, address = app[keys.ENTRANCE], app[keys.TEXTS], app[keys.SETTINGS].public_url
        app[RECEPTION] = Reception(self._settings, database, entrance, cipher, words, texts, clock)
        app[DISPATCH] = Dispatch(Post(self._settings, database, cipher, meta, words, clock, address))
        app.router.add_get(PATH, handshake, allow_head=False)
        app.router.add_post(PATH, receive)
        app.cleanup_ctx.append(_running)


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
    for inbound in messages(_parsed(raw)):
        await _take(request.app, inbound)
    request.app[DISPATCH].wake()
    return web.Response(text="")


async def _take(app: web.Application, inbound: Inbound) -> None:
    if inbound.number_id not in app[SETTINGS].numbers:
        log.warning("message for a number that is not ours")
        return
    turn = await app[RECEPTION].take(inbound)
    if turn is not None:
        task = asyncio.create_task(_follow(app, turn))
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
    await app[META].close()
