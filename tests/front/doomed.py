"""A front door in a process of its own, that can be made to die at a step of a turn."""

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from typing import Any

import asyncpg
from aiohttp import web

from bot.front.app import create_app
from bot.front.settings import Settings
from bot.front.steps import Step, go_on
from tests.front.conftest import DESKS, SimpleDecision, danger_numbers

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.front.doomed"])  # the imports once, not in every process
TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1"


class Door:
    """A running front door. ``fatal`` is the step at which its disaster strikes, once."""

    def __init__(self, settings: Settings, fatal: Step | None = None, disaster: str = "kill") -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._up = PROCESSES.Event()
        arguments = (settings, self.port, fatal, disaster, self._up)
        self.process: ForkServerProcess = PROCESSES.Process(target=_serve, args=arguments, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> "Door":
        """Starts it and waits until it listens."""
        self.process.start()
        assert await asyncio.to_thread(self._up.wait, 30)
        return self

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.join(10)


def _serve(settings: Settings, port: int, fatal: Step | None, disaster: str, up: Any) -> None:
    asyncio.run(_run(settings, port, _striking(settings, fatal, DISASTERS[disaster]), up))


async def _run(settings: Settings, port: int, pass_step: Callable[[Step], None], up: Any) -> None:
    app = create_app(settings, SimpleDecision(), danger_numbers, desks=DESKS, pass_step=pass_step)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    up.set()
    await asyncio.Event().wait()


def _striking(settings: Settings, fatal: Step | None, disaster: Callable[[Settings], None]) -> Callable[[Step], None]:
    waiting = {fatal}

    def strike(step: Step) -> None:
        if step in waiting:
            waiting.clear()
            disaster(settings)

    return strike if fatal else go_on


def _kill_process(_settings: Settings) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_connections(settings: Settings) -> None:
    thread = threading.Thread(target=lambda: asyncio.run(_terminate(settings.store.database_url)))
    thread.start()
    thread.join()


async def _terminate(address: str) -> None:
    connection = await asyncpg.connect(address)
    await connection.execute(TERMINATE, connection.get_server_pid())
    await connection.close()


DISASTERS = {"kill": _kill_process, "connections": _kill_connections}
