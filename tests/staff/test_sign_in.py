"""Signing in and out, lockout, the life of a session, and one's own password."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientResponse
from sqlalchemy import select

from bot.privacy.retention import SESSION_HOURS
from bot.staff import sign_in
from bot.staff.sign_in import NewPassword, password_problem
from bot.staff.visits import LONGEST
from bot.store.passwords import password_fits
from bot.store.settings import StoreSettings
from bot.store.tables import login_attempt, staff_session
from tests.staff.house import PASSWORD, Browser, House, running

ANNA = "anna@voorbeeld.nl"
OWN = "mijn-eigen-lange-wachtwoord"


async def try_to_sign_in(browser: Browser, email: str, password: str) -> ClientResponse:
    """As a person does: opens the page, types, sends."""
    page = await (await browser.get("/inloggen")).text()
    browser.csrf = token_in(page)
    return await browser.post("/inloggen", {"email": email, "wachtwoord": password})


def token_in(page: str) -> str:
    """The secret that stands in the page's form."""
    return re.search(r'name="csrf" value="([^"]+)"', page)[1]


async def message(answer: ClientResponse) -> str:
    """What the error summary says."""
    found = re.search(r'<div class="fouten".*?</div>', await answer.text(), re.DOTALL)
    return re.sub(r"<[^>]+>|\s+", " ", found[0]).strip()


async def rows(house: House, table):
    async with house.database.read() as connection:
        return list(await connection.execute(select(table)))


async def test_the_right_password_opens_the_list(house: House) -> None:
    await house.staff()
    browser = house.browser()
    answer = await try_to_sign_in(browser, ANNA, PASSWORD)
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker")
    assert "Ingelogd als Anna, Leiden." in await browser.text()


@pytest.mark.parametrize("email", ["ANNA@voorbeeld.nl", "  anna@voorbeeld.nl ", "anna@voorbeeld.nl\x00"])
async def test_the_address_may_be_typed_in_another_way(house: House, email: str) -> None:
    await house.staff()
    assert (await try_to_sign_in(house.browser(), email, PASSWORD)).status == 303


async def test_the_cookie_is_out_of_reach(house: House) -> None:
    await house.staff()
    cookie = (await try_to_sign_in(house.browser(), ANNA, PASSWORD)).cookies["zelfcheck-medewerker"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/")
    assert not cookie["max-age"]
    assert not cookie["expires"]


@pytest.mark.parametrize(
    ("environment", "public_url", "name"),
    [
        ("productie", "https://zelfcheck.example", "__Host-zelfcheck-medewerker"),
        ("productie", "http://127.0.0.1:8080", "__Host-zelfcheck-medewerker"),
        ("ontwikkeling", "https://zelfcheck.example", "__Host-zelfcheck-medewerker"),
        ("ontwikkeling", "http://127.0.0.1:8080", "zelfcheck-medewerker"),
    ],
)
async def test_only_development_over_http_goes_without_secure(
    environment: str, public_url: str, name: str, tmp_path: Path, sqlite_template: Path
) -> None:
    (tmp_path / "z.db").write_bytes(sqlite_template.read_bytes())
    store = StoreSettings(f"sqlite:///{tmp_path / 'z.db'}", f"sqlite:///{tmp_path / 'rasa.db'}")
    async with running(store, environment=environment, public_url=public_url) as house:
        await house.staff()
        answer = await try_to_sign_in(house.browser(), ANNA, PASSWORD)
        assert bool(answer.cookies[name]["secure"]) == name.startswith("__Host-")
        assert not answer.cookies[name]["domain"]


async def test_only_the_hash_of_the_token_is_stored(house: House) -> None:
    await house.staff()
    browser = house.browser()
    await try_to_sign_in(browser, ANNA, PASSWORD)
    token = browser.cookies["zelfcheck-medewerker"]
    assert len(token) >= 43
    assert all(token not in str(row) for row in await rows(house, staff_session))


@pytest.mark.parametrize(
    ("email", "password", "parts"),
    [
        (ANNA, "niet-dit-wachtwoord", {}),
        ("niemand@voorbeeld.nl", PASSWORD, {}),
        ("geen adres", PASSWORD, {}),
        ("x" * 5000, PASSWORD, {}),
        ("' OR 1=1 --", "' OR 1=1 --", {}),
        (ANNA, PASSWORD + " ", {}),
        (ANNA, PASSWORD.upper(), {}),
        (ANNA, PASSWORD, {"active": False}),
        (ANNA, PASSWORD, {"password_hash": "beschadigd"}),
    ],
)
async def test_who_may_not_in_reads_the_same(house: House, email: str, password: str, parts: dict) -> None:
    await house.staff(**parts)
    browser = house.browser()
    answer = await try_to_sign_in(browser, email, password)
    assert answer.status == 422
    assert "klopt niet, of u heeft het te vaak geprobeerd" in await message(answer)
    assert "zelfcheck-medewerker" not in browser.cookies
    assert (await browser.get()).status == 303


async def test_an_unknown_address_takes_as_long(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = []
    monkeypatch.setattr(sign_in, "password_fits", lambda *pair: checked.append(pair) or password_fits(*pair))
    await house.staff(locked_until=house.clock().replace(year=2030))
    for email in (ANNA, "niemand@voorbeeld.nl"):
        await try_to_sign_in(house.browser(), email, PASSWORD)
    assert [stored[:10] for _, stored in checked] == ["$argon2id$", "$argon2id$"]


@pytest.mark.parametrize(
    ("email", "password", "told"),
    [
        ("", "iets", ["Vul uw e-mailadres in."]),
        (ANNA, "", ["Vul uw wachtwoord in."]),
        (" ", "", ["Vul uw e-mailadres in.", "Vul uw wachtwoord in."]),
    ],
)
async def test_empty_fields_are_named(house: House, email: str, password: str, told: list[str]) -> None:
    answer = await try_to_sign_in(house.browser(), email, password)
    assert answer.status == 422
    summary = await message(answer)
    assert all(each in summary for each in told)
    assert (await answer.text()).count('aria-invalid="true"') == len(told)


async def test_what_was_typed_comes_back_but_never_the_password(house: House) -> None:
    text = await (await try_to_sign_in(house.browser(), '"><script>', "geheim-wachtwoord")).text()
    assert 'value="&#34;&gt;&lt;script&gt;"' in text
    assert "<script" not in text
    assert "geheim-wachtwoord" not in text


async def test_five_wrong_passwords_close_the_account_for_thirty_minutes(house: House) -> None:
    anna, browser = await house.staff(), house.browser()
    for _ in range(5):
        assert (await try_to_sign_in(browser, ANNA, "fout-fout-fout")).status == 422
    assert (await try_to_sign_in(browser, ANNA, PASSWORD)).status == 422
    house.clock.move(minutes=29, seconds=59)
    assert (await try_to_sign_in(browser, ANNA, PASSWORD)).status == 422
    assert (await house.account(anna)).failed_attempts == 5
    house.clock.move(seconds=1)
    assert (await try_to_sign_in(browser, ANNA, PASSWORD)).status == 303
    assert (await house.account(anna)).locked_until is None


async def test_after_a_lock_one_wrong_password_is_one_again(house: House) -> None:
    anna, browser = await house.staff(), house.browser()
    for _ in range(5):
        await try_to_sign_in(browser, ANNA, "fout-fout-fout")
    house.clock.move(minutes=30)
    await try_to_sign_in(browser, ANNA, "fout-fout-fout")
    account = await house.account(anna)
    assert (account.failed_attempts, account.locked_until) == (1, None)
    assert (await try_to_sign_in(browser, ANNA, PASSWORD)).status == 303


async def test_four_wrong_and_one_right_do_not_add_up(house: House) -> None:
    anna, browser = await house.staff(), house.browser()
    for password in ["fout"] * 4 + [PASSWORD] + ["fout"] * 4:
        await try_to_sign_in(Browser(house.client), ANNA, password)
    assert (await house.account(anna)).locked_until is None
    assert (await try_to_sign_in(browser, ANNA, PASSWORD)).status == 303


async def test_a_lock_of_one_leaves_the_others(house: House) -> None:
    await house.staff(locked_until=house.clock().replace(year=2030))
    await house.staff("Bram")
    assert (await try_to_sign_in(house.browser(), "bram@voorbeeld.nl", PASSWORD)).status == 303


async def test_tries_are_kept_without_address_and_audited(house: House) -> None:
    anna = await house.staff()
    await try_to_sign_in(house.browser(), "niemand@voorbeeld.nl", "fout")
    await try_to_sign_in(house.browser(), ANNA, "fout")
    await try_to_sign_in(house.browser(), ANNA, PASSWORD)
    tries = await rows(house, login_attempt)
    assert sorted(each.succeeded for each in tries) == [False, False, True]
    assert all("voorbeeld" not in str(each) and "127.0.0.1" not in str(each) for each in tries)
    assert sorted(await house.audit(anna.id)) == [
        (anna.id, "inloggen", "gelukt"),
        (anna.id, "inloggen", "geweigerd"),
    ]
    assert await house.audit("onbekend") == [("onbekend", "inloggen", "geweigerd")]


async def test_signing_in_gives_a_new_token_and_ends_the_old_session(house: House) -> None:
    """Two tabs: the sign-in page was open in one while the other signed in."""
    anna, browser = await house.staff(), house.browser()
    page = await browser.text("/inloggen")
    old = (await house.signed_in(anna)).cookies
    browser.csrf, browser.cookies = token_in(page), {**browser.cookies, **old}
    answer = await browser.post("/inloggen", {"email": ANNA, "wachtwoord": PASSWORD})
    assert answer.status == 303
    assert browser.cookies["zelfcheck-medewerker"] != old["zelfcheck-medewerker"]
    assert (await Browser(house.client, cookies=old).get()).status == 303
    assert len(await rows(house, staff_session)) == 1


async def test_the_sign_in_page_sends_who_is_signed_in_to_the_list(house: House) -> None:
    answer = await (await house.signed_in()).get("/inloggen")
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker")


@pytest.mark.parametrize(
    ("minutes_between", "times", "is_in"),
    [(29, 1, True), (30, 1, False), (29, 20, True), (29, 21, False), (24 * 60, 1, False)],
)
async def test_how_long_a_session_lives(house: House, minutes_between: int, times: int, is_in: bool) -> None:
    """30 minutes without a request, 10 hours in all."""
    browser = await house.signed_in()
    for _ in range(times):
        house.clock.move(minutes=minutes_between)
        answer = await browser.get()
    assert answer.status == (200 if is_in else 303)
    assert len(await rows(house, staff_session)) == int(is_in)


def test_no_session_is_removed_that_still_opens_something() -> None:
    assert timedelta(hours=SESSION_HOURS) > LONGEST


async def test_who_comes_too_late_reads_why(house: House) -> None:
    browser = await house.signed_in()
    house.clock.move(minutes=31)
    answer = await browser.get()
    assert answer.headers["Location"] == "/medewerker/inloggen?klaar=verlopen"
    assert "omdat u een tijd niets deed" in await browser.text("/inloggen?klaar=verlopen")


async def test_signing_out_removes_the_session(house: House) -> None:
    browser = await house.signed_in()
    cookies = dict(browser.cookies)
    answer = await browser.post("/uitloggen")
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker/inloggen?klaar=uitgelogd")
    assert not browser.cookies
    assert not await rows(house, staff_session)
    assert (await Browser(house.client, cookies=cookies).get()).status == 303


async def test_a_closed_account_is_out_at_once(house: House) -> None:
    anna = await house.staff()
    browser = await house.signed_in(anna)
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE staff SET active = false")
    assert (await browser.get()).status == 303
    assert not await rows(house, staff_session)


async def test_a_given_password_must_be_changed_first(house: House) -> None:
    browser = await house.signed_in(await house.staff(must_change_password=True))
    for path in ("", "?toon=mijn", "/overdrachten/ZC-2222-2222", "/bestaat-niet"):
        answer = await browser.get(path)
        assert (answer.status, answer.headers["Location"]) == (303, "/medewerker/wachtwoord")
    assert "Kies eerst een eigen wachtwoord" in await browser.text("/wachtwoord")


async def test_the_first_sign_in_from_begin_to_end(house: House) -> None:
    anna, browser = await house.staff(must_change_password=True), house.browser()
    await try_to_sign_in(browser, ANNA, PASSWORD)
    assert (await browser.get()).headers["Location"] == "/medewerker/wachtwoord"
    page = await browser.text("/wachtwoord")
    browser.csrf = token_in(page)
    answer = await browser.post("/wachtwoord", {"huidig": PASSWORD, "nieuw": OWN, "herhaal": OWN})
    assert (answer.status, answer.headers["Location"]) == (303, "/medewerker?klaar=wachtwoord")
    assert "Uw wachtwoord is gewijzigd." in await browser.text("?klaar=wachtwoord")
    account = await house.account(anna)
    assert not account.must_change_password
    assert password_fits(OWN, account.password_hash)


async def test_signing_out_works_before_the_password_is_changed(house: House) -> None:
    browser = await house.signed_in(await house.staff(must_change_password=True))
    assert (await browser.post("/uitloggen")).headers["Location"].startswith("/medewerker/inloggen")


async def test_another_password_ends_every_other_session(house: House) -> None:
    anna = await house.staff()
    here, elsewhere = await house.signed_in(anna), await house.signed_in(anna)
    before = dict(here.cookies)
    assert (await here.post("/wachtwoord", {"huidig": PASSWORD, "nieuw": OWN, "herhaal": OWN})).status == 303
    assert (await here.get()).status == 200
    assert (await elsewhere.get()).status == 303
    assert here.cookies != before
    assert (anna.id, "wachtwoord wijzigen", "gelukt") in await house.audit(anna.id)


async def test_a_wrong_current_password_changes_nothing_and_counts(house: House) -> None:
    anna = await house.staff()
    browser = await house.signed_in(anna)
    for count in range(1, 6):
        answer = await browser.post("/wachtwoord", {"huidig": "fout", "nieuw": OWN, "herhaal": OWN})
        assert answer.status == 422
        assert "Het wachtwoord van nu klopt niet" in await message(answer)
        assert (await house.account(anna)).failed_attempts == count
    answer = await browser.post("/wachtwoord", {"huidig": PASSWORD, "nieuw": OWN, "herhaal": OWN})
    assert answer.status == 422
    assert (await house.account(anna)).password_hash == anna.password_hash


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (NewPassword(PASSWORD, OWN, OWN), None),
        (NewPassword(PASSWORD, "twaalftekens", "twaalftekens"), None),
        (NewPassword(PASSWORD, "elftekensxx", "elftekensxx"), "kort"),
        (NewPassword(PASSWORD, "", ""), "kort"),
        (NewPassword(PASSWORD, "x" * 200, "x" * 200), None),
        (NewPassword(PASSWORD, "x" * 201, "x" * 201), "lang"),
        (NewPassword(PASSWORD, PASSWORD, PASSWORD), "zelfde"),
        (NewPassword(PASSWORD, "dit-is-Anna-haar-woord", "dit-is-Anna-haar-woord"), "email"),
        (NewPassword(PASSWORD, OWN, OWN + "x"), "anders"),
        (NewPassword(PASSWORD, "wachtwoord 😀 met emoji", "wachtwoord 😀 met emoji"), None),
    ],
)
def test_which_passwords_will_do(typed: NewPassword, problem: str | None) -> None:
    assert password_problem(typed, ANNA) == problem


@pytest.mark.parametrize("field", ["huidig", "nieuw", "herhaal"])
async def test_a_missing_field_is_told_and_changes_nothing(house: House, field: str) -> None:
    anna = await house.staff()
    browser = await house.signed_in(anna)
    form = {"huidig": PASSWORD, "nieuw": OWN, "herhaal": OWN}
    form.pop(field)
    assert (await browser.post("/wachtwoord", form)).status == 422
    assert replace(await house.account(anna), failed_attempts=0) == anna
