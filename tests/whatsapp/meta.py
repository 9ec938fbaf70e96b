"""Meta's Cloud API, strict: refuses what Meta refuses, and sends signed webhooks that repeat, reorder and get lost."""

import hashlib
import hmac
import json
from typing import Any

from aiohttp import ClientSession, web

Json = dict[str, Any]
NUMBER_ID, PERSON = "1234", "31600000001"


def typed(external_id: str, text: str, sender: str = PERSON) -> Json:
    return {"id": external_id, "from": sender, "timestamp": "1700000000", "type": "text", "text": {"body": text}}


def pressed(external_id: str, choice: str, sender: str = PERSON, kind: str = "button_reply") -> Json:
    reply = {"type": kind, kind: {"id": choice, "title": "x"}}
    return {"id": external_id, "from": sender, "timestamp": "1", "type": "interactive", "interactive": reply}


def envelope(*found: Json, entries: int = 1, number_id: str = NUMBER_ID) -> Json:
    value = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": number_id}, "messages": list(found)}
    entry = {"id": "0", "changes": [{"field": "messages", "value": value}]}
    return {"object": "whatsapp_business_account", "entry": [entry] * entries}


def refusal(payload: Json) -> str | None:
    """Why Meta would refuse this message; None when it would not."""
    kind = payload.get("type")
    if kind == "text":
        return _too_long("text", payload["text"]["body"], 4096)
    if kind == "template":
        return None if payload["template"].get("name") else "template without a name"
    if kind != "interactive":
        return f"type {kind}"
    return _interactive(payload["interactive"])


def _interactive(raw: Json) -> str | None:
    body = _too_long("body", raw["body"]["text"], 1024)
    if raw["type"] == "button":
        buttons = [each["reply"] for each in raw["action"]["buttons"]]
        return body or _titles("button", buttons, 3, 20, 256)
    rows = [row for section in raw["action"]["sections"] for row in section["rows"]]
    descriptions = [_too_long("description", row["description"], 72) for row in rows if "description" in row]
    wrong = [*descriptions, _too_long("list button", raw["action"]["button"], 20), body]
    return next((each for each in wrong if each), None) or _titles("row", rows, 10, 24, 200)


def _titles(name: str, items: list[Json], most: int, longest: int, longest_id: int) -> str | None:
    titles = [item["title"] for item in items]
    if not 0 < len(items) <= most:
        return f"{len(items)} {name}s"
    if len(set(titles)) < len(titles):
        return f"{name} titles are not unique"
    wrong = [_too_long(name, title, longest) for title in titles]
    wrong += [_too_long(f"{name} id", item["id"], longest_id) for item in items]
    return next((each for each in wrong if each), None)


def _too_long(name: str, text: str, longest: int) -> str | None:
    return None if text.strip() and len(text) <= longest else f"{name} has {len(text)} characters"


class Meta:
    """The API on loopback. ``down`` fails every call, ``drop`` takes a message and loses the answer, once."""

    def __init__(self, token: str, secret: str) -> None:
        self._token, self._secret = token, secret
        self.sent: list[Json] = []
        self.refused: list[str] = []
        self.down, self.limited, self.closed = False, False, False
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
        if self.down:
            return web.json_response({"error": {"code": 2}}, status=503)
        if request.headers.get("Authorization") != f"Bearer {self._token}":
            return self._refuse(401, 190, "token")
        if self.limited:
            self.limited = False
            return self._refuse(429, 130429, "rate")
        if body.get("messaging_product") != "whatsapp" or not str(body.get("to", "")).isdigit():
            return self._refuse(400, 100, f"receiver {body.get('to')}")
        if self.closed and body.get("type") != "template":
            return self._refuse(400, 131047, "window")
        wrong = refusal(body)
        if wrong:
            return self._refuse(400, 100, wrong)
        self.sent.append(body)
        return web.json_response({"messages": [{"id": f"wamid.{len(self.sent)}"}]})

    def _refuse(self, status: int, code: int, why: str) -> web.Response:
        self.refused.append(why)
        return web.json_response({"error": {"code": code, "message": why}}, status=status)

    async def deliver(self, url: str, body: Json, secret: str | None = None) -> int:
        """Sends a webhook; the status of the answer."""
        raw = json.dumps(body).encode()
        signature = hmac.new((secret or self._secret).encode(), raw, hashlib.sha256).hexdigest()
        headers = {"X-Hub-Signature-256": f"sha256={signature}", "Content-Type": "application/json"}
        async with ClientSession() as client, client.post(url, data=raw, headers=headers) as response:
            return response.status


def _read(payload: Json) -> str:
    if payload["type"] == "text":
        return str(payload["text"]["body"])
    if payload["type"] == "template":
        return f"[{payload['template']['name']}]"
    return str(payload["interactive"]["body"]["text"])
