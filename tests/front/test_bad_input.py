"""Bad input: each has its clear Dutch problem, and nothing of it is kept."""

import json

import pytest

from tests.front.conftest import problem

START, API = "/api/v1/gesprekken", "/api/v1"


async def nothing_happened(resident, rasa):
    assert len(rasa.received) == 1
    assert len(await resident.transcript()) == 2


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t ", "\u200b\u200d", "\x00\x01\x1f", "\u202e\u2066", "/", " // / ", "\ud800"]
)
async def test_empty_text(resident, rasa, text):
    body = await problem(await resident.post(tekst=text), 400)
    assert body["veld"] == "tekst"
    assert "Typ uw antwoord" in body["detail"]
    await nothing_happened(resident, rasa)


@pytest.mark.parametrize("length", [2001, 3000])
async def test_too_long(resident, rasa, length):
    body = await problem(await resident.post(tekst="a" * length), 400)
    assert body["veld"] == "tekst"
    assert all(word in body["detail"] for word in ("te lang", "korter", "2.000 tekens"))
    await nothing_happened(resident, rasa)


async def test_exactly_2000_characters_is_fine(resident, rasa):
    await resident.say("é" * 2000)
    assert rasa.messages[-1] == "é" * 2000


async def test_two_code_points_that_make_one_letter_count_once(resident):
    await resident.say("e\u0301" * 2000)
    assert ("inwoner", "é" * 2000) in await resident.transcript()


@pytest.mark.parametrize("size", [17_000, 200_000])
async def test_a_body_that_is_too_big(resident, rasa, size):
    body = await problem(await resident.post(tekst="a" * size), 413)
    assert "korter" in body["detail"]
    await nothing_happened(resident, rasa)


async def test_emoji_only_is_a_message(resident, rasa):
    await resident.say("😀❤️")
    assert rasa.messages[-1] == "😀❤️"


async def test_control_signs_are_taken_out(resident, rasa):
    await resident.say("ik\x00 woon\u200b al\u202eleen\r\nhier\x07")
    assert rasa.messages[-1] == "ik woon alleen\nhier"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "tekst"),
        ({"tekst": None}, "tekst"),
        ({"tekst": "a", "keuze": "b"}, "tekst"),
        ({"tekst": 5}, "tekst"),
        ({"tekst": ["a"]}, "tekst"),
        ({"tekst": {"a": 1}}, "tekst"),
        ({"tekst": True}, "tekst"),
        ({"keuze": 5}, "keuze"),
        ({"tekst": "a", "sleutel": 5}, "sleutel"),
        ({"tekst": "a", "sleutel": ""}, "sleutel"),
        ({"tekst": "a", "sleutel": "met spatie"}, "sleutel"),
        ({"tekst": "a", "sleutel": "x" * 201}, "sleutel"),
        ({"tekst": "a", "sleutel": "\x00"}, "sleutel"),
        ({"tekst": "a", "message": "b"}, "message"),
        ({"tekst": "a", "metadata": {"rol": "medewerker"}}, "metadata"),
    ],
)
async def test_fields_of_a_message(resident, rasa, body, field):
    told = await problem(await resident.post(**body), 400)
    assert told["veld"] == field
    await nothing_happened(resident, rasa)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"gemeente": "amsterdam"}, "gemeente"),
        ({"gemeente": "Leiden"}, "gemeente"),
        ({"gemeente": ""}, "gemeente"),
        ({"gemeente": ["leiden"]}, "gemeente"),
        ({"gemeente": 5}, "gemeente"),
        ({"gemeente": "leiden'; DROP TABLE conversation; --"}, "gemeente"),
        ({"kanaal": "whatsapp"}, "kanaal"),
        ({"kanaal": 1}, "kanaal"),
        ({"id": "zelf gekozen"}, "id"),
        ({"sender": "x"}, "sender"),
    ],
)
async def test_fields_of_a_new_conversation(client, rasa, body, field):
    told = await problem(await client.post(START, json=body), 400)
    assert told["veld"] == field
    assert rasa.received == []


@pytest.mark.parametrize(
    "raw",
    [b"{", b"[]", b"null", b'"tekst"', b"5", b"\xff\xfe", b"NaN", b'{"tekst": NaN}', b"[" * 5000, b"{'tekst': 'a'}"],
)
async def test_what_is_no_json_object(resident, rasa, raw):
    headers = {**resident.headers, "Content-Type": "application/json"}
    await problem(await resident.client.post(f"{resident.path}/berichten", data=raw, headers=headers), 400)
    await nothing_happened(resident, rasa)


async def test_a_field_that_is_there_twice(client):
    headers = {"Content-Type": "application/json"}
    raw = b'{"gemeente": "leiden", "gemeente": "elburg"}'
    assert (await problem(await client.post(START, data=raw, headers=headers), 400))["veld"] == "gemeente"


async def test_another_kind_of_content(client, rasa):
    await problem(await client.post(START, data={"gemeente": "leiden"}), 415)
    await problem(await client.post(START, data="{}", headers={"Content-Type": "text/plain"}), 415)
    assert rasa.received == []


class TestWhoMayRead:
    async def calls(self, resident, headers, path=None):
        path = path or resident.path
        yield await resident.client.get(path, headers=headers)
        yield await resident.client.get(f"{path}/gebeurtenissen", headers=headers)
        yield await resident.client.post(f"{path}/berichten", json={"tekst": "hallo"}, headers=headers)
        yield await resident.client.delete(path, headers=headers)

    @pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer  ", "Basic abc", "abc"])
    async def test_without_a_token(self, resident, rasa, header):
        async for response in self.calls(resident, {"Authorization": header} if header is not None else {}):
            await problem(response, 401)
            assert response.headers["WWW-Authenticate"].startswith("Bearer")
        await nothing_happened(resident, rasa)

    @pytest.mark.parametrize("token", ["verkeerd", "é", "x" * 3000])
    async def test_with_a_wrong_token(self, resident, rasa, token):
        async for response in self.calls(resident, {"Authorization": f"Bearer {token}"}):
            await problem(response, 404)
        await nothing_happened(resident, rasa)

    async def test_with_the_token_of_another_conversation(self, begin, rasa):
        mine, other = await begin(), await begin()
        async for response in self.calls(other, mine.headers):
            await problem(response, 404)
        assert len(rasa.received) == 2
        assert len(await other.transcript()) == 2

    async def test_a_wrong_token_and_a_wrong_address_look_the_same(self, begin):
        mine, other = await begin(), await begin()
        wrong_token = [await each.text() async for each in self.calls(other, mine.headers)]
        nowhere = [
            await each.text() async for each in self.calls(mine, mine.headers, "/api/v1/gesprekken/bestaat-niet")
        ]
        assert wrong_token == nowhere

    async def test_the_scheme_is_read_in_any_case(self, resident):
        headers = {"Authorization": f"bearer {resident.token}"}
        assert (await resident.client.get(resident.path, headers=headers)).status == 200


class TestOtherAddresses:
    @pytest.mark.parametrize(
        "path", ["/api/v1", "/api/v1/", "/api/v1/iets", "/api/v2/gesprekken", "/webhooks/rest/webhook", "/.env"]
    )
    async def test_that_do_not_exist(self, client, path):
        await problem(await client.get(path), 404)

    async def test_with_another_method(self, client):
        response = await client.put(START, json={})
        assert "POST" in (await problem(response, 405))["detail"]
        assert response.headers["Allow"] == "POST"

    @pytest.mark.parametrize("call", ["voorzieningen", "normen"])
    async def test_with_an_unknown_parameter(self, client, call):
        assert (await problem(await client.get(f"{API}/{call}?taal=nl"), 400))["veld"] == "taal"

    async def test_with_a_parameter_twice(self, client):
        told = await problem(await client.get(f"{API}/voorzieningen?zoek=a&zoek=b"), 400)
        assert told["veld"] == "zoek"

    async def test_with_an_unknown_municipality(self, client):
        told = await problem(await client.get(f"{API}/voorzieningen?gemeente=amsterdam"), 400)
        assert told["veld"] == "gemeente"
        assert "elburg, leiden" in told["detail"]


class TestTheDecision:
    async def test_answers_reach_it(self, client):
        body = {"gemeente": "leiden", "antwoorden": {"leeftijd": 44}}
        response = await client.post(f"{API}/zelfcheck", json=body)
        assert (await response.json())["verwijzing"]["team"] == "wijkteam"

    @pytest.mark.parametrize(
        ("answers", "field"),
        [({"leeftijd": 130}, "leeftijd"), ({"inkomen": -5}, "inkomen"), ({"inkomen": 10_000_000}, "inkomen"),
         ({"woning": "kasteel"}, "woning"), ({"kleur": "rood"}, "kleur"), ("tekst", "antwoorden")],
    )  # fmt: skip
    async def test_its_refusal_names_the_field(self, client, answers, field):
        response = await client.post(f"{API}/zelfcheck", json={"gemeente": "leiden", "antwoorden": answers})
        assert (await problem(response, 400))["veld"] == field

    async def test_the_catalogue_is_asked_with_what_was_given(self, client):
        response = await client.get(f"{API}/voorzieningen?gemeente=leiden&domein=&zoek=ramen%20zemen")
        assert await response.json() == {"gemeente": "leiden", "domein": None, "zoek": "ramen zemen"}

    async def test_the_norms_are_asked_by_date(self, client):
        assert await (await client.get(f"{API}/normen?peildatum=2026-11-01")).json() == {"peildatum": "2026-11-01"}
        assert await (await client.get(f"{API}/normen")).json() == {"peildatum": None}
        assert (await problem(await client.get(f"{API}/normen?peildatum=gisteren"), 400))["veld"] == "peildatum"


async def test_a_fault_of_our_own_shows_no_trace(client, decision, capsys):
    decision.normen = lambda _: json.loads("geheim 123456782")
    text = json.dumps(await problem(await client.get(f"{API}/normen"), 500))
    assert "Traceback" not in text
    assert "geheim" not in text
    assert "geheim" not in capsys.readouterr().out
