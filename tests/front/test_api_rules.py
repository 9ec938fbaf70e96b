"""The NLGov REST API Design Rules that a program can check (https://gitdocumentatie.logius.nl/publicatie/api/adr/)."""

import re

import pytest

from bot.front.api import BASE
from bot.front.openapi import described, document, version
from tests.front.conftest import DESKS, problem

PATHS = sorted(document()["paths"])
METHODS = {"get", "post", "put", "patch", "delete"}
OPERATIONS = [(path, method) for path, item in document()["paths"].items() for method in item if method in METHODS]


def test_the_major_version_stands_in_the_address_and_nothing_else_does():
    """API-20."""
    assert re.fullmatch(r"/api/v(\d+)", BASE)[1] == version().split(".")[0]
    assert document()["servers"][0]["url"] == BASE


def test_the_version_is_a_semantic_one():
    """API-57."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", version())


@pytest.mark.parametrize("path", PATHS)
def test_addresses_are_plural_nouns_in_small_letters_without_a_slash_at_the_end(path):
    """API-05, API-48, API-54."""
    names = [name for name in path.strip("/").split("/") if not name.startswith("{")]
    assert not path.endswith("/")
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*(\.json)?", name) for name in names)
    assert all(name.endswith(("en", "s", "openapi.json")) for name in names) or path == "/zelfcheck"


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_only_standard_methods_with_their_own_answers(path, method):
    """API-01, API-03: reading changes nothing, making says where."""
    operation = document()["paths"][path][method]
    codes = set(operation["responses"])
    assert "default" in codes
    if "201" in codes:
        assert "Location" in operation["responses"]["201"]["headers"]
    assert (method == "get") <= ("requestBody" not in operation)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_that_is_described_carries_the_version(path, method):
    """API-57."""
    answers = document()["paths"][path][method]["responses"]
    for code, answer in answers.items():
        whole = document()["components"]["responses"]["Probleem"] if "$ref" in answer else answer
        assert "API-Version" in whole["headers"], code


def test_names_are_dutch_and_the_contact_is_there():
    """API-04, API-17, API-51: OpenAPI 3 with a contact, at its set place."""
    assert document()["openapi"].startswith("3.")
    assert {"name", "url", "email"} <= set(document()["info"]["contact"])
    assert "/openapi.json" in document()["paths"]


def test_nothing_in_the_description_is_undescribed():
    """API-16: every parameter, every operation and every tag says what it is."""
    for path, method in OPERATIONS:
        item = document()["paths"][path]
        for parameter in [*item.get("parameters", []), *item[method].get("parameters", [])]:
            assert "$ref" in parameter or parameter["description"]
        assert item[method]["tags"]
    assert all(tag["description"] for tag in document()["tags"])


class TestRunning:
    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/openapi.json", 200),
            ("GET", "/normen", 200),
            ("POST", "/gesprekken", 201),
            ("GET", "/bestaat-niet", 404),
            ("GET", "/gesprekken/", 404),
            ("GET", "/gesprekken/x", 401),
            ("PUT", "/gesprekken", 405),
            ("POST", "/zelfcheck", 400),
        ],
    )
    async def test_every_answer_carries_the_version_and_is_not_kept(self, client, method, path, status):
        """API-57, and a problem is a problem (API-46)."""
        response = await client.request(method, f"{BASE}{path}", data=b"[" if status == 400 else None)
        assert response.headers["API-Version"] == version()
        assert response.headers["Cache-Control"] == "no-store"
        if status >= 400:
            await problem(response, status)
        assert response.status == status

    async def test_the_description_can_be_read_by_every_page(self, client):
        """API-51: a viewer on another website may load it."""
        response = await client.get(f"{BASE}/openapi.json", headers={"Origin": "https://viewer.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert await response.json() == described(DESKS)
