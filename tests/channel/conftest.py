"""The trained model with the real actions, and an action server that a test can break."""

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

ROOT = Path(__file__).resolve().parents[2]
MODEL = Path(os.environ.get("ZELFCHECK_MODEL", ROOT / "models" / "zelfcheck.tar.gz"))


class ActionServer(EndpointConfig):
    """Runs the real actions. ``broken`` names an action that fails; ``gate`` holds every call back."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1/webhook")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")
        self.broken: str | None = None
        self.calls: list[str] = []
        self.gate = asyncio.Event()

    async def request(self, method: str = "post", json: Any = None, **_options: Any) -> Any:
        """As Rasa calls an action server."""
        self.calls.append(json["next_action"])
        await self.gate.wait()
        if json["next_action"] == self.broken:
            raise OSError("the action server does not answer")
        return await self.executor.run(json)


@pytest.fixture(scope="session")
def model() -> Agent:
    if not MODEL.exists():
        pytest.fail(f"no model at {MODEL}: run `make train`, or set ZELFCHECK_MODEL")
    return Agent.load(str(MODEL))


@pytest.fixture(scope="session")
def executed() -> ActionServer:
    return ActionServer()


@pytest.fixture
def server(executed: ActionServer) -> ActionServer:
    executed.broken, executed.calls, executed.gate = None, [], asyncio.Event()
    executed.gate.set()
    return executed


@pytest.fixture
def agent(model: Agent, server: ActionServer) -> Agent:
    """The model with an empty memory."""
    model.tracker_store = InMemoryTrackerStore(model.domain)
    model.lock_store = InMemoryLockStore()
    model.processor.tracker_store, model.processor.action_endpoint = model.tracker_store, server
    return model
