"""The conversation as plain forms, in a browser that runs no script."""

from collections.abc import Callable

import pytest
import widget
from playwright.sync_api import Page, expect

COOKIE = "zelfcheck_gesprek"


@pytest.fixture
def plain(new_page: Callable[..., Page]) -> Page:
    return new_page(320, 640, java_script_enabled=False)


def begin(page: Page, url: str) -> None:
    page.goto(f"{url}/gesprek?gemeente=leiden")
    page.get_by_role("button", name="Begin de zelfcheck").click()
    expect(page.get_by_role("heading", name="Uw gesprek")).to_be_visible()


def send(page: Page, text: str) -> None:
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Verstuur").click()


def test_begin_choose_type_and_erase(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    choice = plain.get_by_role("group").get_by_role("button").first
    title = choice.inner_text()
    choice.click()
    own = plain.locator(".bericht.inwoner")
    expect(own).to_contain_text(title)
    expect(plain.locator("#nieuw")).to_contain_text(widget.ASSISTANT)
    send(plain, "dat weet ik niet")
    expect(own).to_have_count(2)
    expect(own.last).to_contain_text("dat weet ik niet")
    plain.reload()
    expect(own).to_have_count(2)
    plain.get_by_role("button", name="Wis mijn gesprek").click()
    expect(plain.get_by_text("Uw gesprek is gewist.")).to_be_visible()
    assert plain.context.cookies() == []


def test_the_token_is_out_of_reach_for_scripts_and_other_sites(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    (cookie,) = plain.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
        COOKIE,
        True,
        "Strict",
        "/gesprek",
    )


@pytest.mark.parametrize(("text", "told"), [("", "Er staat nog niets"), ("x" * 2_001, "hooguit 2.000 tekens")])
def test_what_cannot_be_sent_is_explained_and_kept(text: str, told: str, plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    send(plain, text)
    expect(plain.get_by_text(told)).to_be_visible()
    expect(plain.get_by_role("textbox")).to_have_value(text)
    expect(plain.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")
    expect(plain.locator(".bericht.inwoner")).to_have_count(0)


def test_a_text_too_big_for_the_server_is_explained(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    send(plain, "x" * 20_000)
    expect(plain.get_by_text("hooguit 2.000 tekens")).to_be_visible()


def test_of_a_text_of_books_the_beginning_is_given_back_and_can_be_sent(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    send(plain, "ik vertel dit " * 20_000)
    expect(plain.get_by_text("Uw tekst is veel te lang.")).to_be_visible()
    expect(plain.get_by_text("Praat u liever met een mens?")).to_be_visible()
    expect(plain.locator(".bericht.assistent").first).to_be_visible()
    assert plain.get_by_role("textbox").input_value().startswith("ik vertel dit ik vertel dit")
    plain.get_by_role("button", name="Verstuur").click()
    expect(plain.locator(".bericht.inwoner")).to_have_count(1)


FORM_ELSEWHERE = (
    """<form method="post" action="{url}/gesprek"><input name="tekst" value="ik huur"><button>Stuur</button>"""
)


def test_a_form_that_another_site_sends_leaves_the_way_to_the_conversation(
    new_page: Callable[..., Page], zelfcheck_url: str
) -> None:
    plain = new_page(320, 640, hosts=2, java_script_enabled=False)
    begin(plain, zelfcheck_url)
    form = FORM_ELSEWHERE.format(url=zelfcheck_url)
    plain.route("https://elders.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    plain.goto("https://elders.example/")
    plain.get_by_role("button", name="Stuur").click()
    expect(plain.get_by_text("Uw gesprek is niet gewist.")).to_be_visible()
    plain.get_by_role("link", name="Open mijn gesprek").click()
    expect(plain.get_by_role("heading", name="Uw gesprek")).to_be_visible()
    expect(plain.locator(".bericht.inwoner")).to_have_count(0)


def test_the_same_form_twice_is_one_message(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    form = {"sleutel": "a" * 32, "tekst": "ik woon alleen"}
    for _ in range(2):
        plain.request.post(f"{zelfcheck_url}/gesprek", form=form)
    plain.reload()
    expect(plain.locator(".bericht.inwoner")).to_have_count(1)


def test_a_form_on_another_site_does_nothing(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = plain.request.post(f"{zelfcheck_url}/gesprek", form={"actie": "wis"}, headers=headers)
    assert answer.status == 403
    plain.reload()
    expect(plain.locator(".bericht").first).to_be_visible()


def test_a_conversation_that_is_gone_says_so(plain: Page, zelfcheck_url: str) -> None:
    plain.context.add_cookies(
        [{"name": COOKIE, "value": "weg:weg", "url": f"{zelfcheck_url}/gesprek", "sameSite": "Strict"}]
    )
    plain.goto(f"{zelfcheck_url}/gesprek")
    expect(plain.get_by_text("Dit gesprek bestaat niet")).to_be_visible()
    expect(plain.get_by_role("button", name="Begin de zelfcheck")).to_be_visible()


def test_danger_outcomes_and_strange_text(plain: Page, scripted_url: str) -> None:
    begin(plain, scripted_url)
    send(plain, "hij slaat mij <script>alert(1)</script> **x**")
    expect(plain.locator(".bericht.inwoner")).to_contain_text("<script>alert(1)</script> **x**")
    expect(plain.locator(".gevaar")).to_contain_text("Belangrijk: hulp bij gevaar")
    expect(plain.get_by_role("link", name="0800-2000")).to_have_attribute("href", "tel:08002000")
    send(plain, "geef een link")
    expect(plain.get_by_role("link", name="de website")).to_have_attribute("href", "https://example.org/hulp")
    expect(plain.locator(".bericht").last).to_contain_text("[klik](javascript:alert(1)) <b>x</b>")
    send(plain, "uitkomst graag")
    expect(plain.get_by_role("article").first).to_contain_text("Boodschappendienst")
    assert plain.get_by_role("article").count() == 3


def test_nothing_scrolls_sideways(plain: Page, scripted_url: str) -> None:
    begin(plain, scripted_url)
    send(plain, "uitkomst graag")
    # Without scripts in the page the tests' own measuring still works: it runs outside the page's world.
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_bsn_is_asked_about_before_it_is_sent(plain: Page, zelfcheck_url: str) -> None:
    begin(plain, zelfcheck_url)
    send(plain, "mijn bsn is 123-45-6782 en ik huur")
    own = plain.locator(".bericht.inwoner")
    expect(plain.get_by_text("burgerservicenummer")).to_be_visible()
    expect(own).to_have_count(0)
    plain.get_by_role("button", name="Haal het nummer weg").click()
    expect(plain.get_by_role("textbox")).to_have_value("mijn bsn is en ik huur")
    send(plain, "123456782")
    plain.get_by_role("button", name="Verstuur toch").click()
    expect(own).to_have_count(1)
    expect(own).not_to_contain_text("123456782")


def test_the_municipality_and_every_next_choice_are_buttons(plain: Page, scripted_url: str) -> None:
    plain.goto(f"{scripted_url}/gesprek")
    plain.get_by_role("button", name="Begin de zelfcheck").click()
    expect(plain.get_by_text("In welke gemeente woont u?")).to_be_visible()
    for number, choice in enumerate(("Leiden", "Met moeite", "Weet ik niet"), 1):
        plain.get_by_role("group").get_by_role("button", name=choice, exact=True).click()
        expect(plain.locator(".bericht.inwoner")).to_have_count(number)
        expect(plain.locator(".bericht.inwoner").last).to_contain_text(choice)
    expect(plain.get_by_role("group")).to_have_count(1)
