"""The headers of every page that a person reads, of residents and of staff, word for word."""

import itertools

import pytest
from aiohttp import web

from bot.front.settings import DEVELOPMENT, PRODUCTION
from bot.store.settings import StoreSettings
from tests.staff.house import House, running
from tests.staff.sqlite_only import database_url  # noqa: F401

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "zelfcheck",
}
RESIDENTS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "Referrer-Policy": "no-referrer",
}
STAFF = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
PAGES = {
    "/": RESIDENTS,
    "/gesprek": RESIDENTS,
    "/privacy": RESIDENTS,
    "/toegankelijkheid": RESIDENTS,
    "/verder": RESIDENTS,
    "/verder/{token}": RESIDENTS,
    "/medewerker": STAFF,
    "/medewerker/inloggen": STAFF,
    "/medewerker/wachtwoord": STAFF,
    "/medewerker/onbegrepen": STAFF,
    "/medewerker/overdrachten/{kenmerk}": STAFF,
}
NUMBERS = itertools.count()
HSTS = "Strict-Transport-Security"


def addresses(app: web.Application) -> set[str]:
    """Every address without a file behind it that can be asked with GET."""
    routes = [route for route in app.router.routes() if route.method == "GET" and route.resource is not None]
    plain = {route.resource.canonical for route in routes if not isinstance(route.resource, web.StaticResource)}
    return {each for each in plain if not each.startswith("/api/")}


async def asked(house: House, address: str):
    """The page, for somebody who is signed in where that is needed; ``{kenmerk}`` is a case that exists."""
    case = await house.handover()
    signed_in = await house.signed_in(await house.staff(f"Anna{next(NUMBERS)}"))
    browser = house.browser() if address.endswith("/inloggen") else signed_in
    path = address.format(kenmerk=case.kenmerk, token="x")
    if path.startswith("/medewerker"):
        return await browser.get(path.removeprefix("/medewerker"))
    return await house.client.get(path, allow_redirects=False)


@pytest.mark.parametrize("address", PAGES)
async def test_a_page_has_these_headers(house: House, address: str) -> None:
    answer = await asked(house, address)
    assert answer.content_type == "text/html"
    expected = {**EVERYWHERE, **PAGES[address]}
    assert {name: answer.headers.get(name) for name in (*expected, HSTS)} == {**expected, HSTS: None}


async def test_no_page_is_forgotten_here(house: House) -> None:
    found = {address: await asked(house, address) for address in addresses(house.client.server.app) - set(PAGES)}
    assert [address for address, answer in found.items() if answer.content_type == "text/html"] == []


@pytest.mark.parametrize("path", ["/bestaat-niet", "/medewerker/bestaat-niet"])
async def test_nor_is_the_page_that_is_not_there(house: House, path: str) -> None:
    answer = await house.client.get(path, allow_redirects=False)
    assert EVERYWHERE.items() <= dict(answer.headers).items()
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("environment", "told"), [(PRODUCTION, True), (DEVELOPMENT, False)])
async def test_outside_development_browsers_stay_at_https(
    database_url: str,  # noqa: F811
    tmp_path,
    environment: str,
    told: bool,
) -> None:
    store = StoreSettings(database_url, f"sqlite:///{tmp_path / 'rasa.db'}")
    async with running(store, environment=environment) as house:
        for path in ("/", "/medewerker/inloggen"):
            value = (await house.client.get(path)).headers.get(HSTS)
            assert value == ("max-age=31536000; includeSubDomains" if told else None)
