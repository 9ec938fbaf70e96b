"""What a resident sees: who speaks, the little Markdown, danger, outcomes, answers, the summary."""

from collections.abc import Callable
from pathlib import Path

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


def test_what_was_filled_in_reads_as_sentences(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()
    dialog = page.get_by_role("dialog", name="Wat heb ik ingevuld?")
    expect(dialog.get_by_role("listitem")).to_have_text(
        [
            "U woont in de gemeente Leiden.",
            "U bent 45 jaar.",
            "Het huishouden lukt u met moeite.",
            "U krijgt geen uitkering.",
            "Inkomen per maand: €\u00a01.450,50.",
        ]
    )
    dialog.get_by_role("button", name="Terug naar het gesprek").click()
    expect(page.get_by_role("button", name="Wat heb ik ingevuld?")).to_be_focused()


def test_the_summary_can_be_downloaded(page: Page, scripted_url: str, tmp_path: Path) -> None:
    widget.open_panel(page, scripted_url)
    widget.open_menu(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "mijn-zelfcheck.txt"
    download.value.save_as(tmp_path / "summary.txt")
    text = (tmp_path / "summary.txt").read_text(encoding="utf-8")
    assert "- U bent 45 jaar." in text
    assert "Boodschappendienst: Waarschijnlijk iets voor u" in text
    assert "Nog niet bevestigd door de gemeente." in text
    assert "geen besluit van de gemeente" in text


def test_printing_shows_the_reasons_and_not_the_page_round_it(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "uitkomst graag")
    page.evaluate(
        """() => {
          const seen = () => getComputedStyle(document.querySelector("h1")).display;
          const root = document.querySelector("zelfcheck-gesprek").shadowRoot;
          window.print = () => { window.printed = [seen(), root.querySelectorAll(".kaart details[open]").length]; };
        }"""
    )
    page.emulate_media(media="print")
    widget.open_menu_for_print(page)
    assert page.evaluate("window.printed") == ["none", 3]
    page.emulate_media(media="screen")
    expect(page.locator(".kaart details[open]")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


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
    send_from_elsewhere(page, "met moeite")
    expect(news).to_be_visible()
    assert widget.transcript(page).evaluate("(element) => element.scrollTop") == 0
    news.click()
    expect(widget.messages(page).last).to_be_focused()
    expect(news).to_be_hidden()


def send_from_elsewhere(page: Page, text: str) -> None:
    page.evaluate(
        """async (text) => {
          const { id, token } = JSON.parse(sessionStorage.getItem("zelfcheck:leiden"));
          const headers = { "Content-Type": "application/json", Authorization: `Bearer ${token}` };
          const body = JSON.stringify({ tekst: text });
          await fetch(`/api/v1/gesprekken/${id}/berichten`, { method: "POST", headers, body });
        }""",
        text,
    )
