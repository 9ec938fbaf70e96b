"""One story through the whole running system: a resident in the widget, then the team that reads it once."""

import re

import widget
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.running import System

OWN_PASSWORD = "kalm riet buigt mee"
REASON = "Ik zorg voor mijn moeder en ik kan niet meer."
SAID = {
    "Hoe oud bent u?": "ik ben 58",
    "Met wie woont u in huis?": "samen met mijn man",
    "Zorgt u voor iemand die ziek is": "ja, ik zorg voor mn moeder met alzheimer",
    "Hoe zwaar is het zorgen voor u?": "ik kan niet meer",
    "Kunt u rondkomen met uw geld?": "net aan",
}
QUESTIONS = 40


def tell(page: Page) -> None:
    """Answers every question in own words, the others with "weet ik niet", until the outcomes are there."""
    for _ in range(QUESTIONS):
        if widget.transcript(page).get_by_role("article").count():
            return
        last = widget.messages(page).last.inner_text()
        widget.say(page, next((answer for asked, answer in SAID.items() if asked in last), "weet ik niet"))
    raise AssertionError(widget.transcript(page).inner_text())


def press(page: Page, name: str) -> None:
    """Presses a button that is offered now, and waits for the answer."""
    before = widget.messages(page).count()
    widget.transcript(page).get_by_role("button", name=name, exact=True).last.click()
    expect(widget.messages(page).nth(before + 1)).to_contain_text(widget.ASSISTANT)


def hand_over(page: Page) -> str:
    """Asks for a call back; gives the reference that the resident reads."""
    press(page, "Naar een medewerker")
    press(page, "Contactverzoek")
    widget.say(page, REASON)
    press(page, "Bellen")
    widget.say(page, "06-12345678")
    expect(widget.transcript(page)).not_to_contain_text("12345678")
    press(page, "Ja, verstuur het")
    found = re.search(r"ZC-\w{4}-\w{4}", widget.messages(page).last.inner_text())
    assert found is not None
    return found.group()


def sign_in(page: Page, system: System) -> None:
    """With the account that the first start printed; the first thing asked is an own password."""
    page.goto(f"{system.url}/medewerker")
    page.get_by_label("E-mailadres").fill(system.staff_email)
    page.get_by_label("Wachtwoord", exact=True).fill(system.staff_password)
    page.get_by_role("button", name="Inloggen").click()
    page.get_by_label("Wachtwoord van nu").fill(system.staff_password)
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(OWN_PASSWORD)
    page.get_by_label("Nieuw wachtwoord, nog een keer").fill(OWN_PASSWORD)
    page.get_by_role("button", name="Wijzig mijn wachtwoord").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Overdrachten")


def test_the_team_reads_once_what_the_resident_told(page: Page, new_page: NewPage, system: System) -> None:
    widget.open_panel(page, system.url, "leidschendam-voorburg")
    widget.say(page, "zorgen voor iemand")
    tell(page)
    expect(widget.transcript(page).get_by_role("heading", name="Respijtzorg: even vrij van de zorg")).to_be_visible()
    reference = hand_over(page)

    staff = new_page()
    sign_in(staff, system)
    staff.get_by_role("link", name=reference).click()
    case = staff.get_by_role("main")
    expect(case).to_contain_text(REASON)
    expect(case).to_contain_text("Het zorgen is te zwaar voor u")
    expect(case).to_contain_text("ik zorg voor mn moeder met alzheimer")
    expect(case).not_to_contain_text("12345678")
    staff.get_by_role("button", name="Ik pak dit op").click()
    staff.get_by_role("button", name="Toon de contactgegevens").click()
    expect(case).to_contain_text("12345678")
    note_and_close(staff, case)
    expect(staff.get_by_role("link", name=reference)).to_have_count(0)


def note_and_close(staff: Page, case: Locator) -> None:
    """What the team did, and how it ended: then the case is no longer among the open ones."""
    staff.get_by_text("Nieuwe notitie").first.click()
    staff.get_by_label("Nieuwe notitie").fill("Gebeld, iemand komt langs.")
    staff.get_by_role("button", name="Bewaar de notitie").click()
    expect(case).to_contain_text("Gebeld, iemand komt langs.")
    staff.get_by_text("Sluit af", exact=True).click()
    staff.get_by_label("Hulp gestart").check()
    staff.get_by_role("button", name="Sluit deze overdracht af").click()
    expect(case).to_contain_text("De overdracht is afgesloten.")
    staff.get_by_role("link", name="Terug naar de lijst").click()
    expect(case).to_contain_text("Overdrachten: alle open")
