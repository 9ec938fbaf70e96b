"""A strict stand-in for our channel in Rasa: a real server on loopback that refuses what Rasa would misread.

As ``bot.channel.once`` it takes a turn once: the same turn again gets the same answer, and is not ``received``.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.front.texts import Texts

Reply = list[Any]


def said(text: str, **extra: Any) -> dict[str, Any]:
    """An item with a message."""
    return {"recipient_id": "x", "custom": {"bericht": {"tekst": text, **extra}}}


def state(**changed: Any) -> dict[str, Any]:
    """An item with a state."""
    whole = {"gemeente": "leiden", "antwoorden": {}, "themas": [], "signalen": [], "open": None, "verwacht": None}
    return {"recipient_id": "x", "custom": {"staat": {**whole, "status": "open", **changed}}}


def echo(_sender: str, message: str) -> Reply:
    """The answer when a test says nothing else."""
    if message.startswith("/start"):
        return [said("Hallo. Dit is een computer."), said("In welke gemeente woont u?", vraag="gemeente"), state()]
    return [said(f"Gehoord: {message}"), state()]


def as_trained(text: str) -> list[dict[str, Any]]:
    """The ranking of a model that knows the known sentences."""
    known = next(each for each in Texts.load().known_sentences if each.text == text)
    return [{"name": known.intent, "confidence": known.confidence}]


class StandIn:
    """Told by a test how to behave: ``mode`` is goed, leeg, fout or onzin; ``stop`` breaks it, ``hold`` slows it."""

    def __init__(self) -> None:
        self.mode, self.delay = "goed", 0.0
        self.hold: asyncio.Event | None = None
        self.reply: Callable[[str, str], Reply] = echo
        self.script: list[Reply] = []
        self.received: list[tuple[str, str, Any]] = []
        self.violations: list[str] = []
        self.parsed: list[str] = []
        self.forgotten: list[str] = []
        self.taken: dict[tuple[str, int], Reply] = {}
        self.ranking: Callable[[str], Any] = as_trained
        self.busy: defaultdict[str, int] = defaultdict(int)
        self._offered: defaultdict[str, set[str]] = defaultdict(set)
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[str]:
        return [message for _, message, _ in self.received]

    async def start(self) -> None:
        app = web.Application()
        app.router.add_post("/webhooks/rest/webhook", self._turn)
        app.router.add_delete("/webhooks/rest/conversations/{sender}", self._forget)
        app.router.add_post("/model/parse", self._parse)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _turn(self, request: web.Request) -> web.Response:
        body = await request.json()
        self._check(request, body)
        sender, message = body["sender"], body["message"]
        turn = (sender, body["metadata"]["beurt"])
        if turn in self.taken:
            return web.json_response(self.taken[turn])
        self.received.append((sender, message, body["metadata"]))
        self.busy[sender] += 1
        if self.busy[sender] > 1:
            self.violations.append("two turns of one conversation at the same time")
        try:
            return await self._answer(turn, message)
        finally:
            self.busy[sender] -= 1

    async def _answer(self, turn: tuple[str, int], message: str) -> web.Response:
        mode, sender = self.mode, turn[0]
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.hold:
            await self.hold.wait()
        if mode == "fout":
            return web.Response(status=500, text="Traceback")
        if mode == "onzin":
            return web.Response(text="<html>", content_type="text/html")
        items = [] if mode == "leeg" else self.script.pop(0) if self.script else self.reply(sender, message)
        self._remember(sender, items)
        if items:
            self.taken[turn] = items
        return web.json_response(items)

    def _check(self, request: web.Request, body: Any) -> None:
        if request.content_type != "application/json" or set(body) != {"sender", "message", "metadata"}:
            self.violations.append(f"shape of the request: {sorted(body)}")
        if set(body["metadata"]) != {"gemeente", "beurt"}:
            self.violations.append(f"metadata: {sorted(body['metadata'])}")
        message = body["message"]
        if not message.strip():
            self.violations.append("empty message")
        if message.startswith("/") and not self._is_ours(body["sender"], message):
            self.violations.append(f"a command that nobody offered: {message}")

    def _is_ours(self, sender: str, message: str) -> bool:
        if message.startswith("/start"):
            return set(json.loads(message[len("/start") :])) <= {"gemeente"}
        return message in self._offered[sender] or self._asks_again(message)

    def _asks_again(self, message: str) -> bool:
        """Whether it is the button that asks a question anew."""
        entities = json.loads(message[len("/kies") :]) if message.startswith("/kies{") else {}
        return set(entities) == {"veld", "waarde"} and json.loads(entities["waarde"]) == "opnieuw"

    def _remember(self, sender: str, items: Reply) -> None:
        for item in items:
            custom = item.get("custom", {}) if isinstance(item, dict) else {}
            choices = (custom.get("bericht") or {}).get("keuzes", []) + item.get("buttons", [])
            self._offered[sender] |= {choice["payload"] for choice in choices}

    async def _forget(self, request: web.Request) -> web.Response:
        self.forgotten.append(request.match_info["sender"])
        return web.Response(status=204)

    async def _parse(self, request: web.Request) -> web.Response:
        if request.query.get("token") != "rasa-token":
            return web.Response(status=401)
        text = (await request.json())["text"]
        self.parsed.append(text)
        return web.json_response({"intent": {"name": "groet", "confidence": 1.0}, "intent_ranking": self.ranking(text)})
