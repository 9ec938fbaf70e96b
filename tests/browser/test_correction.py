"""Looking back: every answer as a sentence, and a button that asks its question again in the conversation."""

import json
from collections.abc import Callable

import pytest
import widget
from playwright.sync_api import Locator, Page, expect

QUESTION = "Goed, wij stellen de vraag opnieuw. Hoe oud bent u?"
OWN = "Ik wil mijn antwoord wijzigen op de vraag: Hoe oud bent u?"
SENTENCES = [
    "U bent 45 jaar.",
    "Het huishouden lukt u met moeite.",
    "Inkomen per maand: €\u00a01.450,50.",
    "U krijgt geen uitkering.",
]


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Wat heb ik ingevuld?")


def look_back(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()


def change_age(page: Page) -> Locator:
    return dialog(page).get_by_role("listitem").filter(has_text="U bent 45 jaar.").get_by_role("button")


def test_what_was_filled_in_reads_as_sentences(page: Page, scripted_url: str) -> None:
    look_back(page, scripted_url)
    expect(dialog(page)).to_contain_text("U woont in de gemeente Leiden.")
    assert sorted(dialog(page).get_by_role("listitem").locator("span").all_inner_texts()) == sorted(SENTENCES)
    dialog(page).get_by_role("button", name="Terug naar het gesprek").click()
    expect(page.get_by_role("button", name="Wat heb ik ingevuld?")).to_be_focused()


def test_a_button_asks_that_question_again_as_a_real_turn(page: Page, scripted_url: str) -> None:
    look_back(page, scripted_url)
    expect(change_age(page)).to_have_accessible_name("Wijzig")
    expect(change_age(page)).to_have_accessible_description("U bent 45 jaar.")
    with page.expect_request("**/wijzigingen") as sent:
        change_age(page).click()
    body = json.loads(sent.value.post_data or "")
    assert (body["veld"], set(body)) == ("leeftijd", {"veld", "sleutel"})
    expect(dialog(page)).to_have_count(0)
    expect(widget.messages(page).last).to_contain_text(QUESTION)
    expect(widget.messages(page).nth(2)).to_contain_text(OWN)
    expect(widget.field(page)).to_be_focused()
    widget.say(page, "46")
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()
    expect(dialog(page)).to_contain_text("U bent 46 jaar.")


def test_with_the_keyboard_alone(page: Page, scripted_url: str) -> None:
    look_back(page, scripted_url)
    widget.tab_to(page, change_age(page))
    page.keyboard.press("Enter")
    expect(widget.messages(page).last).to_contain_text(QUESTION)
    expect(widget.field(page)).to_be_focused()


def test_without_a_network_it_can_be_tried_again(page: Page, scripted_url: str) -> None:
    look_back(page, scripted_url)
    page.route("**/wijzigingen", lambda route: route.abort())
    change_age(page).click()
    expect(page.get_by_role("alert")).to_contain_text("bewaard")
    page.unroute("**/wijzigingen")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(widget.messages(page).last).to_contain_text(QUESTION)
    expect(widget.messages(page)).to_have_count(4)


@pytest.fixture
def plain(new_page: Callable[..., Page]) -> Page:
    return new_page(320, 640, java_script_enabled=False)


def plain_overview(page: Page, url: str) -> None:
    page.goto(f"{url}/gesprek?gemeente=leiden")
    page.get_by_role("button", name="Begin de zelfcheck").click()
    page.get_by_role("link", name="Bekijk, wijzig of druk af wat u heeft ingevuld").click()


def test_without_javascript(plain: Page, scripted_url: str) -> None:
    plain_overview(plain, scripted_url)
    answers = plain.locator(".ingevuld li span")
    assert sorted(answers.all_inner_texts()) == sorted(SENTENCES)
    plain.get_by_role("listitem").filter(has_text="U bent 45 jaar.").get_by_role("button", name="Wijzig").click()
    expect(plain.locator(".bericht.inwoner")).to_contain_text(OWN)
    expect(plain.locator("#nieuw")).to_contain_text(QUESTION)
    plain.get_by_role("textbox").fill("46")
    plain.get_by_role("button", name="Verstuur").click()
    plain.get_by_role("link", name="Bekijk, wijzig of druk af").click()
    expect(answers.filter(has_text="U bent 46 jaar.")).to_have_count(1)


def test_the_overview_without_a_conversation_leads_to_the_beginning(plain: Page, scripted_url: str) -> None:
    plain.goto(f"{scripted_url}/gesprek/overzicht?gemeente=leiden")
    expect(plain.get_by_role("button", name="Begin de zelfcheck")).to_be_visible()
    assert plain.url == f"{scripted_url}/gesprek?gemeente=leiden"


def test_the_overview_does_not_scroll_sideways(plain: Page, scripted_url: str) -> None:
    plain_overview(plain, scripted_url)
    assert plain.evaluate("document.documentElement.scrollWidth") <= 320
