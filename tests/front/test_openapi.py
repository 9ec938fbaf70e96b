"""The description of the API: right for the routes, and answers are as it says."""

import jsonschema
import pytest

from bot.front.api import BASE
from bot.front.app import create_app
from bot.front.openapi import described, document, version
from tests.front.conftest import DESKS, danger_numbers, problem
from tests.front.standin import said, state

METHODS = {"get", "post", "put", "patch", "delete"}


def schema(name):
    """The schema as JSON Schema: nullable and references written out."""
    return {
        **written_out({"$ref": f"#/components/schemas/{name}"}),
        "$schema": "http://json-schema.org/draft-07/schema#",
    }


def written_out(part):
    if isinstance(part, list):
        return [written_out(each) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        found = document()
        for step in part["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        return written_out(found)
    plain = {name: written_out(value) for name, value in part.items() if name != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if part.get("nullable") is True else plain


def test_every_route_is_described_and_every_description_has_a_route(front_settings, decision):
    app = create_app(front_settings, decision, danger_numbers, desks=DESKS)
    routes = {
        (route.method.lower(), route.resource.canonical.removeprefix(BASE))
        for route in app.router.routes()
        if route.resource.canonical.startswith(BASE)
    }
    described = {(method, path) for path, item in document()["paths"].items() for method in METHODS & set(item)}
    assert routes == described


async def test_it_is_served_at_its_set_place(client):
    response = await client.get("/api/v1/openapi.json")
    assert await response.json() == described(DESKS)
    assert described(DESKS)["components"]["schemas"]["Gemeente"]["enum"] == ["elburg", "leiden"]
    assert response.headers["API-Version"] == version() == "1.0.0"


def test_every_operation_has_a_name_a_summary_and_a_problem_answer():
    operations = [item[method] for item in document()["paths"].values() for method in METHODS & set(item)]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(operation["summary"] and "default" in operation["responses"] for operation in operations)


def test_what_needs_the_token_says_so():
    for path, item in document()["paths"].items():
        for method in METHODS & set(item):
            assert ("security" in item[method]) == ("{id}" in path)


async def test_answers_are_as_described(resident, rasa, decision):
    card = {"voorziening": "hulp", "naam": "Hulp", "status": "misschien"}
    choice = {"titel": "Ja", "payload": "/ja"}
    rasa.script = [
        [said("a", vraag="woning", voortgang={"stap": 1, "van": 2}, keuzes=[choice], kaarten=[card]), state()],
    ]
    answer = await resident.say("hallo")
    jsonschema.validate({"berichten": answer}, schema("Berichten"))
    jsonschema.validate(await resident.record(), schema("Gesprek"))
    begun = {"id": resident.id, "token": resident.token, "berichten": resident.opening}
    jsonschema.validate(begun, schema("BegonnenGesprek"))
    jsonschema.validate(decision.zelfcheck({"antwoorden": {}}), schema("Uitslag"))


async def test_problems_are_as_described(resident):
    jsonschema.validate(await problem(await resident.post(tekst=""), 400), schema("Probleem"))


@pytest.mark.parametrize(
    ("name", "body", "fits"),
    [
        ("NieuwBericht", {"tekst": "a", "sleutel": "b"}, True),
        ("NieuwBericht", {"tekst": "a", "iets": "b"}, False),
        ("NieuwBericht", {"tekst": 5}, False),
        ("NieuwGesprek", {"gemeente": None}, True),
        ("NieuwGesprek", {"kanaal": "whatsapp"}, False),
        ("Zelfcheck", {"gemeente": "leiden"}, False),
    ],
)
def test_the_schemas_refuse_what_the_server_refuses(name, body, fits):
    assert jsonschema.Draft7Validator(schema(name)).is_valid(body) is fits
