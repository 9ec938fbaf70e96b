"""Pages on other websites: the municipality's own may show the widget, others may not."""

from dataclasses import replace

import pytest

from bot.front.app import create_app
from bot.front.origins import Origins
from bot.front.settings import Settings
from bot.store.environment import SettingError
from tests.front.conftest import danger_numbers, problem

LEIDEN, ELBURG, STRANGE = "https://www.leiden.nl", "https://elburg.nl", "https://nep-gemeente.example"
LISTED = f"leiden={LEIDEN} https://gemeente.leiden.nl; elburg={ELBURG}/"
START = "/api/v1/gesprekken"


@pytest.fixture
async def client(start, front_settings):
    return await start(
        replace(front_settings, origins=Origins.read({"ORIGINS": LISTED}, "https://zelfcheck.nl", False))
    )


async def begun(client, origin, **body):
    return await client.post(START, json=body, headers={"Origin": origin} if origin else {})


class TestBeginning:
    @pytest.mark.parametrize(
        ("origin", "body"),
        [
            (LEIDEN, {"gemeente": "leiden"}),
            ("https://gemeente.leiden.nl", {"gemeente": "leiden"}),
            (ELBURG, {"gemeente": "elburg"}),
            (LEIDEN, {}),
            ("https://zelfcheck.nl", {"gemeente": "leiden"}),
            (None, {"gemeente": "leiden"}),
        ],
    )
    async def test_allowed(self, client, origin, body):
        response = await begun(client, origin, **body)
        assert response.status == 201
        assert response.headers.get("Access-Control-Allow-Origin") == origin
        assert response.headers["Vary"] == "Origin"
        assert "Access-Control-Allow-Credentials" not in response.headers

    @pytest.mark.parametrize(
        ("origin", "body"),
        [
            (ELBURG, {"gemeente": "leiden"}),
            (STRANGE, {"gemeente": "leiden"}),
            (STRANGE, {}),
            ("null", {}),
            ("http://www.leiden.nl", {"gemeente": "leiden"}),
            ("https://www.leiden.nl.nep.example", {"gemeente": "leiden"}),
            ("https://www.leiden.nl:8443", {"gemeente": "leiden"}),
            ("http://localhost:3000", {}),
        ],
    )
    async def test_refused(self, client, rasa, origin, body):
        assert (await problem(await begun(client, origin, **body), 403))["type"].endswith("andere_website")
        assert rasa.messages == []

    async def test_our_own_page_by_any_name(self, client):
        own = f"http://{client.host}:{client.port}"
        assert (await begun(client, own, gemeente="leiden")).status == 201

    async def test_in_development_every_page_on_this_machine(self, start, front_settings):
        client = await start(replace(front_settings, origins=Origins(loopback=True)))
        assert (await begun(client, "http://localhost:3000")).status == 201
        assert (await begun(client, STRANGE)).status == 403


class TestGoingOn:
    @pytest.fixture
    async def resident(self, begin, client):
        return await begin(on=client)

    async def calls(self, resident, origin):
        headers = {**resident.headers, "Origin": origin}
        client, path = resident.client, resident.path
        yield await client.post(f"{path}/berichten", json={"tekst": "hallo"}, headers=headers)
        yield await client.get(f"{path}/gebeurtenissen", headers=headers)
        yield await client.get(path, headers=headers)
        yield await client.delete(path, headers=headers)

    async def test_the_page_of_the_municipality_may_do_everything(self, resident):
        async for response in self.calls(resident, LEIDEN):
            assert response.status in (200, 204)
            assert response.headers["Access-Control-Allow-Origin"] == LEIDEN
            response.close()

    @pytest.mark.parametrize("origin", [ELBURG, STRANGE])
    async def test_another_page_may_nothing(self, resident, origin, rasa):
        async for response in self.calls(resident, origin):
            await problem(response, 403)
        assert len(rasa.messages) == 1

    async def test_a_page_that_is_not_known_may_not_read_the_refusal(self, resident):
        async for response in self.calls(resident, STRANGE):
            assert "Access-Control-Allow-Origin" not in response.headers

    async def test_a_problem_can_be_read_by_the_page(self, resident):
        headers = {**resident.headers, "Origin": LEIDEN}
        response = await resident.client.post(f"{resident.path}/berichten", json={"tekst": ""}, headers=headers)
        await problem(response, 400)
        assert response.headers["Access-Control-Allow-Origin"] == LEIDEN
        assert "Retry-After" in response.headers["Access-Control-Expose-Headers"]


class TestPreflight:
    async def ask(self, client, origin, path=START):
        headers = {
            "Origin": origin,
            "Access-Control-Request-Method": "POST",
            "Access-Control-Request-Headers": "authorization,content-type",
        }
        return await client.options(path, headers=headers)

    @pytest.mark.parametrize("path", [START, f"{START}/x", f"{START}/x/berichten", f"{START}/x/gebeurtenissen"])
    async def test_a_known_page_hears_what_it_may(self, client, path):
        response = await self.ask(client, LEIDEN, path)
        assert response.status == 204
        assert response.headers["Access-Control-Allow-Origin"] == LEIDEN
        assert {"GET", "POST", "DELETE"} == set(response.headers["Access-Control-Allow-Methods"].split(", "))
        allowed = response.headers["Access-Control-Allow-Headers"].lower().split(", ")
        assert {"authorization", "content-type", "last-event-id"} == set(allowed)

    async def test_an_unknown_page_hears_nothing(self, client):
        response = await self.ask(client, STRANGE)
        await problem(response, 403)
        assert not [name for name in response.headers if name.startswith("Access-Control-Allow")]

    async def test_options_without_that_question_stays_what_it_was(self, client):
        await problem(await client.options(START, headers={"Origin": LEIDEN}), 405)


async def test_any_page_may_ask_whether_we_are_there(client):
    assert (await client.get("/readyz", headers={"Origin": STRANGE})).headers["Access-Control-Allow-Origin"] == "*"


class TestSetting:
    def test_empty_is_nobody(self):
        assert Origins.read({}, "https://zelfcheck.nl", False).listed == {}

    @pytest.mark.parametrize(
        "value",
        [
            "leiden",
            "leiden=",
            "leiden=www.leiden.nl",
            "leiden=https://www.leiden.nl/pad",
            "leiden=*",
            "leiden=https://",
            "leiden=ftp://leiden.nl",
            "leiden=https://www.Leiden.nl",
        ],
    )
    def test_a_wrong_one_is_named(self, value):
        with pytest.raises(SettingError, match="ORIGINS"):
            Settings.read({"SECRET_KEY": "s" * 32, "ORIGINS": value})

    def test_a_municipality_that_does_not_take_part_stops_the_start(self, front_settings, decision):
        settings = replace(front_settings, origins=Origins.read({"ORIGINS": f"lieden={LEIDEN}"}, "", False))
        with pytest.raises(SettingError, match="lieden"):
            create_app(settings, decision, danger_numbers, desks={"leiden": "x"})
