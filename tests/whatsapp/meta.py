"""Meta's Cloud API on loopback, strict: refuses what Meta refuses, and loses, repeats and reorders as Meta does."""

import asyncio
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from aiohttp import ClientError, ClientSession, web

from bot.store.clock import Clock, utc_now
from tests.whatsapp.rules import CALLBACK, address_refusal, refusal

Json = dict[str, Any]
NUMBER_ID, PERSON = "1234", "31600000001"
WINDOW, SECOND = timedelta(hours=24), timedelta(seconds=1)
REFUSED, TOKEN, WINDOW_CLOSED, TOO_FAST, UNAVAILABLE = 100, 190, 131047, 130429, 2


def typed(external_id: str, text: str, sender: str = PERSON) -> Json:
    return {"id": external_id, "from": sender, "timestamp": "1", "type": "text", "text": {"body": text}}


def pressed(external_id: str, choice: str, sender: str = PERSON, kind: str = "button_reply") -> Json:
    reply = {"type": kind, kind: {"id": choice, "title": "x"}}
    return {"id": external_id, "from": sender, "timestamp": "1", "type": "interactive", "interactive": reply}


def envelope(*found: Json, entries: int = 1, number_id: str = NUMBER_ID, kind: str = "messages") -> Json:
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number_id}, kind: list(found)}
    entry = {"id": "0", "changes": [{"field": "messages", "value": value}]}
    return {"object": "whatsapp_business_account", "entry": [entry] * entries}


class Meta:
    """The API, and the webhooks that it sends.

    By its own clock (ours, ``ahead`` by so much) it lets us write until 24 hours after the person's last message, and
    takes ``per_second`` messages, for each of which it needs ``delay`` seconds. While ``down`` every call fails;
    ``drop``: a message with these words is taken, but the answer does not reach us, once. With ``tells_late`` a message
    outside the window is taken, and only afterwards it is told (``report_undelivered``) that it did not arrive.
    """

    def __init__(self, token: str, secret: str, clock: Clock = utc_now) -> None:
        self._token, self._secret, self._clock = token, secret, clock
        self.sent: list[Json] = []
        self.refused: list[str] = []
        self.undelivered: list[Json] = []
        self.tells_late = False
        self.down, self.drop, self.per_second, self.delay, self.ahead = False, "", 80, 0.0, timedelta()
        self._wrote: dict[str, datetime] = {}
        self._seen: set[str] = set()
        self._taken: deque[datetime] = deque()
        self._runner: web.AppRunner | None = None
        self.url = ""

    def application(self) -> web.Application:
        """The API, to serve."""
        app = web.Application()
        app.router.add_post("/{number}/messages", self._take)
        return app

    async def start(self) -> None:
        self._runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()

    @property
    def texts(self) -> list[str]:
        """What was received, as a person reads it."""
        return [_read(payload) for payload in self.sent]

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.json()
        await asyncio.sleep(self.delay)
        now = self._clock() + self.ahead
        if self.down:
            return _fault(503, UNAVAILABLE, "down")
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            return self._refuse(401, TOKEN, "token")
        if not self._has_room(now):
            return self._refuse(429, TOO_FAST, "rate")
        wrong = address_refusal(body) or refusal(body)
        if wrong or request.match_info["number"] != NUMBER_ID:
            return self._refuse(400, REFUSED, wrong or "number")
        if body["type"] != "template" and not self._is_open(body["to"], now):
            return self._lose(body, now) if self.tells_late else self._refuse(400, WINDOW_CLOSED, "window")
        return self._accept(request, body)

    def _accept(self, request: web.Request, body: Json) -> web.Response:
        self.sent.append(body)
        if self.drop and self.drop in _read(body) and request.transport:
            self.drop = ""
            request.transport.close()
        return web.json_response({"messages": [{"id": f"wamid.{len(self.sent)}"}]})

    def _lose(self, body: Json, now: datetime) -> web.Response:
        """Takes a message that will not arrive."""
        external_id, at = f"wamid.lost.{len(self.undelivered)}", str(int(now.timestamp()))
        told = {"id": external_id, "status": "failed", "timestamp": at, "recipient_id": body["to"]}
        told |= {CALLBACK: body[CALLBACK]} if CALLBACK in body else {}
        self.undelivered.append({**told, "errors": [{"code": WINDOW_CLOSED, "title": "Re-engagement message"}]})
        return web.json_response({"messages": [{"id": external_id}]})

    def _has_room(self, now: datetime) -> bool:
        while self._taken and self._taken[0] <= now - SECOND:
            self._taken.popleft()
        if len(self._taken) < self.per_second:
            self._taken.append(now)
            return True
        return False

    def _is_open(self, person: str, now: datetime) -> bool:
        return person in self._wrote and now - self._wrote[person] <= WINDOW

    def _refuse(self, status: int, code: int, why: str) -> web.Response:
        self.refused.append(why)
        return _fault(status, code, why)

    async def deliver(self, url: str, body: Json, secret: str | None = None) -> int:
        """Sends a webhook once; the status of the answer."""
        if secret is None:
            self._note(body)
        raw = json.dumps(body).encode()
        signature = hmac.new((secret or self._secret).encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
        async with ClientSession() as client, client.post(url, data=raw, headers=headers) as response:
            return response.status

    async def insist(self, url: str, body: Json) -> None:
        """Sends a webhook until it is taken; Meta does so for days."""
        for _ in range(100):
            try:
                if await self.deliver(url, body) < 300:
                    return
            except ClientError:
                pass
            await asyncio.sleep(0.1)
        raise AssertionError("the webhook was never taken")

    async def deliver_disordered(self, url: str, bodies: Sequence[Json], times: int = 2) -> list[int]:
        """Sends webhooks the last one first, each several times at once; the statuses."""
        statuses = []
        for body in reversed(bodies):
            statuses += await asyncio.gather(*(self.deliver(url, body) for _ in range(times)))
        return statuses

    async def report(self, url: str) -> list[int]:
        """Tells of everything that was sent what became of it, the last first and twice."""
        told = [{"id": f"wamid.{n}", "status": kind} for n in range(len(self.sent)) for kind in ("sent", "read")]
        failed = {"id": "wamid.x", "status": "failed", "errors": [{"code": WINDOW_CLOSED}]}
        return await self.deliver_disordered(url, [envelope(each, kind="statuses") for each in [*told, failed]])

    async def report_undelivered(self, url: str) -> list[int]:
        """Tells what did not arrive after all, the last first and twice."""
        told = [envelope(each, kind="statuses") for each in self.undelivered]
        return await self.deliver_disordered(url, told)

    def _note(self, body: Json) -> None:
        """When each person wrote; a repetition is no new message."""
        changes = [change["value"] for entry in body.get("entry", ()) for change in entry["changes"]]
        for message in [message for value in changes for message in value.get("messages", ())]:
            if message["id"] not in self._seen:
                self._seen.add(message["id"])
                self._wrote[message["from"]] = self._clock() + self.ahead


def _fault(status: int, code: int, why: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": why}}, status=status)


def _read(payload: Json) -> str:
    if payload["type"] == "text":
        return str(payload["text"]["body"])
    if payload["type"] == "template":
        return f"[{payload['template']['name']}]"
    return str(payload["interactive"]["body"]["text"])
