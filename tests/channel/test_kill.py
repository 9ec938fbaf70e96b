"""``kill -9`` of Rasa and of the action server at every step of a turn, behind the real front door.

After the restart the conversation goes on as if nothing had happened: the resident reads and the tracker knows just
what they do of a conversation in which nobody died.
"""

import json
import os
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import pytest
import sqlalchemy as sa
from rasa.core.agent import Agent

from actions.assistant import assistant
from bot.channel.steps import Step
from bot.launch.services import WEB_PYTHON
from tests.channel import doomed
from tests.channel.conftest import ROOT
from tests.channel.doomed import OF_RASA, ActionStep, Between, Plan, Wire, answers, until
from tests.running import Insistent, Resident

SERVER = os.environ.get("TEST_DATABASE_URL", "postgresql://postgres@127.0.0.1/test")
LINES = ["ik kom niet rond", "ik woon alleen", "huur"]
STRUCK = 1
"""The line in which somebody dies: an answer to a question."""
ANSWER = {"huishouden": "alleenstaand", "woning": "huur"}
ROWS = sa.text("SELECT type_name, intent_name, action_name, data FROM events WHERE sender_id = :sender ORDER BY id")
SENDER = sa.text("SELECT rasa_id FROM conversation WHERE id = :id")
SAID = ("event", "name", "value", "text", "parse_data", "metadata", "data")
"""What an event says; the rest is its moment."""


@dataclass
class House:
    """The running system."""

    plan: Plan
    processes: dict[str, doomed.Process]
    untouched: dict[str, Any] = field(default_factory=dict)

    def revive(self) -> None:
        """As the launcher does with who died."""
        for process in self.processes.values():
            if not process.is_alive:
                process.open()

    @property
    def wire(self) -> Wire:
        return self.plan.wire


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The front door's and Rasa's."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("sqlite")
        yield f"sqlite:///{folder / 'zelfcheck.db'}", f"sqlite:///{folder / 'rasa.db'}"
        return
    names = [f"zelfcheck_kill_{os.getpid()}", f"zelfcheck_kill_rasa_{os.getpid()}"]
    try:
        on_server(*(f'CREATE DATABASE "{name}"' for name in names))
    except sa.exc.OperationalError:
        pytest.skip("PostgreSQL does not answer at TEST_DATABASE_URL: skipped")
    first, second = (f"{SERVER.rpartition('/')[0]}/{name}" for name in names)
    yield first, second
    on_server(*(f'DROP DATABASE "{name}" WITH (FORCE)' for name in names))


def on_server(*statements: str) -> None:
    engine = sa.create_engine(SERVER, poolclass=sa.pool.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="module")
def house(databases: tuple[str, str], model: Agent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    assistant().warm_up()
    plan = Plan(tmp_path_factory.mktemp("house"), *doomed.free_ports(3), *databases)
    opened = House(plan, {"rasa": doomed.rasa(plan, model), "actions": doomed.actions(plan)})
    subprocess.run([str(WEB_PYTHON), "-m", "bot.store", "migrate"], cwd=ROOT, env=environment(plan), check=True)
    front_door = subprocess.Popen(
        [str(WEB_PYTHON), "-m", "bot.launch.web"], cwd=ROOT, env=environment(plan), stdout=subprocess.DEVNULL
    )
    try:
        opened.revive()
        until(lambda: answers(f"{plan.front_url}/readyz"), 120)
        yield opened
    finally:
        front_door.kill()
        front_door.wait()
        for process in opened.processes.values():
            process.kill()


def environment(plan: Plan) -> dict[str, str]:
    """The front door's."""
    own = {"PORT": plan.front_port, "RASA_URL": f"http://{doomed.LOOPBACK}:{plan.rasa_port}"}
    own |= {"DATABASE_URL": plan.database_url, "RASA_DATABASE_URL": plan.rasa_database_url}
    own |= {"RASA_TOKEN": doomed.TOKEN, "ZELFCHECK_ENV": "ontwikkeling", "SECRET_KEY": "k" * 40}
    return {**os.environ, **{name: str(value) for name, value in own.items()}, "PYTHONPATH": str(ROOT)}


def talk(house: House, struck: Enum | None = None, disaster: str = "kill") -> Insistent:
    """A conversation; with ``struck`` the disaster is there in the middle of it, and once over."""
    resident = Insistent(house.plan.front_url, "leiden").begins()
    for number, line in enumerate(LINES):
        key = uuid.uuid4().hex
        if struck is not None and number == STRUCK:
            house.wire.arm(struck, disaster)
            resident.says(line, key)
            assert not house.wire.is_armed
            house.revive()
        resident.insists(line, key)
    return resident


def known(house: House, resident: Resident) -> list[Any]:
    """All that Rasa's tracker knows."""
    with sa.create_engine(house.plan.database_url, poolclass=sa.pool.NullPool).connect() as connection:
        sender = connection.execute(SENDER, {"id": resident.id}).scalar()
    with sa.create_engine(house.plan.rasa_database_url, poolclass=sa.pool.NullPool).connect() as connection:
        rows = connection.execute(ROWS, {"sender": sender}).all()
    return [_said(json.loads(row.data)) for row in rows]


def _said(event: dict[str, Any]) -> dict[str, Any]:
    found = {name: event[name] for name in SAID if name in event}
    found.get("parse_data", {}).pop("message_id", None)
    return found


@pytest.fixture
def untouched(house: House) -> list[Any]:
    """What is read and known when nobody dies."""
    if not house.untouched:
        resident = talk(house)
        house.untouched.update(read=resident.read, known=known(house, resident))
    assert house.untouched["read"][1].items() >= ANSWER.items()
    return [house.untouched["read"], house.untouched["known"]]


@pytest.mark.parametrize("step", [*OF_RASA, *ActionStep], ids=lambda step: step.value)
def test_a_kill_at_any_step_loses_and_doubles_nothing(house: House, untouched: list[Any], step: Enum) -> None:
    resident = talk(house, step)
    assert [resident.read, known(house, resident)] == untouched


@pytest.mark.parametrize("step", [Between.SAVING, Step.SAVED, ActionStep.REPLYING], ids=lambda step: step.value)
def test_what_nobody_repeats_is_answered_all_the_same(house: House, untouched: list[Any], step: Enum) -> None:
    """The opening is no message of the resident, who only waits for it."""
    house.wire.arm(step)
    resident = Insistent(house.plan.front_url, "leiden").begins()
    assert resident.is_excused
    assert not house.wire.is_armed
    house.revive()
    until(lambda: len(resident.read[0]) > 1, 20)
    for line in LINES:
        resident.insists(line, uuid.uuid4().hex)
    assert [resident.read, known(house, resident)] == untouched


@pytest.mark.parametrize("step", OF_RASA, ids=lambda step: step.value)
def test_lost_connections_of_rasa_at_any_step_lose_and_double_nothing(
    house: House, untouched: list[Any], step: Enum
) -> None:
    if not house.plan.rasa_database_url.startswith("postgresql"):
        pytest.skip("a SQLite file has no connections to lose")
    resident = talk(house, step, "connections")
    assert [resident.read, known(house, resident)] == untouched
