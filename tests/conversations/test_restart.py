"""``kill -9`` in the middle of a turn of the whole running system, in which the launcher starts again who died.

What the resident reads is what they read when nobody dies: every answer, once, in order.
"""

import os
import signal
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.running import Insistent, System, running_system
from tests.store.databases import postgresql  # noqa: F401

LINES = ["ik kom niet rond", "ik woon alleen", "huur"]
STRUCK = 1
"""The line in which somebody dies: an answer to a question."""
ANSWER = {"huishouden": "alleenstaand", "woning": "huur"}
PROCESSES = {"rasa": "rasa", "actions": "actions", "front door": "bot.launch.web"}
"""The word of the command line by which each is known."""
OF_PROCESS = ("cmdline", "environ")
OF_DATABASES = ("DATABASE_URL", "RASA_DATABASE_URL")
CALL_BYTES = 1_000
"""More than the launcher's own question whether the action server is there, less than a call for an action."""
UNTIL_SECONDS = 60
CONNECTIONS = Path("/proc/net/tcp")
pytestmark = pytest.mark.timeout(900)


def process(system: System, name: str) -> int:
    """The process of this system that the launcher started under this name."""
    own = f"PORT={system.url.rpartition(':')[2]}"
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words, settings = ((folder / each).read_text(errors="replace").split("\0") for each in OF_PROCESS)
        except OSError:  # it ended meanwhile, or is not ours
            continue
        if PROCESSES[name] in words and own in settings:
            return int(folder.name)
    raise AssertionError(f"no {name} runs at {system.url}")


def unread(port: int) -> int:
    """The most bytes that lie at this port and that its process has not read."""
    rows = [line.split() for line in CONNECTIONS.read_text().splitlines()[1:]]
    return max((int(row[4].partition(":")[2], 16) for row in rows if row[1].endswith(f":{port:04X}")), default=0)


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + UNTIL_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@contextmanager
def in_the_middle(system: System, resident: Insistent, line: str, key: str) -> Iterator[None]:
    """The line was said, and Rasa waits for the action server, which stands still."""
    actions = process(system, "actions")
    os.kill(actions, signal.SIGSTOP)
    saying = threading.Thread(target=resident.says, args=(line, key))
    try:
        saying.start()
        until(lambda: unread(system.action_port) > CALL_BYTES)
        yield
    finally:
        with suppress(ProcessLookupError):  # it is who died
            os.kill(actions, signal.SIGCONT)
        saying.join()


def talk(system: System, dies: str | None = None) -> Insistent:
    """A conversation; with ``dies`` that process does so while a line is being answered."""
    resident = Insistent(system.url, "leiden").begins()
    for number, line in enumerate(LINES):
        key = uuid.uuid4().hex
        if dies is not None and number == STRUCK:
            dead = process(system, dies)
            with in_the_middle(system, resident, line, key):
                os.kill(dead, signal.SIGKILL)
            assert resident.status != 200 or resident.is_excused
        resident.insists(line, key)
        if dies is not None and number == STRUCK:
            assert process(system, dies) != dead
    return resident


@pytest.fixture(scope="module")
def untouched(system: System) -> list[object]:
    """What is read when nobody dies."""
    read = talk(system).read
    assert read[1].items() >= ANSWER.items()
    return read


@pytest.mark.parametrize("dies", PROCESSES)
def test_a_kill_in_the_middle_of_a_turn_loses_and_doubles_nothing(
    system: System, untouched: list[object], dies: str
) -> None:
    if not system.action_port:
        pytest.skip("a system that runs elsewhere is not killed")
    assert talk(system, dies).read == untouched


@pytest.fixture(scope="module")
def on_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:  # noqa: F811
    """A running system of its own: the front door's tables and Rasa's in one database."""
    with running_system(tmp_path_factory.mktemp("var"), dict.fromkeys(OF_DATABASES, postgresql)) as started:
        yield started


def test_a_front_door_that_dies_in_the_middle_of_a_turn_on_postgresql(
    on_postgresql: System, untouched: list[object]
) -> None:
    """It leaves connections and claims behind. The others die there at each step in tests/channel."""
    assert talk(on_postgresql, "front door").read == untouched
