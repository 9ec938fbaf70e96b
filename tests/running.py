"""The whole system, really running: Rasa, action server and front door on free ports with a database of their own."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 240
ANSWER_SECONDS = 240
EXCUSE = "Het werkt nu even niet."
Json = dict[str, Any]


@dataclass(frozen=True)
class System:
    """Where the running system is, and the staff account that it made. A port is 0 where it is not ours to know."""

    url: str
    staff_email: str
    staff_password: str
    rasa_port: int = 0
    action_port: int = 0


@contextmanager
def running_system(folder: Path, more: Mapping[str, str] | None = None) -> Iterator[System]:
    """Start everything as ``make run`` does, and stop it again."""
    ports = dict(zip(("PORT", "RASA_PORT", "ACTION_PORT"), _free_ports(3)))
    environment = {**os.environ, **{name: str(port) for name, port in ports.items()}, "ZELFCHECK_VAR": str(folder)}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **(more or {})}
    command = [sys.executable, "-m", "bot.launch"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    lines: list[str] = []
    ready = threading.Event()
    threading.Thread(target=_follow, args=(process, lines, ready), daemon=True).start()
    try:
        _wait(process, ready, lines)
        account = next(line for line in lines if "first account" in line).split()
        url = f"http://127.0.0.1:{ports['PORT']}"
        yield System(url, account[2], account[-1], ports["RASA_PORT"], ports["ACTION_PORT"])
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


def _follow(process: "subprocess.Popen[str]", lines: list[str], ready: threading.Event) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip())
        if "Ctrl-C stops everything" in line:
            ready.set()


def _wait(process: "subprocess.Popen[str]", ready: threading.Event, lines: list[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready.wait(0.5):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the system did not start:\n" + "\n".join(lines[-40:]))


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@dataclass
class Resident:
    """Somebody who talks to the running system over the contract's API. One line a turn."""

    url: str
    municipality: str | None = None
    id: str = ""
    token: str = field(default="", repr=False)
    messages: list[Json] = field(default_factory=list)
    status: int = 0

    def begins(self) -> "Resident":
        """Opens the conversation."""
        body = {"kanaal": "web"} | ({"gemeente": self.municipality} if self.municipality else {})
        answer = self._call("POST", "/gesprekken", body)
        self.id, self.token, self.messages = answer["id"], answer["token"], answer["berichten"]
        return self

    def says(self, text: str, key: str | None = None) -> "Resident":
        """Types a sentence."""
        return self._turn({"tekst": text, "sleutel": key or uuid.uuid4().hex})

    def chooses(self, title: str) -> "Resident":
        """Presses the button with this title."""
        choice = next(choice["keuze"] for choice in self.choices if choice["titel"] == title)
        return self._turn({"keuze": choice, "sleutel": uuid.uuid4().hex})

    def sends(self, body: Json) -> "Resident":
        """Any body, also a wrong one; see ``status`` and ``problem``."""
        return self._turn(body)

    @property
    def text(self) -> str:
        """All that the assistant said in this turn."""
        return "\n".join(message["tekst"] for message in self.messages)

    @property
    def asks(self) -> str | None:
        """The field that the last message asks for."""
        return self.messages[-1].get("vraag") if self.messages else None

    @property
    def choices(self) -> list[Json]:
        """What can be chosen now."""
        return next((message["keuzes"] for message in reversed(self.messages) if message.get("keuzes")), [])

    @property
    def titles(self) -> list[str]:
        """The words on the buttons."""
        return [choice["titel"] for choice in self.choices]

    @property
    def cards(self) -> dict[str, Json]:
        """The cards of this turn by facility."""
        return {card["voorziening"]: card for message in self.messages for card in message.get("kaarten") or []}

    @property
    def record(self) -> Json:
        """What the system has of this resident."""
        return self._call("GET", f"/gesprekken/{self.id}")

    def removes(self) -> int:
        """Wipes the conversation; gives the status code."""
        self._call("DELETE", f"/gesprekken/{self.id}")
        return self.status

    def _turn(self, body: Json) -> "Resident":
        answer = self._call("POST", f"/gesprekken/{self.id}/berichten", body)
        self.problem = answer if self.status >= 400 else {}
        self.messages = answer.get("berichten", [])
        return self

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/api/v1{path}", data, method=method)
        request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                self.status, content = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            self.status, content = error.code, error.read()
        return dict(json.loads(content)) if content else {}


class Insistent(Resident):
    """Repeats a message until there is an answer, as the widget does; a front door that is gone is tried again."""

    def insists(self, text: str, key: str) -> None:
        """Says it, with this key however often."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while self.says(text, key).status != 200 or self.is_excused:
            assert time.monotonic() < deadline, f"no answer: {self.status} {self.text}"
            time.sleep(0.2)

    @property
    def is_excused(self) -> bool:
        """Whether nothing but an excuse has come so far."""
        return bool(self.messages) and self.messages[-1]["tekst"].startswith(EXCUSE)

    @property
    def read(self) -> list[Any]:
        """All that can be seen of the conversation, but for excuses and for numbers that are each one's own."""
        record = self.record
        messages = [_bare(each) for each in record["berichten"] if not each["tekst"].startswith(EXCUSE)]
        return [messages, *(record[name] for name in ("antwoorden", "uitkomsten", "status", "verwijzing"))]

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        try:
            return super()._call(method, path, body)
        except (OSError, http.client.HTTPException):
            self.status = 0
            return {}


def _bare(message: Json) -> Json:
    kept = {name: message.get(name) for name in ("van", "tekst", "vraag", "voortgang", "kaarten")}
    return {**kept, "keuzes": [each["titel"] for each in message.get("keuzes") or []]}
