"""Who gets where, and which changes are refused: every route, for everybody."""

from collections.abc import Iterator

import pytest

from bot.staff.app import PAGES
from bot.staff.guard import OPEN
from tests.staff.house import Browser, House
from tests.staff.sqlite_only import database_url  # noqa: F401

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def routes() -> Iterator[tuple[str, str, str]]:
    """Method, address under /medewerker, and name."""
    for path, name, handlers in PAGES:
        yield from ((method, path, name) for method in handlers)


CLOSED = [(method, path) for method, path, name in routes() if name not in OPEN]
OF_A_CASE = [(method, path) for method, path, _ in routes() if "{kenmerk}" in path]
CHANGES = [path for method, path, name in routes() if method == "POST" and name not in OPEN]
FORM = {"versie": "1", "notitie": "tekst", "poging": "bereikt", "uitkomst": "doorverwezen"}
FORM |= {"bericht": "Hoe gaat het?", "sleutel": "k1"}


async def ask(browser: Browser, method: str, path: str, kenmerk: str = "ZC-2222-2222"):
    """The request with a form that would be right for every button."""
    address = path.format(kenmerk=kenmerk)
    return await (browser.post(address, FORM) if method == "POST" else browser.get(address))


def test_only_signing_in_and_files_are_open() -> None:
    assert {"inloggen", "bestanden"} == OPEN
    assert len(CLOSED) == len(list(routes())) - 2


@pytest.mark.parametrize(("method", "path"), CLOSED)
async def test_without_session_every_page_leads_to_signing_in(house: House, method: str, path: str) -> None:
    case = await house.handover('{"telefoon": "+31612345678", "email": null}')
    answer = await ask(house.browser(), method, path, case.kenmerk)
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker/inloggen")
    assert await house.again(case) == case
    assert not await house.audit(case.kenmerk)


@pytest.mark.parametrize("path", ["/", "/bestaat-niet", "/overdrachten", "/overdrachten/x/y/z", "/../api"])
async def test_addresses_that_do_not_exist_tell_a_stranger_nothing(house: House, path: str) -> None:
    assert (await house.browser().get(path)).status in (303, 404)


@pytest.mark.parametrize(("method", "path"), OF_A_CASE)
@pytest.mark.parametrize(
    "parts",
    [
        {"gemeente": "elburg"},
        {"gemeente": "elburg", "role": "beheerder"},
        {"gemeente": ""},
        {"gemeente": "Leiden"},
    ],
    ids=["other municipality", "administrator of another", "no municipality", "almost the municipality"],
)
async def test_the_case_of_another_municipality_is_not_there(
    house: House, method: str, path: str, parts: dict[str, str]
) -> None:
    stranger = await house.staff("Eva", **parts)
    case = await house.handover('{"telefoon": "+31612345678", "email": null}')
    answer = await ask(await house.signed_in(stranger), method, path, case.kenmerk)
    text = await answer.text()
    assert answer.status == 404
    assert "Niet gevonden" in text
    assert "schoonmaken" not in text
    assert "612345678" not in text
    assert await house.again(case) == case
    assert not await house.notes(case)
    assert [(who, result) for who, _, result in await house.audit(case.kenmerk)] == [(stranger.id, "geweigerd")]


@pytest.mark.parametrize(("method", "path"), OF_A_CASE)
@pytest.mark.parametrize("kenmerk", ["ZC-2222-2222", "x", "ZC-0000-0000", "'--", "%00", "x" * 500])
async def test_an_unknown_reference_is_not_there(house: House, method: str, path: str, kenmerk: str) -> None:
    assert (await ask(await house.signed_in(), method, path, kenmerk)).status == 404


@pytest.mark.parametrize(("method", "path"), OF_A_CASE)
@pytest.mark.parametrize("parts", [{}, {"gemeente": "", "role": "beheerder"}], ids=["own", "administrator of all"])
async def test_who_may_gets_an_answer(house: House, method: str, path: str, parts: dict[str, str]) -> None:
    case = await house.handover()
    browser = await house.signed_in(await house.staff(**parts))
    assert (await ask(browser, method, path, case.kenmerk)).status in (200, 204, 303, 409)


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("csrf", ["", "x", "é", "0" * 43])
async def test_a_change_without_the_secret_is_refused(house: House, path: str, csrf: str) -> None:
    anna, case = await house.staff(), await house.handover()
    browser = await house.signed_in(anna)
    browser.csrf = csrf
    answer = await ask(browser, "POST", path, case.kenmerk)
    assert answer.status == 403
    assert "Dit mag niet" in await answer.text()
    assert await house.again(case) == case
    assert await house.account(anna) == anna
    assert not await house.audit(case.kenmerk)


async def test_the_secret_of_a_colleague_does_not_count(house: House) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    browser.csrf = (await house.signed_in(await house.staff("Bram"))).csrf
    assert (await ask(browser, "POST", "/overdrachten/{kenmerk}/pak", case.kenmerk)).status == 403


@pytest.mark.parametrize("path", [*CHANGES, "/inloggen"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://kwaad.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:8080.kwaad.example"},
    ],
    ids=lambda headers: headers.get("Origin", "none"),
)
async def test_a_change_from_elsewhere_is_refused(house: House, path: str, headers: dict[str, str]) -> None:
    case = await house.handover()
    browser = await house.signed_in()
    answer = await browser.post(path.format(kenmerk=case.kenmerk), FORM, headers=headers)
    assert answer.status == 403
    assert await house.again(case) == case


async def test_the_published_address_counts_as_our_own(house: House) -> None:
    """Behind a proxy the browser knows another address than we do."""
    case = await house.handover()
    browser = await house.signed_in()
    published = {"Origin": "http://127.0.0.1:8080"}
    answer = await browser.post(f"/overdrachten/{case.kenmerk}/pak", FORM, headers=published)
    assert answer.status == 303


@pytest.mark.parametrize("csrf", ["", "x", "é"])
@pytest.mark.parametrize("with_cookie", [True, False])
async def test_signing_in_wants_the_secret_of_its_page(house: House, csrf: str, with_cookie: bool) -> None:
    await house.staff()
    browser = house.browser()
    if with_cookie:
        await browser.get("/inloggen")
    browser.csrf = csrf
    answer = await browser.post("/inloggen", {"email": "anna@voorbeeld.nl", "wachtwoord": "x"})
    assert answer.status == 403
    assert "Dit formulier was verlopen" in await answer.text()


async def test_a_sign_in_secret_belongs_to_one_browser(house: House) -> None:
    one, other = house.browser(), house.browser()
    pages = [await each.text("/inloggen") for each in (one, other)]
    secrets = [page.partition('name="csrf" value="')[2].partition('"')[0] for page in pages]
    one.csrf = secrets[1]
    assert secrets[0] != secrets[1]
    assert (await one.post("/inloggen", {"email": "a", "wachtwoord": "b"})).status == 403


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"{}", "application/json"),
        (b"csrf=x", "text/plain"),
        (b"x", "multipart/form-data"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"csrf=%ff", "application/x-www-form-urlencoded"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"csrf=x", "application/x-www-form-urlencoded; charset=bestaat-niet"),
        (b"", ""),
    ],
)
@pytest.mark.parametrize("path", ["/inloggen", "/uitloggen"])
async def test_what_is_no_form_is_refused(house: House, path: str, body: bytes, content_type: str) -> None:
    browser = await house.signed_in()
    headers = {"Origin": browser.origin, **({"Content-Type": content_type} if content_type else {})}
    answer = await house.client.request(
        "POST",
        f"/medewerker{path}",
        data=body,
        headers=headers,
        cookies=browser.cookies,
        allow_redirects=False,
    )
    assert answer.status in (400, 403)
    assert answer.content_type == "text/html"


async def test_a_body_that_is_too_big_is_refused(house: House) -> None:
    case = await house.handover()
    answer = await (await house.signed_in()).post(f"/overdrachten/{case.kenmerk}/notitie", {"notitie": "x" * 20_000})
    assert answer.status == 413
    assert "Uw tekst is te lang" in await answer.text()
    assert not await house.notes(case)


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/bestaat-niet", 404, "Niet gevonden"),
        ("/static/../app.py", 404, "Niet gevonden"),
        ("/uitloggen", 405, "Dit kan hier niet"),
        ("/overdrachten/ZC-2222-2222/sluit", 405, "Dit kan hier niet"),
    ],
)
async def test_faults_have_a_page_of_their_own(house: House, path: str, status: int, title: str) -> None:
    answer = await (await house.signed_in()).get(path)
    assert answer.status == status
    assert answer.content_type == "text/html"
    assert f"<h1>{title}</h1>" in await answer.text()


async def test_a_file_that_is_not_there_is_not_found(house: House) -> None:
    assert (await house.browser().get("/static/bestaat-niet.css")).status == 404


async def test_what_breaks_shows_no_stack_trace(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("geheim 123456782")

    monkeypatch.setattr("bot.staff.case_pages.rows", broken)
    answer = await (await house.signed_in()).get()
    text = await answer.text()
    assert answer.status == 500
    assert "Er ging iets mis" in text
    assert "geheim" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("path", ["", "/inloggen", "/bestaat-niet", "/wachtwoord", "/static/medewerker.css"])
async def test_every_answer_carries_the_policy(house: House, path: str) -> None:
    for browser in (house.browser(), await house.signed_in(await house.staff(f"P{len(path)}"))):
        answer = await browser.get(path)
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


async def test_the_rest_of_the_site_keeps_its_own_headers(house: House) -> None:
    answer = await house.client.get("/api/v1/bestaat-niet")
    assert answer.content_type == "application/problem+json"
    assert "style-src" not in answer.headers["Content-Security-Policy"]


async def test_a_made_up_token_opens_nothing(house: House) -> None:
    for token in ("x", "'--", "0" * 4000):
        browser = Browser(house.client, cookies={"zelfcheck-medewerker": token})
        assert (await browser.get()).status == 303
