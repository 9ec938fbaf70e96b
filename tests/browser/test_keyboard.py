"""A whole visit without a mouse."""

import widget
from playwright.sync_api import Page, expect


def test_open_answer_reload_and_erase_with_the_keyboard_only(page: Page, zelfcheck_url: str) -> None:
    page.goto(f"{zelfcheck_url}/?gemeente=leiden")
    widget.tab_to(page, widget.launcher(page))
    page.keyboard.press("Enter")
    expect(widget.field(page)).to_be_focused()

    choice = widget.offered(page).first
    expect(choice).to_be_visible()
    title = choice.inner_text()
    asked = widget.messages(page).count()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    widget.tab_to(page, choice)
    page.keyboard.press("Enter")
    expect(widget.messages(page).nth(asked)).to_contain_text(title)
    expect(widget.messages(page).nth(asked + 1)).to_contain_text(widget.ASSISTANT)

    widget.tab_to(page, widget.field(page))
    answered = widget.messages(page).count()
    page.keyboard.type("dat weet ik niet")
    page.keyboard.press("Enter")
    expect(widget.messages(page).nth(answered)).to_contain_text("dat weet ik niet")
    expect(widget.messages(page).nth(answered + 1)).to_contain_text(widget.ASSISTANT)
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("")

    before = widget.messages(page).count()
    page.reload()
    expect(widget.messages(page)).to_have_count(before)
    expect(widget.messages(page).nth(asked)).to_contain_text(title)

    menu = page.get_by_text(widget.MENU)
    widget.tab_to(page, menu)
    page.keyboard.press("Enter")
    widget.tab_to(page, page.get_by_role("button", name="Wis mijn gesprek", exact=True))
    page.keyboard.press("Enter")
    widget.tab_to(page, page.get_by_role("button", name="Ja, wis mijn gesprek"))
    with page.expect_response(lambda response: response.request.method == "DELETE") as erased:
        page.keyboard.press("Enter")
    assert erased.value.status == 204
    expect(page.get_by_text("Uw gesprek is gewist.")).to_be_focused()
    widget.tab_to(page, page.get_by_role("button", name="Begin een nieuw gesprek"))
    page.keyboard.press("Enter")
    expect(widget.offered(page).first).to_be_visible()
    expect(widget.transcript(page)).not_to_contain_text("dat weet ik niet")


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
