"""Going on later: a code from one browser opens the conversation in another, by the keyboard too."""

import re

import widget
from conftest import NewPage
from playwright.sync_api import Page, expect

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")


def code(page: Page) -> str:
    """Asks for a code by the menu, reads it, and closes the dialog."""
    widget.open_menu(page)
    page.get_by_role("button", name="Later verder").click()
    dialog = page.get_by_role("dialog", name="Later verder, ook op een ander apparaat")
    expect(dialog).to_contain_text("/verder")
    found = CODE.search(dialog.inner_text())
    assert found is not None
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Later verder")).to_be_focused()
    return found.group()


def fill_in(page: Page, url: str, typed: str) -> None:
    page.goto(f"{url}/verder")
    widget.tab_to(page, page.get_by_label("Uw code"))
    page.keyboard.type(typed)
    page.keyboard.press("Enter")


def test_a_code_opens_the_conversation_elsewhere(page: Page, new_page: NewPage, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "ik woon alleen")
    written_down = code(page)
    other = new_page()
    fill_in(other, scripted_url, written_down.lower())
    expect(widget.messages(other).filter(has_text="ik woon alleen")).to_be_visible()
    widget.say(other, "en verder")


def test_a_wrong_code_says_what_to_do(page: Page, scripted_url: str) -> None:
    fill_in(page, scripted_url, "7K3M-92QF")
    expect(page.get_by_label("Uw code")).to_have_accessible_description(re.compile("Deze code werkt niet"))
