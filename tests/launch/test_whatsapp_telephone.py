"""``make run WHATSAPP=demo``, with a stand-in for Rasa: the telephone in the browser talks with the real front door."""

import re
from contextlib import AsyncExitStack

import pytest
from aiohttp import ClientSession

from bot.launch.services import Plan
from bot.launch.supervisor import Keeper
from tests.front.conftest import rasa, until  # noqa: F401
from tests.front.standin import said, state
from tests.store.databases import database_url, sqlite_template  # noqa: F401

CHOICES = [{"titel": title, "payload": f"/{title}"} for title in ("Ja", "Nee")]


@pytest.fixture
async def telephone(database_url, rasa, tmp_path, unused_tcp_port_factory):  # noqa: F811
    """The address of the telephone, with everything but Rasa and the actions running as the launcher runs it."""
    port, demo_port = unused_tcp_port_factory(), unused_tcp_port_factory()
    environment = {"WHATSAPP": "demo", "WHATSAPP_DEMO_PORT": str(demo_port), "PORT": str(port)}
    environment |= {"RASA_PORT": str(rasa.port), "RASA_TOKEN": "rasa-token", "ZELFCHECK_VAR": str(tmp_path)}
    async with AsyncExitStack() as running:
        for service in Plan.of({**environment, "DATABASE_URL": database_url, "SECRET_KEY": "k" * 40}).services()[2:]:
            keeper = Keeper(service, verbose=False)
            running.push_async_callback(keeper.stop)
            await keeper.start()
        yield f"http://127.0.0.1:{demo_port}/"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_typed_and_pressed_on_the_page_is_answered_there(telephone, rasa):  # noqa: F811
    rasa.script = [[said("Hallo."), state()], [said("Heeft u schulden?", keuzes=CHOICES), state()]]
    async with ClientSession() as browser:

        async def page():
            async with browser.get(telephone) as response:
                assert response.status == 200
                return await response.text()

        async def shows(text):
            async def is_shown():
                return text in await page()

            await until(is_shown)

        assert "<h1>WhatsApp (demo)</h1>" in await page()
        await browser.post(telephone, data={"tekst": "hallo <b>daar</b>"})
        await shows("WhatsApp is niet de plek voor gevoelige gegevens.")
        await shows("Heeft u schulden?")
        assert '<pre class="ik">hallo &lt;b&gt;daar&lt;/b&gt;</pre>' in await page()
        choice = re.findall(r'name="keuze" value="([^"]+)"', await page())[1]
        await browser.post(telephone, data={"keuze": choice, "titel": "Nee"})
        await shows("Gehoord: /Nee")
    assert rasa.messages[1:] == ["hallo <b>daar</b>", "/Nee"]
