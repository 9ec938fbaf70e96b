"""Server-sent events: every message of a conversation once, in order, resumed from any number on."""

import asyncio
import json
from collections.abc import Iterable

from aiohttp import web

from bot.front.berichten import bericht
from bot.front.keys import BELL, CONVERSATIONS, PASS_STEP, SETTINGS
from bot.front.steps import Step
from bot.store.records import Message

HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
RETRY = b"retry: 3000\n\n"
HEARTBEAT = b": nog bezig\n\n"
END = b"event: einde\ndata: {}\n\n"
LONGEST_NUMBER = 9


async def stream(request: web.Request, conversation_id: str) -> web.StreamResponse:
    """Sends messages as they come, until the client leaves, the conversation is wiped or the server stops."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    try:
        await response.write(RETRY)
        await _send_all(request, response, conversation_id)
    except ConnectionResetError:
        pass  # the client left; it resumes with Last-Event-ID
    return response


def resume_after(request: web.Request) -> int:
    """The number of the last message that the client has; 0 for none, also when it says something else."""
    last = request.headers.get("Last-Event-ID", "")
    return int(last) if last.isascii() and last.isdigit() and len(last) <= LONGEST_NUMBER else 0


async def _send_all(request: web.Request, response: web.StreamResponse, conversation_id: str) -> None:
    bell, pass_step, after = request.app[BELL], request.app[PASS_STEP], resume_after(request)
    with bell.listen(conversation_id) as rung:
        while not bell.closed:
            rung.clear()
            messages = await request.app[CONVERSATIONS].messages(conversation_id, after)
            if messages is None:
                await response.write(END)
                return
            if messages:
                pass_step(Step.SHOWING)
                await response.write(_events(messages))
                pass_step(Step.SHOWN)
            after = messages[-1].seq if messages else after
            await _wait(rung, request.app[SETTINGS].heartbeat, response)


async def _wait(rung: asyncio.Event, seconds: float, response: web.StreamResponse) -> None:
    """Until there is something new; a silent line gets a sign of life."""
    try:
        await asyncio.wait_for(rung.wait(), seconds)
    except asyncio.TimeoutError:
        await response.write(HEARTBEAT)


def _events(messages: Iterable[Message]) -> bytes:
    return "".join(
        f"id: {each.seq}\nevent: bericht\ndata: {json.dumps(bericht(each))}\n\n" for each in messages
    ).encode()
