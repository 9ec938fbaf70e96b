"""The three processes of the system, what each needs, and how to tell that it answers."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.launch import whatsapp_demo
from bot.launch.model import MODEL, ROOT
from bot.launch.whatsapp_demo import PORT as DEMO_PORT

RASA_PYTHON = ROOT / ".venv" / "rasa" / "bin" / "python"
WEB_PYTHON = ROOT / ".venv" / "web" / "bin" / "python"
LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Service:
    """A process: its name, command, the address that answers when it is up, and its environment.

    ``lives``: an address that answers whatever its neighbours do; empty where ``health`` is one.
    """

    name: str
    command: tuple[str, ...]
    health: str
    environment: Mapping[str, str]
    lives: str = ""

    @property
    def alive(self) -> str:
        """What a process that works always answers at."""
        return self.lives or self.health


@dataclass(frozen=True)
class Plan:
    """Ports, databases and secrets of one running system."""

    folder: Path
    port: int
    rasa_port: int
    action_port: int
    rasa_token: str
    environment: Mapping[str, str]

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Plan":
        """From the environment; what is missing gets the defaults of a developer's machine."""
        folder = Path(environment.get("ZELFCHECK_VAR", str(ROOT / "var")))
        defaults = {
            "ZELFCHECK_ENV": "ontwikkeling",
            "DATABASE_URL": f"sqlite:///{folder / 'zelfcheck.db'}",
            "RASA_DATABASE_URL": f"sqlite:///{folder / 'rasa.db'}",
        }
        if whatsapp_demo.is_asked(environment):
            defaults[DEMO_PORT] = str(whatsapp_demo.port(environment))
            environment = {**environment, **whatsapp_demo.settings(environment)}
        return cls(
            folder=folder,
            port=int(environment.get("PORT") or 8080),
            rasa_port=int(environment.get("RASA_PORT") or 5005),
            action_port=int(environment.get("ACTION_PORT") or 5055),
            rasa_token=environment.get("RASA_TOKEN") or secrets.token_urlsafe(24),
            environment={**defaults, **{name: value for name, value in environment.items() if value}},
        )

    def child_environment(self) -> dict[str, str]:
        """What every process is given."""
        return {
            **os.environ,
            **self.environment,
            "PYTHONPATH": str(ROOT),
            "PYTHONUNBUFFERED": "1",
            "RASA_TELEMETRY_ENABLED": "false",
            "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "PYTHONWARNINGS": "ignore",
            "SANIC_HOST": LOOPBACK,
            "PORT": str(self.port),
            "RASA_URL": f"http://{LOOPBACK}:{self.rasa_port}",
            "RASA_TOKEN": self.rasa_token,
        }

    def services(self) -> tuple[Service, ...]:
        """Action server, Rasa and front door, in the order of starting."""
        environment = self.child_environment()
        front_door = f"http://{LOOPBACK}:{self.port}"
        three = (
            Service("actions", self._actions(), f"http://{LOOPBACK}:{self.action_port}/health", environment),
            Service("rasa", self._rasa(), f"http://{LOOPBACK}:{self.rasa_port}/", environment),
            Service("front door", self._front_door(), f"{front_door}/readyz", environment, f"{front_door}/healthz"),
        )
        return (*three, *self._demo())

    def _demo(self) -> tuple[Service, ...]:
        """The telephone of the WhatsApp demo, when it was asked for."""
        if self.demo_port is None:
            return ()
        front_door = f"http://{LOOPBACK}:{self.port}"
        command = whatsapp_demo.command(str(WEB_PYTHON), self.environment, front_door)
        return (Service("whatsapp demo", command, f"http://{LOOPBACK}:{self.demo_port}/", self.child_environment()),)

    @property
    def demo_port(self) -> int | None:
        """Where the telephone of the WhatsApp demo is; None without it."""
        port = self.environment.get(DEMO_PORT)
        return int(port) if port else None

    def write_endpoints(self) -> None:
        """endpoints.yml for these ports and this database."""
        endpoints = yaml.safe_load((ROOT / "endpoints.yml").read_text(encoding="utf-8"))
        endpoints["action_endpoint"]["url"] = f"http://{LOOPBACK}:{self.action_port}/webhook"
        endpoints["tracker_store"]["url"] = self.environment["RASA_DATABASE_URL"]
        self._endpoints.write_text(yaml.safe_dump(endpoints), encoding="utf-8")

    @property
    def _endpoints(self) -> Path:
        return self.folder / "endpoints.yml"

    def _actions(self) -> tuple[str, ...]:
        return (str(RASA_PYTHON), "-m", "actions", "--port", str(self.action_port))

    def _rasa(self) -> tuple[str, ...]:
        files = (
            "--model",
            str(MODEL),
            "--endpoints",
            str(self._endpoints),
            "--credentials",
            str(ROOT / "credentials.yml"),
        )
        address = ("--interface", LOOPBACK, "--port", str(self.rasa_port))
        return (
            str(RASA_PYTHON),
            "-m",
            "rasa",
            "run",
            "--enable-api",
            f"--auth-token={self.rasa_token}",
            *address,
            *files,
        )

    def _front_door(self) -> tuple[str, ...]:
        return (str(WEB_PYTHON), "-m", "bot.launch.web")
