"""The real Rasa and the real action server in processes of their own, that a test makes die at a step of a turn.

They are forks of the test's own process, which has read the model and the word lists: so a start takes no time. All
else is as ``bot.launch`` starts it: Rasa's own server with the channel of ``credentials.yml``, its tracker store and
its client of the action server.
"""

import asyncio
import logging
import multiprocessing
import os
import signal
import socket
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent
from rasa.core.run import configure_app
from rasa.core.tracker_store import TrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog
from rasa_sdk import endpoint
from rasa_sdk.executor import ActionExecutor

from bot.channel.once import OnceInput
from bot.channel.steps import Step

PROCESSES = multiprocessing.get_context("fork")
LOOPBACK = "127.0.0.1"
START_SECONDS = 60
TOKEN = "rasa-token"
TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> {}"


class Between(str, Enum):
    """Where Rasa can die that is no step of our own channel."""

    ACTING = "handelt"
    """The action server works on it."""
    ACTED = "gehandeld"
    """It has answered."""
    SAVING = "bewaren"
    """The rows are written, and not committed."""


class ActionStep(str, Enum):
    """Where the action server can die."""

    CALLED = "aangeroepen"
    """Nothing was read."""
    REPLYING = "terugsturen"
    """The answer is ready, and not sent."""


@dataclass(frozen=True)
class Wire:
    """A note on disk, by which a test says at which step the disaster strikes: once, in whatever process gets there."""

    path: Path

    def arm(self, step: Enum, disaster: str = "kill") -> None:
        """From now on."""
        self.path.write_text(f"{disaster} {step.value}", encoding="utf-8")

    @property
    def is_armed(self) -> bool:
        return self.path.exists()

    def disaster(self, step: Enum) -> str | None:
        """What happens at this step, if anything; the note is gone then."""
        if not self.path.exists():
            return None
        disaster, name = self.path.read_text(encoding="utf-8").split()
        if name != step.value:
            return None
        self.path.unlink()
        return disaster


@dataclass(frozen=True)
class Plan:
    """Where everything of one system is."""

    folder: Path
    front_port: int
    rasa_port: int
    action_port: int
    database_url: str
    rasa_database_url: str

    @property
    def wire(self) -> Wire:
        return Wire(self.folder / "wire")

    @property
    def front_url(self) -> str:
        return f"http://{LOOPBACK}:{self.front_port}"


class Process:
    """Rasa or the action server; as the launcher does, it can be opened again at the same port."""

    def __init__(self, serve: Callable[[], None], health: str) -> None:
        self._serve, self._health = serve, health
        self.process: ForkProcess | None = None

    def open(self) -> None:
        """Starts it and waits until it answers."""
        self.process = PROCESSES.Process(target=self._serve, daemon=True)
        self.process.start()
        until(lambda: answers(self._health), START_SECONDS)

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.is_alive()

    def kill(self) -> None:
        """kill -9."""
        if self.process is not None:
            self.process.kill()
            self.process.join(10)


def rasa(plan: Plan, agent: Agent) -> Process:
    return Process(partial(_serve_rasa, plan, agent), f"http://{LOOPBACK}:{plan.rasa_port}/")


def actions(plan: Plan) -> Process:
    return Process(partial(_serve_actions, plan), f"http://{LOOPBACK}:{plan.action_port}/health")


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def until(condition: Callable[[], Any], seconds: float) -> None:
    """Waits until it holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind((LOOPBACK, 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _serve_rasa(plan: Plan, agent: Agent) -> None:
    strike = _striking(plan)
    configure_structlog(logging.WARNING)
    app = configure_app([OnceInput(strike)], auth_token=TOKEN, port=plan.rasa_port)
    app.ctx.agent = agent
    store = {"type": "bot.engine.live_trackers.LiveTrackerStore", "url": plan.rasa_database_url}
    tracker_store = TrackerStore.create(EndpointConfig.from_dict(store), agent.domain)
    sa.event.listen(tracker_store.sessionmaker, "before_commit", lambda _session: strike(Between.SAVING))
    agent.tracker_store = agent.processor.tracker_store = tracker_store
    agent.processor.action_endpoint = DoomedEndpoint(f"http://{LOOPBACK}:{plan.action_port}/webhook", strike)
    app.run(host=LOOPBACK, port=plan.rasa_port, access_log=False)


def _serve_actions(plan: Plan) -> None:
    strike, run = _striking(plan), ActionExecutor.run

    async def doomed(self: ActionExecutor, call: Any) -> Any:
        strike(ActionStep.CALLED)
        result = await run(self, call)
        strike(ActionStep.REPLYING)
        return result

    ActionExecutor.run = doomed
    os.environ["SANIC_HOST"] = LOOPBACK
    endpoint.run("actions", port=plan.action_port)


class DoomedEndpoint(EndpointConfig):
    """Rasa's client of the action server."""

    def __init__(self, url: str, strike: Callable[[Enum], None]) -> None:
        super().__init__(url, enable_selective_domain=True)
        self._strike = strike

    async def request(self, *arguments: Any, **options: Any) -> Any:
        """As Rasa's own; the call is under way when it says so."""
        asking = asyncio.ensure_future(super().request(*arguments, **options))
        await asyncio.sleep(0)
        self._strike(Between.ACTING)
        answer = await asking
        self._strike(Between.ACTED)
        return answer


def _striking(plan: Plan) -> Callable[[Enum], None]:
    def strike(step: Enum) -> None:
        disaster = plan.wire.disaster(step)
        if disaster is not None:
            DISASTERS[disaster](plan)

    return strike


def _kill_process(_plan: Plan) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_connections(plan: Plan) -> None:
    """Of Rasa's own database, all but the one that does it."""
    engine = sa.create_engine(plan.rasa_database_url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(TERMINATE.format("pg_backend_pid()"))


DISASTERS = {"kill": _kill_process, "connections": _kill_connections}
OF_RASA = (*Step, *Between)
