"""What an answer of Meta's API means: taken, never, only after the person writes, or not now."""

import json

import pytest
from aiohttp import web

from bot.whatsapp.meta import Meta, NotNow, Refused, WindowClosed


@pytest.fixture
async def answering(unused_tcp_port):
    """A client whose every call gets this answer."""
    running = []

    async def start(status, body):
        async def answer(_request):
            return web.Response(status=status, text=body)

        app = web.Application()
        app.router.add_post("/{number}/messages", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
        meta = Meta(f"http://127.0.0.1:{unused_tcp_port}", "token")
        await meta.open()
        running.append((meta, runner))
        return meta

    yield start
    for meta, runner in running:
        await meta.close()
        await runner.cleanup()


def fault(code):
    return json.dumps({"error": {"code": code, "message": "Message to 31600000001 failed"}})


async def send(meta):
    await meta.send("1234", "31600000001", {"type": "text", "text": {"body": "geheim"}})


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(401, fault(190), id="the token has expired"),
        pytest.param(400, fault(190), id="the token has expired, as the Graph API says it elsewhere"),
        pytest.param(403, fault(10), id="no permission"),
        pytest.param(400, fault(200), id="no permission for this"),
        pytest.param(401, fault(0), id="the app is not known"),
        pytest.param(400, fault(4), id="the app asks too much"),
        pytest.param(400, fault(80007), id="the account sends too much"),
        pytest.param(429, fault(130429), id="the number sends too much"),
        pytest.param(400, fault(131048), id="too many blocked us"),
        pytest.param(400, fault(131056), id="too much to this person"),
        pytest.param(400, fault(131031), id="the account is locked"),
        pytest.param(403, fault(368), id="the account broke a rule"),
        pytest.param(400, fault(131057), id="the account is being moved"),
        pytest.param(500, fault(131000), id="something went wrong there"),
        pytest.param(503, "<html>", id="nobody there"),
        pytest.param(404, "<html>not found</html>", id="somebody else answers"),
        pytest.param(400, "", id="nothing is said"),
        pytest.param(400, "[" * 100_000, id="what cannot be read"),
    ],
)
async def test_what_is_not_about_this_message_is_tried_again(answering, status, body):
    with pytest.raises(NotNow) as told:
        await send(await answering(status, body))
    assert "31600000001" not in str(told.value)


@pytest.mark.parametrize("code", [100, 131026, 131051, 130472])
async def test_what_meta_will_never_take_is_refused_with_its_code(answering, code):
    with pytest.raises(Refused) as refused:
        await send(await answering(400, fault(code)))
    assert (refused.value.code, str(refused.value)) == (code, str(code))
    assert not isinstance(refused.value, WindowClosed)


async def test_a_day_after_they_wrote(answering):
    with pytest.raises(WindowClosed):
        await send(await answering(400, fault(131047)))


async def test_taken(answering):
    await send(await answering(200, "{}"))


async def test_nobody_listens(unused_tcp_port):
    meta = Meta(f"http://127.0.0.1:{unused_tcp_port}", "token")
    with pytest.raises(NotNow):
        await send(meta)
    await meta.open()
    with pytest.raises(NotNow):
        await send(meta)
    await meta.close()
