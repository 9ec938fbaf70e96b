"""Every task without a mouse, and where the keys lead that have a meaning of their own."""

import pytest
import widget
from playwright.sync_api import Page, expect
from tasks import TASKS


@pytest.mark.parametrize("task", TASKS)
def test_it_is_done_with_the_keyboard_alone(task: str, page: Page, scripted_url: str) -> None:
    TASKS[task](page, scripted_url)


def test_a_reload_keeps_what_was_said(page: Page, zelfcheck_url: str) -> None:
    TASKS["answer_in_own_words"](page, zelfcheck_url)
    before = widget.messages(page).count()
    page.reload()
    expect(widget.messages(page)).to_have_count(before)
    expect(widget.transcript(page)).to_contain_text("dat weet ik niet")


def test_escape_goes_from_transcript_to_field_and_then_closes(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    widget.offered(page).first.focus()
    page.keyboard.press("Escape")
    expect(widget.field(page)).to_be_focused()
    widget.field(page).type("half af")
    page.keyboard.press("Escape")
    expect(widget.launcher(page)).to_be_focused()
    expect(widget.launcher(page)).to_have_attribute("aria-expanded", "false")
    expect(widget.field(page)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("half af")


def test_arrows_walk_through_the_messages(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "met moeite")
    widget.transcript(page).focus()
    page.keyboard.press("ArrowUp")
    expect(widget.messages(page).last).to_be_focused()
    page.keyboard.press("Home")
    expect(widget.messages(page).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(widget.messages(page).nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(widget.messages(page).last).to_be_focused()


def test_escape_closes_only_the_question_about_erasing(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.open_menu(page)
    erase = page.get_by_role("button", name="Wis mijn gesprek", exact=True)
    erase.click()
    expect(page.get_by_role("dialog", name="Wilt u uw gesprek wissen?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Wilt u uw gesprek wissen?")).to_have_count(0)
    expect(erase).to_be_focused()
    expect(widget.offered(page).first).to_be_visible()


def test_the_skip_link_comes_first(page: Page, zelfcheck_url: str) -> None:
    page.goto(zelfcheck_url)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ga naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_behind_a_panel_that_covers_the_page_nothing_gets_the_focus(new_page, zelfcheck_url: str) -> None:
    page = new_page(320, 640)
    widget.open_panel(page, zelfcheck_url)
    for _ in range(20):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || document.activeElement.localName === 'zelfcheck-gesprek'"
        assert page.evaluate(inside)
