"""A member of staff takes the conversation over: from the widget to the staff page and back, each in a browser."""

import re

import furniture
import widget
from checks import AXE, CHECKS
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, missing

STAFF = "Medewerker"
LONG = "Mijn moeder woont alleen en kan niet meer goed lopen. Het wordt mij te veel."


def hand_over(page: Page, url: str) -> str:
    """The reference of a case that this resident makes in the widget."""
    widget.open_panel(page, url)
    for said in ("een medewerker", "Contactverzoek", LONG, "Bellen", "06-12345678", "Ja, verstuur het"):
        widget.say(page, said)
    expect(widget.messages(page).last).to_contain_text("Uw kenmerk is")
    found = re.search(r"ZC-\w{4}-\w{4}", widget.messages(page).last.inner_text())
    assert found is not None
    return found.group()


def open_case(page: Page, url: str, reference: str) -> Locator:
    """The part of the case with the conversation, after the case was claimed."""
    page.goto(f"{url}/medewerker")
    page.get_by_label("E-mailadres").fill(furniture.EMAIL)
    page.get_by_label("Wachtwoord", exact=True).fill(furniture.PASSWORD)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_role("link", name=reference).click()
    page.get_by_role("button", name="Ik pak dit op").click()
    return page.get_by_role("region", name="Schrijven met de inwoner")


def write(page: Page, text: str) -> None:
    page.get_by_label("Uw bericht aan de inwoner").fill(text)
    page.get_by_role("button", name="Verstuur", exact=True).click()


def type_to_the_person(page: Page, text: str) -> None:
    widget.field(page).fill(text)
    widget.field(page).press("Enter")


def test_from_the_widget_to_the_staff_page_and_back(page: Page, new_page: NewPage, scripted_url: str) -> None:
    reference = hand_over(page, scripted_url)
    widget.announcements(page)
    staff = new_page()
    talk = open_case(staff, scripted_url, reference)
    expect(talk).to_contain_text("op de website")

    talk.get_by_role("button", name="Neem het gesprek over").click()
    expect(widget.messages(page).last).to_contain_text("neemt het gesprek nu over")
    expect(widget.messages(page).last).to_contain_text(widget.ASSISTANT)
    assert any("neemt het gesprek nu over" in said for said in page.evaluate("window.said"))

    type_to_the_person(page, "Bent u een mens? <b>ja</b> 06-12345678")
    expect(widget.messages(page).last).to_contain_text("Uw bericht is aangekomen.")
    expect(talk.get_by_role("status")).to_have_text("Er is een nieuw bericht van de inwoner.")
    expect(talk).to_contain_text("Bent u een mens? <b>ja</b> [telefoonnummer weggehaald]")

    write(staff, "Ja.\nIk ben **geen** computer <i>")
    expect(widget.messages(page).last).to_contain_text(STAFF)
    expect(widget.messages(page).last).to_contain_text("Ik ben **geen** computer <i>")
    expect(talk).to_contain_text("Ik ben **geen** computer <i>")
    before = widget.messages(page).count()
    type_to_the_person(page, "Fijn.")
    expect(talk).to_contain_text("Fijn.")
    expect(widget.messages(page)).to_have_count(before + 1)

    page.reload()
    expect(widget.messages(page)).to_have_count(before + 1)
    talk.get_by_role("button", name="Geef terug aan Zelfcheck").click()
    expect(widget.transcript(page)).to_contain_text("U praat weer met Zelfcheck, een computer.")
    expect(talk.get_by_role("button", name="Neem het gesprek over")).to_be_visible()
    widget.say(page, "uitkomst graag")


def test_the_staff_page_with_a_conversation_passes_every_check(
    page: Page, new_page: NewPage, scripted_url: str
) -> None:
    if not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    staff = new_page()
    talk = open_case(staff, scripted_url, hand_over(page, scripted_url))
    talk.get_by_role("button", name="Neem het gesprek over").click()
    type_to_the_person(page, LONG)
    expect(talk).to_contain_text(LONG)
    write(staff, "Dank u. Ik zoek het op.")
    expect(talk).to_contain_text("Dank u. Ik zoek het op.")
    assert [finding for check in CHECKS.values() for finding in check(staff)] == []


def test_the_page_says_when_the_resident_wiped_the_conversation(
    page: Page, new_page: NewPage, scripted_url: str
) -> None:
    staff = new_page()
    talk = open_case(staff, scripted_url, hand_over(page, scripted_url))
    talk.get_by_role("button", name="Neem het gesprek over").click()
    widget.open_menu(page)
    page.get_by_role("button", name="Wis mijn gesprek", exact=True).click()
    page.get_by_role("button", name="Ja, wis mijn gesprek").click()
    expect(talk.get_by_role("status")).to_contain_text("U schrijft niet meer met de inwoner.")
    write(staff, "Bent u daar nog?")
    expect(staff.get_by_role("alert")).to_contain_text("De inwoner heeft het gesprek gewist")
    expect(talk).to_contain_text("Bent u daar nog?")


def test_without_javascript_a_note_a_conversation_and_the_end_of_the_case(
    page: Page, new_page: NewPage, scripted_url: str
) -> None:
    reference = hand_over(page, scripted_url)
    staff = new_page(java_script_enabled=False)
    talk = open_case(staff, scripted_url, reference)
    case = staff.get_by_role("main")

    staff.get_by_text("Nieuwe notitie").first.click()
    staff.get_by_label("Nieuwe notitie").fill("Ik schrijf zo met deze inwoner.")
    staff.get_by_role("button", name="Bewaar de notitie").click()
    expect(case).to_contain_text("De notitie is bewaard.")
    expect(case).to_contain_text("Ik schrijf zo met deze inwoner.")

    talk.get_by_role("button", name="Neem het gesprek over").click()
    type_to_the_person(page, "Dank u wel.")
    expect(widget.messages(page).last).to_contain_text("Uw bericht is aangekomen.")
    talk.get_by_role("link", name="Ververs").click()
    staff.reload()
    expect(talk).to_contain_text("Dank u wel.")
    write(staff, "Graag gedaan.")
    expect(widget.messages(page).last).to_contain_text("Graag gedaan.")

    staff.get_by_text("Sluit af", exact=True).click()
    staff.get_by_label("Hulp gestart").check()
    staff.get_by_role("button", name="Sluit deze overdracht af").click()
    expect(case).to_contain_text("De overdracht is afgesloten.")
    expect(case.get_by_role("region", name="Gesprek")).to_contain_text("Graag gedaan.")
    expect(widget.transcript(page)).to_contain_text("U praat weer met Zelfcheck, een computer.")
    staff.get_by_role("link", name="Terug naar de lijst").click()
    expect(staff.get_by_role("link", name=reference)).to_have_count(0)
