"""What a resident sees: who speaks, the little Markdown, danger, outcomes, answers, the summary."""

from collections.abc import Callable

import widget
from playwright.sync_api import Page, expect


def test_every_message_says_who_speaks(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    widget.say(page, "geld")
    for message in widget.messages(page).all():
        first_line = message.inner_text().splitlines()[0]
        assert first_line in (widget.ASSISTANT, "U")


def test_markdown_becomes_elements(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    expect(widget.messages(page).first.locator("strong")).to_have_text("Zelfcheck")
    expect(widget.messages(page).nth(1).locator("ul > li")).to_have_text(["het huishouden", "geld"])


def test_only_web_and_phone_links_become_links(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "geef een link")
    last = widget.messages(page).last
    expect(last.get_by_role("link")).to_have_count(1)
    link = last.get_by_role("link", name="de website (opent in een nieuw tabblad)")
    expect(link).to_have_attribute("href", "https://example.org/hulp")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(last).to_contain_text("[klik](javascript:alert(1)) <b>x</b>")


def test_what_a_resident_types_stays_plain_text(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    text = "<img src=x onerror=alert(1)> **vet** [x](https://example.org) 112"
    before = widget.messages(page).count()
    widget.say(page, text)
    own = widget.messages(page).nth(before)
    expect(own).to_contain_text(text)
    expect(own.locator("img, strong, a")).to_have_count(0)


def test_danger_stands_out_in_words_and_with_numbers_to_call(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "hij slaat mij")
    last = widget.messages(page).last
    expect(last).to_contain_text("Belangrijk: hulp bij gevaar")
    expect(last.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(last.get_by_role("link", name="0800-2000")).to_have_attribute("href", "tel:08002000")
    width = last.evaluate("(element) => getComputedStyle(element).borderTopWidth")
    assert width == "4px"


def test_choices_and_free_text_work_at_the_same_time(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    old = widget.offered(page).count()
    assert old > 0
    first = widget.offered(page).first.inner_text()
    widget.say(page, "ik weet het niet zo goed")
    button = widget.transcript(page).get_by_role("button", name=first, exact=True).first
    expect(button).to_have_attribute("aria-disabled", "true")


def test_progress_is_text(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.offered(page).first.click()
    expect(page.get_by_text("Vraag 1 van ongeveer 8", exact=True)).to_be_visible()
    widget.say(page, "met moeite")
    expect(page.get_by_text("Vraag 2 van ongeveer 8", exact=True)).to_be_visible()


def test_the_next_question_comes_into_view(new_page: Callable[..., Page], scripted_url: str) -> None:
    page = new_page(320, 640)
    widget.open_panel(page, scripted_url)
    for number in (1, 2, 3):
        widget.offered(page).first.click()
        expect(page.get_by_text(f"Vraag {number} van ongeveer 8", exact=True)).to_be_in_viewport()
        expect(page.get_by_role("button", name="Er is een nieuw bericht")).to_be_hidden()


def test_outcomes_are_read_from_their_beginning(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "uitkomst graag")
    expect(page.get_by_text("Dit zijn uw uitkomsten.", exact=True)).to_be_in_viewport()


def test_reading_back_is_not_disturbed_by_a_late_message(new_page: Callable[..., Page], scripted_url: str) -> None:
    """Another tab of the same conversation answers; this one is scrolled up and gets a button instead of a jump."""
    page = new_page(1280, 500)
    widget.open_panel(page, scripted_url)
    widget.say(page, "uitkomst graag")
    widget.transcript(page).evaluate("(element) => element.scrollTo(0, 0)")
    news = page.get_by_role("button", name="Er is een nieuw bericht")
    expect(news).to_be_hidden()
    page.wait_for_timeout(200)
    widget.say_elsewhere(page, "met moeite")
    expect(news).to_be_visible()
    assert widget.transcript(page).evaluate("(element) => element.scrollTop") == 0
    news.click()
    expect(widget.messages(page).last).to_be_focused()
    expect(news).to_be_hidden()
