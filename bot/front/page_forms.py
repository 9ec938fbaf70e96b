"""The conversation as plain forms, for a browser without JavaScript.

The conversation's id and token travel in a cookie that scripts cannot read and that other sites cannot send. Each form
carries a ``sleutel``, so a form that is sent twice is one message.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.front import resume_code
from bot.front.admission import ADMISSION
from bot.front.berichten import berichten
from bot.front.bodies import NewConversation, Said, change, said
from bot.front.incoming import LONGEST_TEXT
from bot.front.keys import CONVERSATIONS, DESKS, RESUME_CODES, SETTINGS, TEXTS
from bot.front.page_bsn import bsn_like, without_bsn
from bot.front.page_shell import WORDS, municipality, show
from bot.front.page_text import gives_number
from bot.front.page_words import long_date
from bot.front.problems import Problem
from bot.front.refusals import REFUSED
from bot.front.resume_code import ResumeCode
from bot.store.records import Conversation

PATH = "/gesprek"
COOKIE = "zelfcheck_gesprek"
SEPARATOR = ":"
BSN, LEAVE_OUT, SEND_IT = "bsn", "weg", "toch"
ELSEWHERE, TOO_BIG = "formulier_elders", "formulier_te_groot"
OTHER_SITES = ("cross-site", "same-site")
FORM = "application/x-www-form-urlencoded"
LARGEST_FORM = 64 * 1024
"""Bytes. A form writes a character in up to twelve: a message of 2,000 emoji is 24 kB. What is longer than a message
and fits in here is given back to whoever typed it; of what does not, the beginning."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Trouble:
    """What went wrong with a form, and what was read of the text that must not get lost."""

    problem: Problem
    text: str = ""

    @property
    def given_back(self) -> str:
        """The text, for in the field; of one that was not read to its end as much as can be sent."""
        return _beginning(self.text) if self.problem.code == TOO_BIG else self.text


async def conversation_page(request: web.Request) -> web.Response:
    """``GET /gesprek``: the widget, and inside it the plain conversation for whoever has no JavaScript."""
    try:
        return await _page(request, await own_conversation(request))
    except Problem as problem:
        return _forgetting(await _page(request, None, Trouble(problem)))


async def submit(request: web.Request) -> web.Response:
    """``POST /gesprek``: begins, says something or wipes; then the page again, so that reloading sends nothing."""
    try:
        conversation = await own_conversation(request)
    except Problem as problem:
        return _forgetting(await _page(request, None, Trouble(problem)))
    form: Mapping[str, str] = {}
    try:
        body = await _body(request)
        form = _form(request, body)
        _refuse_other_sites(request)
        await request.app[ADMISSION].admit(request)
        _refuse_too_big(body)
        return await _act(request, form, conversation)
    except Problem as problem:
        return await _page(request, conversation, Trouble(problem, form.get("tekst", "")))


async def _body(request: web.Request) -> bytes:
    """The body; of one that is too big the beginning, and more than ``LARGEST_FORM``."""
    read = b""
    async for part in request.content.iter_chunked(LARGEST_FORM):
        read += part
        if len(read) > LARGEST_FORM:
            break
    return read


def _form(request: web.Request, body: bytes) -> Mapping[str, str]:
    """What was typed and pressed, as far as it was read."""
    if request.content_type != FORM:
        return {}
    return dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _refuse_too_big(body: bytes) -> None:
    if len(body) > LARGEST_FORM:
        raise Problem(413, TOO_BIG)


def _beginning(text: str) -> str:
    """As much as fits in a message, up to a whole word."""
    return text if len(text) <= LONGEST_TEXT else "".join(text[:LONGEST_TEXT].rsplit(maxsplit=1)[:1])


async def _act(request: web.Request, form: Mapping[str, str], conversation: Conversation | None) -> web.Response:
    if conversation is None:
        return await _begin(request)
    if form.get("actie") == "begin":  # a link on another site shows a page that does not know of the conversation
        return _back(request)
    if form.get("actie") == "wis":
        await request.app[CONVERSATIONS].wipe(conversation)
        return _forgetting(await _page(request, None, gone=True))
    if form.get("actie") == "later":
        made = await request.app[RESUME_CODES].make(conversation.id)
        return await _page(request, conversation, code=made)
    text = form.get("tekst", "")
    if form.get("bsn") == LEAVE_OUT:
        return await _page(request, conversation, draft=without_bsn(text))
    if form.get("bsn") != SEND_IT and not form.get("keuze") and bsn_like(text):
        raise Problem(400, BSN)
    await request.app[CONVERSATIONS].say(conversation, _said(form))
    return _back(request)


async def _begin(request: web.Request) -> web.Response:
    begun = await request.app[CONVERSATIONS].begin(NewConversation(municipality(request) or None, "web"))
    response = _back(request)
    keep_in_cookie(request, response, begun["id"], begun["token"])
    return response


def keep_in_cookie(request: web.Request, response: web.Response, conversation_id: str, token: str) -> None:
    """From now on this browser goes on with this conversation."""
    secure = request.app[SETTINGS].public_url.startswith("https://")
    value = f"{conversation_id}{SEPARATOR}{token}"
    response.set_cookie(COOKIE, value, path=PATH, httponly=True, secure=secure, samesite="Strict")


def _said(form: Mapping[str, str]) -> Said:
    """The form as a body of the API: the button that was pressed, or the text. Raises Problem."""
    sleutel = form.get("sleutel") or None
    if form.get("wijzig"):
        return change({"veld": form["wijzig"], "sleutel": sleutel})
    part = "keuze" if form.get("keuze") else "tekst"
    return said({part: form.get(part, ""), "sleutel": sleutel})


async def own_conversation(request: web.Request) -> Conversation | None:
    """The conversation of the cookie; None without a cookie. Raises Problem when it is gone."""
    conversation_id, _, token = request.cookies.get(COOKIE, "").partition(SEPARATOR)
    return await request.app[CONVERSATIONS].find(conversation_id, token) if token else None


async def _page(
    request: web.Request,
    conversation: Conversation | None,
    trouble: Trouble | None = None,
    gone: bool = False,
    draft: str = "",
    code: ResumeCode | None = None,
) -> web.Response:
    status = trouble.problem.status if trouble and request.method == "POST" else 200
    refused = trouble.problem.code if trouble else ""
    return show(
        request,
        "gesprek.html",
        status,
        regels=await _lines(request, conversation),
        bezig=conversation is not None,
        melding=_words(request, trouble.problem) if trouble else "",
        gevaar=request.app[REFUSED].numbers(trouble.text) if trouble and trouble.text else None,
        tekst=trouble.given_back if trouble else draft,
        bsn=refused == BSN,
        elders=refused == ELSEWHERE,
        mens=_to_a_person(request, conversation) if refused == TOO_BIG else "",
        gewist=gone,
        code=_told(request, code) if code else "",
        sleutel=secrets.token_hex(16),
    )


async def _lines(request: web.Request, conversation: Conversation | None) -> list[Json]:
    """The messages; of the assistant's latest turn ``open``, whose choices can still be taken."""
    if conversation is None:
        return []
    numbers = request.app[WORDS]["widget"]["noodnummers"]
    lines: list[Json] = berichten(await request.app[CONVERSATIONS].messages(conversation.id))
    latest = max((index for index, line in enumerate(lines) if line["van"] == "inwoner"), default=-1)
    for index, line in enumerate(lines):
        line["open"], line["eerste"] = index > latest, index == latest + 1
        line["gevaar"] = line["van"] == "assistent" and gives_number(line["tekst"], numbers)
    return lines


def _told(request: web.Request, made: ResumeCode) -> str:
    day = long_date(made.until, request.app[WORDS]["maanden"])
    wording = str(request.app[WORDS]["gesprek"]["plein"]["code"])
    return wording.format(code=made.code, adres=resume_code.address(request.app[SETTINGS]), dag=day)


def _words(request: web.Request, problem: Problem) -> str:
    if problem.code == BSN:
        return str(request.app[WORDS]["widget"]["veld"]["bsn"])
    wording = request.app[TEXTS].problems[problem.code]["detail"]
    return wording.format(**{"veld": problem.field or "", **problem.details})


def _to_a_person(request: web.Request, conversation: Conversation | None) -> str:
    """Whom to ask for, for a story that is too long to type."""
    words = request.app[WORDS]["gesprek"]["plein"]
    place = conversation.gemeente if conversation else municipality(request)
    desk = request.app[DESKS].get(place or "")
    return str(words["mens_met_loket"].format(loket=desk) if desk else words["mens_zonder_loket"])


def _back(request: web.Request) -> web.Response:
    """To the page, at the newest answer."""
    place = municipality(request)
    return web.Response(status=303, headers={"Location": f"{PATH}{f'?gemeente={place}' if place else ''}#nieuw"})


def _forgetting(response: web.Response) -> web.Response:
    response.del_cookie(COOKIE, path=PATH)
    return response


def _refuse_other_sites(request: web.Request) -> None:
    if request.headers.get("Sec-Fetch-Site") in OTHER_SITES:
        raise Problem(403, ELSEWHERE)
