"""What the resident writes, as it comes: server-sent events for the page that a member of staff has open.

Looks again at each message and each sign of life whether this person is still signed in and still leads.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.front.events import END, HEADERS, HEARTBEAT, RETRY, resume_after
from bot.front.keys import BELL, CLOCK, DATABASE, SETTINGS
from bot.front.waiting import happens_within
from bot.staff.case_pages import kenmerk
from bot.staff.cookies import SESSION
from bot.staff.keys import COOKIES, VISIT, WORDS
from bot.staff.pages import cases
from bot.staff.talk_view import TalkLine, talk_lines
from bot.staff.visits import Visits

NOTHING_TO_FOLLOW = 204
"""After this answer a browser does not try again."""


@dataclass(frozen=True)
class News:
    """What was said since this page looked last."""

    conversation_id: str
    lines: Sequence[TalkLine]


async def follow(request: web.Request) -> web.StreamResponse:
    """The messages beyond ``?na=`` or ``Last-Event-ID``, until the assistant leads again or the session ends."""
    await cases(request).follow(kenmerk(request))
    news = await _news(request, _begin(request))
    if news is None:
        return web.Response(status=NOTHING_TO_FOLLOW)
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    try:
        await response.write(RETRY)
        await _send(request, response, news.conversation_id, _begin(request))
    except ConnectionResetError:
        pass  # the page was left; it goes on with Last-Event-ID
    return response


async def _send(request: web.Request, response: web.StreamResponse, conversation_id: str, after: int) -> None:
    bell = request.config_dict[BELL]
    with bell.listen(conversation_id) as rung:
        while not bell.closed:
            rung.clear()
            news = await _news(request, after)
            if news is None:
                await response.write(END)
                return
            for line in news.lines:
                await response.write(_event(line))
                after = line.number
            await _wait(request, response, rung)


async def _wait(request: web.Request, response: web.StreamResponse, rung: asyncio.Event) -> None:
    if not await happens_within(rung, request.config_dict[SETTINGS].heartbeat):
        await response.write(HEARTBEAT)


async def _news(request: web.Request, after: int) -> News | None:
    """What was said beyond this number; None when there is nothing (any more) for this person to follow."""
    now, own, me = request.config_dict[CLOCK](), cases(request), request[VISIT].staff.id
    token = request.app[COOKIES].read(request, SESSION)
    async with request.config_dict[DATABASE].read() as connection:
        visit = await Visits(connection, now).seen(token)
        case = await own.find(connection, kenmerk(request)) if visit else None
        talk = await own.talk(connection, case, after) if case and own.holds(case) else None
    if talk is None or talk.conversation.leader(now) != me:
        return None
    return News(talk.conversation.id, talk_lines(talk.said, request.app[WORDS]))


def _event(line: TalkLine) -> bytes:
    return f"id: {line.number}\nevent: bericht\ndata: {json.dumps(line.as_json)}\n\n".encode()


def _begin(request: web.Request) -> int:
    asked = request.query.get("na", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    return max(shown, resume_after(request))
