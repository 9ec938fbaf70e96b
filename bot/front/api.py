"""The routes under ``/api/v1``."""

from functools import partial
from typing import Any

from aiohttp import web

from bot.front import resume_code
from bot.front.admission import ADMISSION
from bot.front.berichten import moment
from bot.front.bodies import (
    Said,
    change,
    check_municipality,
    known_fields,
    new_conversation,
    query,
    read_object,
    said,
    to_check,
)
from bot.front.events import stream
from bot.front.incoming import clean
from bot.front.keys import BELL, CONVERSATIONS, DECISION, DESKS, RESUME_CODES, SETTINGS
from bot.front.openapi import described
from bot.front.origins import ORIGINS
from bot.front.problems import Problem
from bot.front.refusals import REFUSED
from bot.store.records import Conversation

BASE = "/api/v1"
BEARER = "bearer "


def add_routes(app: web.Application) -> None:
    """Adds every route of the API."""
    app.router.add_post(f"{BASE}/gesprekken", begin)
    app.router.add_get(f"{BASE}/gesprekken/{{id}}", record, allow_head=False)
    app.router.add_delete(f"{BASE}/gesprekken/{{id}}", wipe)
    app.router.add_post(f"{BASE}/gesprekken/{{id}}/berichten", say)
    app.router.add_post(f"{BASE}/gesprekken/{{id}}/wijzigingen", reopen)
    app.router.add_post(f"{BASE}/gesprekken/{{id}}/controles", look_for_danger)
    app.router.add_post(f"{BASE}/gesprekken/{{id}}/verlengingen", extend)
    app.router.add_post(f"{BASE}/gesprekken/{{id}}/codes", make_code)
    app.router.add_get(f"{BASE}/gesprekken/{{id}}/gebeurtenissen", events, allow_head=False)
    app.router.add_post(f"{BASE}/zelfcheck", zelfcheck)
    app.router.add_get(f"{BASE}/voorzieningen", voorzieningen, allow_head=False)
    app.router.add_get(f"{BASE}/normen", normen, allow_head=False)
    app.router.add_get(f"{BASE}/openapi.json", openapi, allow_head=False)


async def begin(request: web.Request) -> web.Response:
    """``POST /gesprekken``."""
    desks = request.app[DESKS]
    new = new_conversation(await read_object(request), desks)
    request.app[ORIGINS].check(request, new.gemeente)
    begun = await request.app[CONVERSATIONS].begin(new)
    return web.json_response(begun, status=201, headers={"Location": f"{BASE}/gesprekken/{begun['id']}"})


async def record(request: web.Request) -> web.Response:
    """``GET /gesprekken/{id}``."""
    query(request)
    return web.json_response(await request.app[CONVERSATIONS].record(await _own(request)))


async def wipe(request: web.Request) -> web.Response:
    """``DELETE /gesprekken/{id}``, also when the token has expired: removing it takes nothing from anybody."""
    conversation = await request.app[CONVERSATIONS].recognise(request.match_info["id"], _token(request))
    request.app[ORIGINS].check(request, conversation.pagina)
    await request.app[CONVERSATIONS].wipe(conversation)
    return web.Response(status=204)


async def say(request: web.Request) -> web.Response:
    """``POST /gesprekken/{id}/berichten``."""
    return await _turn(request, said(await read_object(request)))


async def reopen(request: web.Request) -> web.Response:
    """``POST /gesprekken/{id}/wijzigingen``."""
    return await _turn(request, change(await read_object(request)))


async def _turn(request: web.Request, words: Said) -> web.Response:
    token = _token(request)
    check = partial(request.app[ORIGINS].check, request)
    conversation_id = request.match_info["id"]
    return web.json_response(await request.app[CONVERSATIONS].say_in_order(conversation_id, token, words, check))


async def look_for_danger(request: web.Request) -> web.Response:
    """``POST /gesprekken/{id}/controles``."""
    text = to_check(await read_object(request))
    await _own(request)
    return web.json_response({"gevaar": request.app[REFUSED].numbers(text)})


async def extend(request: web.Request) -> web.Response:
    """``POST /gesprekken/{id}/verlengingen``."""
    known_fields(await read_object(request))
    return web.json_response(await request.app[CONVERSATIONS].extend(await _own(request)))


async def make_code(request: web.Request) -> web.Response:
    """``POST /gesprekken/{id}/codes``."""
    known_fields(await read_object(request))
    conversation = await _own(request)
    made = await request.app[RESUME_CODES].make(conversation.id)
    told = {"code": made.code, "geldig_tot": moment(made.until), "adres": resume_code.address(request.app[SETTINGS])}
    return web.json_response(told)


async def events(request: web.Request) -> web.StreamResponse:
    """``GET /gesprekken/{id}/gebeurtenissen``."""
    query(request)
    conversation = await _own(request)
    request.app[ADMISSION].admit_stream(request.app[BELL].listening(conversation.id))
    return await stream(request, conversation.id, _token(request))


async def zelfcheck(request: web.Request) -> web.Response:
    """``POST /zelfcheck``."""
    return _json(request.app[DECISION].zelfcheck(await read_object(request)))


async def voorzieningen(request: web.Request) -> web.Response:
    """``GET /voorzieningen``."""
    asked = query(request, "gemeente", "domein", "zoek")
    if asked["gemeente"] is not None:
        desks = request.app[DESKS]
        check_municipality(asked["gemeente"], desks)
    words = clean(asked["zoek"] or "") or None
    return _json(request.app[DECISION].voorzieningen(asked["gemeente"], asked["domein"], words))


async def normen(request: web.Request) -> web.Response:
    """``GET /normen``."""
    return _json(request.app[DECISION].normen(query(request, "peildatum")["peildatum"]))


async def openapi(request: web.Request) -> web.Response:
    """``GET /openapi.json``."""
    desks = request.app[DESKS]
    return _json(described(desks))


def _json(body: dict[str, Any]) -> web.Response:
    return web.json_response(body)


async def _own(request: web.Request) -> Conversation:
    """The conversation of the address, when the token in the request opens it. Raises Problem."""
    conversation = await request.app[CONVERSATIONS].find(request.match_info["id"], _token(request))
    request.app[ORIGINS].check(request, conversation.pagina)
    return conversation


def _token(request: web.Request) -> str:
    header = request.headers.get("Authorization", "")
    token = header[len(BEARER) :].strip() if header.lower().startswith(BEARER) else ""
    if not token:
        missing = Problem(401, "geen_token")
        missing.headers = {"WWW-Authenticate": 'Bearer realm="gesprek"'}
        raise missing
    return token
