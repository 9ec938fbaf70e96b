"""Anything at all: no request makes the server fail, and every refusal is a problem that a person can read."""

import json
import random
import string

import pytest

ROUNDS = 150
FIELDS = ["tekst", "keuze", "sleutel", "gemeente", "kanaal", "antwoorden", "peildatum", "leeftijd", "x", ""]
ODD = [
    "\x00",
    "\ud800",
    "\u202e",
    "/",
    "[",
    '"',
    "é",
    "🙂",
    "' OR 1=1 --",
    "{{7*7}}",
    "%s",
    "../",
    "\r\n",
    "1e999",
    "NaN",
]
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]


class Maker:
    """Makes odd values from a fixed seed, so that a failure comes back."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def text(self):
        parts = [
            self.random.choice([*ODD, *string.ascii_letters, "leiden", "web", "12"])
            for _ in range(self.random.randint(0, 6))
        ]
        return "".join(parts)

    def value(self, depth=0):
        kinds = [None, True, self.random.randint(-(10**20), 10**20), self.random.random(), self.text(), self.text()]
        if depth < 3:
            kinds += [[self.value(depth + 1) for _ in range(self.random.randint(0, 3))], self.object(depth + 1)]
        return self.random.choice(kinds)

    def object(self, depth=0):
        return {self.random.choice(FIELDS): self.value(depth) for _ in range(self.random.randint(0, 4))}

    def address(self, resident):
        wild = f"/api/v1/gesprekken/{self.random.choice(['', 'x', '%00', '%2e%2e', 'é', 'a' * 300])}"
        known = [resident.path, f"{resident.path}/berichten", "/api/v1/gesprekken", "/api/v1/zelfcheck"]
        asked = [
            f"/api/v1/{name}?{self.random.choice(['zoek', 'gemeente', 'q'])}=%00%ff"
            for name in ("normen", "voorzieningen")
        ]
        return self.random.choice([*known, *asked, wild, f"{wild}/berichten"])


async def checked(response, method):
    """An answer that is no failure; a refusal has its form and says nothing of the inside."""
    text = await response.text()
    assert response.status < 500, (response.url, text)
    assert "Traceback" not in text
    if response.status >= 400 and method != "HEAD":
        assert response.content_type == "application/problem+json"
        assert {"type", "title", "status", "detail"} <= set(json.loads(text))


@pytest.mark.parametrize("seed", [1, 2])
async def test_odd_bodies(resident, seed):
    make = Maker(seed)
    for _ in range(ROUNDS):
        path = make.random.choice([f"{resident.path}/berichten", "/api/v1/gesprekken", "/api/v1/zelfcheck"])
        body = make.random.choice([make.object(), make.value()])
        await checked(await resident.client.post(path, json=body, headers=resident.headers), "POST")


async def test_odd_bytes(resident):
    make = Maker(3)
    for _ in range(ROUNDS):
        raw = bytes(make.random.randrange(256) for _ in range(make.random.randint(0, 40)))
        headers = {**resident.headers, "Content-Type": make.random.choice(["application/json", "text/plain", "x/y"])}
        await checked(await resident.client.post(f"{resident.path}/berichten", data=raw, headers=headers), "POST")


async def test_odd_addresses_and_methods(begin):
    make = Maker(4)
    resident = await begin()
    for _ in range(ROUNDS):
        method = make.random.choice(METHODS)
        response = await resident.client.request(method, make.address(resident), headers=resident.headers)
        await checked(response, method)
        if method == "DELETE" and response.status == 204:
            resident = await begin()


async def test_odd_headers(resident):
    for value in ("Bearer \u00e9", "Bearer " + "a" * 4000, "Bearer ' OR 1=1", "Bearer a b", "Bearer\ta"):
        await checked(await resident.client.get(resident.path, headers={"Authorization": value}), "GET")
