"""A front door in a process of its own, that can be made to die at a step of a turn."""

import asyncio
import multiprocessing
import os
import signal
import socket
import threading
from collections.abc import Callable, Sequence
from enum import Enum
from multiprocessing.context import ForkServerProcess
from typing import Any

import asyncpg
from aiohttp import web

from bot.front.app import Extension, create_app
from bot.front.settings import Settings
from tests.front.conftest import DESKS, SimpleDecision, danger_numbers
from tests.front.reading import read_ahead, read_once

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.front.doomed"])  # imports and files once, not in every process
read_ahead()
Strike = Callable[[Enum], None]
Dress = Callable[[Strike], Sequence[Extension]]
TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1"


def bare(_strike: Strike) -> Sequence[Extension]:
    """A front door without extensions."""
    return ()


class Door:
    """A running front door. ``fatal`` is the step at which its disaster strikes, once; ``dress`` adds extensions."""

    def __init__(
        self, settings: Settings, fatal: Enum | None = None, disaster: str = "kill", dress: Dress = bare
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._up = PROCESSES.Event()
        arguments = (settings, self.port, fatal, disaster, dress, self._up)
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


def _serve(settings: Settings, port: int, fatal: Enum | None, disaster: str, dress: Dress, up: Any) -> None:
    with read_once():
        asyncio.run(_run(settings, port, _striking(settings, fatal, DISASTERS[disaster]), dress, up))


async def _run(settings: Settings, port: int, strike: Strike, dress: Dress, up: Any) -> None:
    app = create_app(settings, SimpleDecision(), danger_numbers, dress(strike), DESKS, pass_step=strike)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    up.set()
    await asyncio.Event().wait()


def _striking(settings: Settings, fatal: Enum | None, disaster: Callable[[Settings], None]) -> Strike:
    waiting = [fatal]

    def strike(step: Enum) -> None:
        if any(step is each for each in waiting):
            waiting.clear()
            disaster(settings)

    return strike


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
