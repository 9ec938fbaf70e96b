"""The channel as Rasa mounts it: from credentials.yml, at the address of Rasa's own REST channel."""

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from rasa.core.agent import Agent
from rasa.core.channels.channel import register
from rasa.core.run import create_http_input_channels
from sanic import Sanic

from bot.channel.once import OnceInput
from bot.engine.live_trackers import LiveTrackerStore
from tests.channel.conftest import ROOT, ActionServer


@pytest.fixture
async def address(agent: Agent) -> Any:
    """A Sanic server with the channels of credentials.yml; Sanic starts one in a process, so one test has it."""
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    app = Sanic("channel_test", register=False, configure_logging=False)
    register(channels, app, route="/webhooks/")
    app.ctx.agent = agent
    server = await app.create_server(port=0, return_asyncio_server=True, host="127.0.0.1", access_log=False)
    await server.startup()
    yield f"http://127.0.0.1:{server.server.sockets[0].getsockname()[1]}/webhooks/rest"
    await server.close()


def test_the_credentials_name_our_channel_only() -> None:
    channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
    assert [type(channel) for channel in channels] == [OnceInput]


async def test_a_failed_turn_is_a_503_then_the_answer_comes_and_in_the_end_it_is_forgotten(
    address: str, agent: Agent, server: ActionServer, tmp_path: Path
) -> None:
    body = {"sender": "x", "message": "/start", "metadata": {"gemeente": "leiden", "beurt": 0}}
    server.broken = "action_start"
    async with ClientSession() as client:
        assert await (await client.get(f"{address}/")).json() == {"status": "ok"}
        async with client.post(f"{address}/webhook", json=body) as response:
            assert (response.status, await response.json()) == (503, {"reden": "action_start failed"})
        server.broken = None
        answers = [await (await client.post(f"{address}/webhook", json=body)).json() for _ in range(2)]
        assert answers[0] == answers[1] != []
        agent.tracker_store = LiveTrackerStore(host=f"sqlite:///{tmp_path / 'rasa.db'}", domain=agent.domain)
        agent.processor.tracker_store = agent.tracker_store
        await client.post(f"{address}/webhook", json=body)
        remembered = list(agent.tracker_store._live)
        async with client.delete(f"{address}/conversations/x") as response:
            assert response.status == 204
        assert (remembered, list(agent.tracker_store._live)) == (["x"], [])
