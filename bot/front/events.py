"""Server-sent events: every message of a conversation once, in order, resumed from any number on.

Between the messages ``bezig`` tells how the next answer is coming on, and ``sessie`` that the conversation closes soon
because nothing is said, or not any more. Both carry the number of the last message, so that resuming loses nothing.
"""

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.front.berichten import bericht
from bot.front.keys import BELL, CLOCK, CONVERSATIONS, PASS_STEP, SETTINGS
from bot.front.steps import Step
from bot.front.waiting import happens_within
from bot.store.messages import News
from bot.store.records import Message

HEADERS = {"Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
RETRY = b"retry: 3000\n\n"
HEARTBEAT = b": nog bezig\n\n"
END = b"event: einde\ndata: {}\n\n"
LONGEST_NUMBER = 9
READY = "klaar"
TYPING_AFTER = 0.5
TYPING, LONGER = "typt", "langer"
"""What is told of a wait; LONGER after ``slow_after`` seconds. Whom to phone comes as a message (``rasa_timeout``)."""


async def stream(request: web.Request, conversation_id: str, token: str) -> web.StreamResponse:
    """Sends messages until the client leaves, the token expires, the conversation is wiped or the server stops."""
    response = web.StreamResponse(headers=HEADERS)
    await response.prepare(request)
    try:
        await response.write(RETRY)
        await _send_all(request, response, conversation_id, token)
    except ConnectionResetError:
        pass  # the client left; it resumes with Last-Event-ID
    return response


def resume_after(request: web.Request) -> int:
    """The number of the last message that the client has; 0 for none, also when it says something else."""
    last = request.headers.get("Last-Event-ID", "")
    return int(last) if last.isascii() and last.isdigit() and len(last) <= LONGEST_NUMBER else 0


async def _send_all(request: web.Request, response: web.StreamResponse, conversation_id: str, token: str) -> None:
    bell, follower = request.app[BELL], Follower(request, response, token)
    with bell.listen(conversation_id) as rung:
        while not bell.closed:
            rung.clear()
            news = await request.app[CONVERSATIONS].news(conversation_id, follower.after)
            if news is None or follower.is_expired(news):
                await response.write(END)
                return
            await follower.show(news)
            await follower.wait(rung)


class Follower:
    """One client that follows a conversation: what it has seen, and what it was last told about answer and session."""

    def __init__(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        self._response, self._token, self.after = response, token, resume_after(request)
        self._clock, self._pass = request.app[CLOCK], request.app[PASS_STEP]
        settings = request.app[SETTINGS]
        self._session, self._heartbeat = settings.session, settings.heartbeat
        self._paces = ((TYPING_AFTER, TYPING), (settings.slow_after, LONGER))
        self._pace, self._warned, self._next = READY, False, self._heartbeat

    def is_expired(self, news: News) -> bool:
        """Whether the client's token does not open the conversation any more."""
        return self._session.left(self._token, news.active_at, self._clock()) <= 0

    async def show(self, news: News) -> None:
        """Sends the messages; how the answer is coming on, and that the session ends soon, when that changed."""
        if news.messages:
            self._pass(Step.SHOWING)
            await self._response.write(_events(news.messages))
            self._pass(Step.SHOWN)
            self.after = news.messages[-1].seq
        pace, pace_next = self._how_it_goes(news.waiting_since)
        if pace != self._pace:
            self._pace = pace
            await self._response.write(_event(self.after, "bezig", {"stand": pace}))
        self._next = min(pace_next, await self._warn(news.active_at))

    async def wait(self, rung: asyncio.Event) -> None:
        """Until there is something new, or something to say about the wait; a silent line gets a sign of life."""
        if not await happens_within(rung, min(self._next, self._heartbeat)):
            await self._response.write(HEARTBEAT)

    async def _warn(self, active_at: datetime) -> float:
        """Tells that the session ends soon, or not any more; the seconds until there is more to say."""
        left = self._session.idle_left(active_at, self._clock())
        soon = left <= self._session.warning
        if soon != self._warned:
            self._warned = soon
            await self._response.write(_event(self.after, "sessie", {"seconden": round(left) if soon else None}))
        return max(0.0, left if soon else left - self._session.warning)

    def _how_it_goes(self, since: datetime | None) -> tuple[str, float]:
        """The pace that goes with this wait, and the seconds until the next one."""
        if since is None:
            return READY, self._heartbeat
        waited = (self._clock() - since).total_seconds()
        passed = [pace for after, pace in self._paces if waited >= after]
        coming = [after - waited for after, _ in self._paces if waited < after]
        return (passed[-1] if passed else READY), (coming[0] if coming else self._heartbeat)


def _event(number: int, name: str, data: Mapping[str, Any]) -> bytes:
    return f"id: {number}\nevent: {name}\ndata: {json.dumps(data)}\n\n".encode()


def _events(messages: Iterable[Message]) -> bytes:
    return b"".join(_event(each.seq, "bericht", bericht(each)) for each in messages)
