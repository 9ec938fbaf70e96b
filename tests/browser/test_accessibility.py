"""What no check of a single state can see: what is said, and where the focus goes."""

import states
import widget
from playwright.sync_api import Page, expect


def test_new_messages_are_announced_once_and_the_region_is_emptied(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.announcements(page)
    widget.say(page, "geld")
    page.wait_for_function("window.said.length")
    expect(page.get_by_role("status")).to_be_empty()
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert said[0].startswith("Zelfcheck (computer): Lukt het u om het huishouden te doen?")
    assert "Vraag 1 van ongeveer 8" in said[0]
    assert "Dat lukt mij zelf, Met moeite" in said[0]


def test_the_transcript_itself_is_not_live(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    live = "(root) => root.closest('[aria-live], [role=log], [role=status], [role=alert]')"
    assert widget.transcript(page).evaluate(live) is None


def test_an_arriving_message_leaves_the_focus_where_it_is(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    used = widget.offered(page).first
    title = used.inner_text()
    used.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vraag 1 van ongeveer 8", exact=True)).to_be_visible()
    used = page.get_by_role("button", name=title, exact=True)
    expect(used).to_be_focused()
    expect(used).to_have_attribute("aria-disabled", "true")
    expect(widget.transcript(page)).to_contain_text(f"Gekozen antwoord: {title}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Dat lukt mij zelf")).to_be_focused()


def test_choices_are_a_group_with_a_legend_and_the_question_as_description(page: Page, scripted_url: str) -> None:
    states.question(page, scripted_url)
    group = page.get_by_role("group", name="Kies een antwoord of typ het zelf").last
    expect(group).to_have_accessible_description("Lukt het u om het huishouden te doen? Denk aan schoonmaken en koken.")
    expect(group.get_by_role("button")).to_have_count(5)


def test_outcomes_have_headings_in_order(page: Page, scripted_url: str) -> None:
    states.outcomes(page, scripted_url)
    headings = widget.transcript(page).get_by_role("heading")
    assert [text for text in headings.all_inner_texts() if "?" not in text] == [
        "Waarschijnlijk iets voor u",
        "Boodschappendienst",
        "Misschien iets voor u",
        "Hulp bij het huishouden",
        "Waarschijnlijk niet voor u",
        "Kwijtschelding",
    ]
    card = page.get_by_role("article", name="Hulp bij het huishouden")
    expect(card).to_contain_text("Nog niet bevestigd door de gemeente.")
    expect(page.get_by_role("article", name="Boodschappendienst")).to_contain_text("op 1 maart 2026")


def test_the_language_is_dutch(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    assert page.locator("html").get_attribute("lang") == "nl"
    assert widget.transcript(page).evaluate("(element) => element.closest('[lang]').lang") == "nl"
