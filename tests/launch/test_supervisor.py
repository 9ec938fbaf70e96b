"""Never half a system: a process that cannot be kept alive ends everything, with its last lines."""

import argparse
import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

import pytest

from bot.launch import supervisor
from bot.launch.services import Plan, Service
from bot.launch.supervisor import Keeper, ServiceFailed

SERVER = (
    "import http.server as web, sys; "
    "web.HTTPServer(('127.0.0.1', int(sys.argv[1])), web.SimpleHTTPRequestHandler).serve_forever()"
)


def service(code: str, port: int, *arguments: str) -> Service:
    return Service("proof", (sys.executable, "-c", code, *arguments), f"http://127.0.0.1:{port}/", {})


async def test_a_process_that_answers_is_started_and_stopped(unused_tcp_port: int) -> None:
    keeper = Keeper(service(SERVER, unused_tcp_port, str(unused_tcp_port)), verbose=False)
    await keeper.start()
    await keeper.stop()
    assert keeper.process is not None
    assert keeper.process.returncode is not None


async def test_a_process_that_dies_shows_its_last_lines(unused_tcp_port: int) -> None:
    keeper = Keeper(service("print('the reason'); raise SystemExit(1)", unused_tcp_port), verbose=False)
    with pytest.raises(ServiceFailed, match="the reason"):
        await keeper.start()


async def test_a_dead_process_is_started_again(unused_tcp_port: int) -> None:
    keeper = Keeper(service(SERVER, unused_tcp_port, str(unused_tcp_port)), verbose=False)
    await keeper.start()
    assert keeper.process is not None
    first = keeper.process.pid
    keeper.process.kill()
    await keeper.process.wait()
    await keeper.start()
    assert keeper.process.pid != first
    await keeper.stop()


def test_everything_inside_listens_on_loopback_only(tmp_path: object) -> None:
    plan = Plan.of({"ZELFCHECK_VAR": str(tmp_path)})
    actions, rasa, _ = plan.services()
    assert actions.environment["SANIC_HOST"] == "127.0.0.1"
    assert rasa.command[rasa.command.index("--interface") + 1] == "127.0.0.1"
    assert any(part.startswith("--auth-token=") for part in rasa.command)
    assert all(service.environment["RASA_TELEMETRY_ENABLED"] == "false" for service in plan.services())


@pytest.mark.parametrize("token", ["a" * 32, "-" + "a" * 31, "--" + "a" * 30])
def test_rasa_takes_every_token(tmp_path: object, token: str) -> None:
    """One in 64 of the tokens that we draw begins with a hyphen."""
    plan = Plan.of({"ZELFCHECK_VAR": str(tmp_path), "RASA_TOKEN": token})
    _, rasa, _ = plan.services()
    parser = argparse.ArgumentParser()
    parser.add_argument("-t", "--auth-token")
    known, _ = parser.parse_known_args(rasa.command)
    assert known.auth_token == token


async def test_when_one_keeps_dying_the_others_stop_and_stay_stopped(
    unused_tcp_port_factory: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "RESTARTS", 2)
    dying, steady = unused_tcp_port_factory(), unused_tcp_port_factory()
    fuse = f"import os, threading; threading.Timer(1.5, os._exit, (1,)).start(); {SERVER}"
    services = (service(fuse, dying, str(dying)), service(SERVER, steady, str(steady)))
    with pytest.raises(ServiceFailed, match="keeps stopping"):
        await supervisor.run(services, "ready")
    await asyncio.sleep(0.5)
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(f"http://127.0.0.1:{steady}/", timeout=2)


async def test_a_process_that_hangs_is_ended_and_started_again(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"LOOK_SECONDS": 0.1, "ANSWER_SECONDS": 0.2, "MISSES": 2, "STOP_SECONDS": 0.2}.items():
        monkeypatch.setattr(supervisor, name, value)
    keeper = Keeper(service(SERVER, unused_tcp_port, str(unused_tcp_port)), verbose=False)
    await keeper.start()
    assert keeper.process is not None
    first = keeper.process.pid
    keeping = asyncio.create_task(keeper.keep())
    os.kill(first, signal.SIGSTOP)
    while keeper.process.pid == first or keeper.process.returncode is not None:
        await asyncio.sleep(0.05)
    keeping.cancel()
    assert len(keeper.deaths) == 1
    await keeper.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_however_the_launcher_ends_nothing_goes_on(unused_tcp_port: int, number: signal.Signals) -> None:
    launcher = subprocess.Popen(
        [sys.executable, "-u", "-c", LAUNCHER, str(unused_tcp_port), SERVER], stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    assert any(line.strip() == "ready" for line in launcher.stdout)
    launcher.send_signal(number)
    launcher.wait(20)
    deadline = time.monotonic() + 20
    while _answers(unused_tcp_port) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _answers(unused_tcp_port)


LAUNCHER = """
import asyncio, sys
from bot.launch.services import Service
from bot.launch.supervisor import run
port, server = sys.argv[1:]
asyncio.run(run((Service("proof", (sys.executable, "-c", server, port), f"http://127.0.0.1:{port}/", {}),), "ready"))
"""


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_the_front_door_lives_while_rasa_is_away(tmp_path: object) -> None:
    plan = Plan.of({"ZELFCHECK_VAR": str(tmp_path)})
    alive = {service.name: service.alive.rpartition("/")[2] for service in plan.services()}
    assert alive == {"actions": "health", "rasa": "", "front door": "healthz"}
