"""Alive, ready, and the headers that protect every answer."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, make_mocked_request

from bot.front import health, keys
from bot.front.app import create_app
from bot.front.health import is_ours
from bot.store.migrate import NotMigratedError
from tests.front.conftest import DESKS, danger_numbers, problem
from tests.front.standin import as_trained


@pytest.fixture(autouse=True)
def ask_every_time(monkeypatch):
    monkeypatch.setattr(health, "REMEMBER_SECONDS", -1)
    monkeypatch.setattr(health, "WELL_SECONDS", -1)


async def ready(client):
    response = await client.get("/readyz")
    return response.status, (await response.json())["onderdelen"]


async def test_alive(client, rasa):
    await rasa.stop()
    response = await client.get("/healthz")
    assert (response.status, await response.json()) == (200, {"status": "leeft"})


async def test_ready_when_the_model_answers_three_known_sentences_and_the_database_writes(client, rasa):
    assert await ready(client) == (200, {"database": True, "model": True})
    assert len(set(rasa.parsed)) == 3


async def test_not_ready_without_rasa(client, rasa):
    await rasa.stop()
    assert await ready(client) == (503, {"database": True, "model": False})


RELABELLED = {"mens": "privacy", "privacy": "antwoord", "antwoord": "mens"}
WRONG = {
    "no ranking": lambda best: None,
    "an empty ranking": lambda best: [],
    "a ranking that is no list of intents": lambda best: ["mens"],
    "labels in another order": lambda best: [{**best, "name": RELABELLED[best["name"]]}],
    "one intent for everything": lambda best: [{**best, "name": "antwoord"}],
    "hardly surer than chance": lambda best: [{**best, "confidence": 0.03}],
    "no confidence": lambda best: [{"name": best["name"]}],
}


@pytest.mark.parametrize("ranking", WRONG.values(), ids=WRONG.keys())
async def test_not_ready_with_a_wrong_or_untrained_model(client, rasa, ranking):
    """The stand-in's intent itself is always certain: fixed phrases work in an untrained model too."""
    rasa.ranking = lambda text: ranking(as_trained(text)[0])
    assert await ready(client) == (503, {"database": True, "model": False})


async def test_not_ready_when_rasa_refuses_our_token(start, front_settings):
    client = await start(replace(front_settings, rasa_token="verkeerd"))
    assert (await ready(client))[1]["model"] is False


async def test_not_ready_when_the_database_does_not_write(client, monkeypatch):
    def broken():
        raise OSError("disk full")

    monkeypatch.setattr(client.app[keys.DATABASE], "write", broken)
    assert (await ready(client))[1]["database"] is False


async def test_readiness_is_remembered_for_a_moment(client, rasa, monkeypatch):
    monkeypatch.setattr(health, "REMEMBER_SECONDS", 60)
    await ready(client)
    await ready(client)
    assert len(rasa.parsed) == 3


async def test_what_was_well_is_told_at_once_and_looked_at_behind_that(client, rasa, monkeypatch):
    assert await ready(client) == (200, {"database": True, "model": True})
    monkeypatch.setattr(health, "WELL_SECONDS", 60)
    await rasa.stop()
    assert await ready(client) == (200, {"database": True, "model": True})
    for _ in range(100):
        if await ready(client) == (503, {"database": True, "model": False}):
            break
        await asyncio.sleep(0.05)
    else:
        pytest.fail("nobody looked again")


async def test_what_was_not_well_is_looked_at_first(client, rasa, monkeypatch):
    monkeypatch.setattr(health, "WELL_SECONDS", 60)
    rasa.ranking = lambda text: None
    assert (await ready(client))[0] == 503
    rasa.ranking = as_trained
    assert (await ready(client))[0] == 200


async def test_waiting_turns_are_counted(resident, rasa):
    await rasa.stop()
    await resident.say("hallo")
    exposed = await (await resident.client.get("/metrics")).text()
    assert "zelfcheck_turns_waiting 1.0" in exposed
    assert 'zelfcheck_turns_total{outcome="storing"}' in exposed


class TestWhoReadsTheNumbers:
    TOKEN = "een-lang-woord-voor-prometheus"

    @pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
    async def test_nobody_through_a_proxy_on_this_machine(self, client, header):
        assert (await client.get("/metrics")).status == 200
        await problem(await client.get("/metrics", headers={header: "127.0.0.1"}), 404)

    @pytest.mark.parametrize(
        ("remote", "expected"),
        [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("10.0.0.8", False), ("2001:db8::1", False)],
    )
    def test_without_a_token_only_this_machine(self, remote, expected):
        assert is_ours(make_mocked_request("GET", "/metrics").clone(remote=remote), "") is expected

    @pytest.mark.parametrize("remote", ["", "unix:"])
    def test_who_has_no_address_is_not_this_machine(self, remote):
        assert not is_ours(make_mocked_request("GET", "/metrics").clone(remote=remote), "")

    @pytest.mark.parametrize(
        ("given", "status"),
        [(f"Bearer {TOKEN}", 200), ("", 404), ("Bearer gokje", 404), (TOKEN, 404), (f"Bearer {TOKEN}é", 404)],
    )
    async def test_with_a_token_who_brings_it_from_anywhere(self, start, front_settings, given, status):
        client = await start(replace(front_settings, metrics_token=self.TOKEN))
        headers = {"Authorization": given, "X-Forwarded-For": "203.0.113.7"}
        assert (await client.get("/metrics", headers=headers)).status == status


class TestHeaders:
    @pytest.mark.parametrize("path", ["/api/v1/normen", "/api/v1/bestaat-niet", "/healthz", "/metrics"])
    async def test_every_answer_is_protected(self, client, path):
        headers = (await client.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Server"] == "zelfcheck"
        assert headers["Strict-Transport-Security"].startswith("max-age=31536000")

    async def test_answers_of_the_api_are_not_kept_and_say_their_version(self, client):
        headers = (await client.get("/api/v1/normen")).headers
        assert (headers["Cache-Control"], headers["API-Version"]) == ("no-store", "1.0.0")
        assert "API-Version" not in (await client.get("/healthz")).headers

    @pytest.mark.parametrize(
        ("environment", "address", "told"),
        [
            ("productie", "http://127.0.0.1:8080", True),
            ("productie", "https://zelfcheck.example.nl", True),
            ("ontwikkeling", "https://zelfcheck.example.nl", True),
            ("ontwikkeling", "http://127.0.0.1:8080", False),
        ],
    )
    async def test_browsers_are_told_to_stay_at_https(self, start, front_settings, environment, address, told):
        client = await start(replace(front_settings, environment=environment, public_url=address))
        value = (await client.get("/healthz")).headers.get("Strict-Transport-Security", "")
        assert value == ("max-age=31536000; includeSubDomains" if told else "")


async def test_an_extension_adds_its_routes_and_uses_our_parts(start):
    async def desks(request):
        return web.json_response(request.app[keys.DESKS])

    client = await start(extensions=[lambda app: app.router.add_get("/medewerker/test", desks)])
    assert await (await client.get("/medewerker/test")).json() == DESKS


async def test_a_page_that_leads_elsewhere_is_counted_as_that_and_not_as_a_fault(start):
    async def elsewhere(_request):
        raise web.HTTPSeeOther("/")

    client = await start(extensions=[lambda app: app.router.add_post("/weg", elsewhere)])
    await client.post("/weg", allow_redirects=False)
    exposed = await (await client.get("/metrics")).text()
    assert 'zelfcheck_requests_total{method="POST",route="/weg",status="303"} 1.0' in exposed


async def test_it_does_not_start_on_a_database_that_was_not_migrated(front_settings, decision, tmp_path):
    store = replace(front_settings.store, database_url=f"sqlite:///{tmp_path}/leeg.db")
    app = create_app(replace(front_settings, store=store), decision, danger_numbers, desks=DESKS)
    with pytest.raises(NotMigratedError, match=r"python -m bot.store migrate"):
        await TestServer(app).start_server()


async def test_a_model_that_hangs_is_not_ready_and_keeps_nobody_waiting(client, monkeypatch):
    async def hang(_sentence):
        await asyncio.sleep(60)

    monkeypatch.setattr(health, "MODEL_SECONDS", 0.05)
    monkeypatch.setattr(client.app[keys.RASA], "understands", hang)
    assert await ready(client) == (503, {"database": True, "model": False})


async def test_many_who_ask_at_once_are_one_question(client, rasa, monkeypatch):
    monkeypatch.setattr(health, "REMEMBER_SECONDS", 60)
    answers = await asyncio.gather(*(ready(client) for _ in range(20)))
    assert {status for status, _ in answers} == {200}
    assert len(rasa.parsed) == 3
