"""What everybody must be able to use: axe-core in each state, and behaviour that axe cannot see."""

import json
from typing import Any

import pytest
import widget
from playwright.sync_api import Locator, Page, expect

SMALLEST_TARGET = 24
TEXT_SPACING = """
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
"""
FOCUSABLE = "a[href], button, textarea, select, summary, input"


def violations(page: Page, axe: str) -> list[str]:
    """Every finding of axe-core: the rule and the elements. Playwright runs it beside the page's own policy."""
    page.evaluate(f"{axe}; undefined")
    found: dict[str, Any] = json.loads(page.evaluate("axe.run().then((result) => JSON.stringify(result))"))
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found["violations"]]


def reach_start(page: Page, url: str) -> None:
    page.goto(url)
    expect(widget.launcher(page)).to_be_visible()


def reach_question(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "geld")


def reach_outcomes(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "uitkomst graag")
    page.get_by_text("Waarom?").first.click()


def reach_full_page_outcomes(page: Page, url: str) -> None:
    widget.open_page(page, url)
    widget.say(page, "uitkomst graag")


def reach_danger(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "hij slaat mij")


def reach_warning(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.field(page).fill("mijn bsn is 123456782")
    widget.field(page).press("Enter")
    expect(page.get_by_role("alert")).not_to_be_empty()


def reach_answers(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()
    expect(page.get_by_text("U bent 45 jaar.")).to_be_visible()


def reach_farewell(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.open_menu(page)
    page.get_by_role("button", name="Wis mijn gesprek", exact=True).click()
    page.get_by_role("button", name="Ja, wis mijn gesprek").click()
    expect(page.get_by_text("Uw gesprek is gewist.")).to_be_visible()


STATES = [
    reach_start,
    reach_question,
    reach_outcomes,
    reach_full_page_outcomes,
    reach_danger,
    reach_warning,
    reach_answers,
    reach_farewell,
]


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
def test_axe_finds_nothing(reach, page: Page, scripted_url: str, axe: str) -> None:
    reach(page, scripted_url)
    assert violations(page, axe) == []


@pytest.mark.parametrize("path", ["/privacy", "/toegankelijkheid"])
def test_axe_finds_nothing_on_pages_of_text(path: str, page: Page, scripted_url: str, axe: str) -> None:
    page.goto(scripted_url + path)
    assert violations(page, axe) == []


def test_axe_finds_nothing_in_forced_colours(new_page, scripted_url: str, axe: str) -> None:
    page = new_page(forced_colors="active", reduced_motion="reduce")
    reach_outcomes(page, scripted_url)
    assert violations(page, axe) == []


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
@pytest.mark.parametrize(("width", "height"), [(320, 640), (320, 256)], ids=["phone", "400 percent"])
def test_nothing_scrolls_sideways(reach, width: int, height: int, new_page, scripted_url: str) -> None:
    page = new_page(width, height)
    reach(page, scripted_url)
    assert overflowing(page) == []


def test_more_room_between_letters_and_lines_cuts_nothing_off(new_page, scripted_url: str) -> None:
    page = new_page(320, 640)
    reach_outcomes(page, scripted_url)
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.querySelector("zelfcheck-gesprek").shadowRoot.adoptedStyleSheets.push(sheet);
        }""",
        TEXT_SPACING,
    )
    assert overflowing(page) == []


@pytest.mark.parametrize("reach", STATES, ids=lambda reach: reach.__name__)
def test_targets_are_large_enough(reach, page: Page, scripted_url: str) -> None:
    """WCAG 2.5.8; a link within a sentence is excepted there."""
    reach(page, scripted_url)
    small = [describe(each) for each in page.locator(FOCUSABLE).all() if each.is_visible() and is_small(each)]
    assert small == []


def test_new_messages_are_announced_once_and_the_region_is_emptied(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.announcements(page)
    widget.say(page, "geld")
    page.wait_for_timeout(1_500)
    said = page.evaluate("window.said")
    assert len(said) == 1
    assert said[0].startswith("Zelfcheck (computer): Lukt het u om het huishouden te doen?")
    assert "Vraag 1 van ongeveer 8" in said[0]
    assert "Dat lukt mij zelf, Met moeite" in said[0]
    expect(page.get_by_role("status")).to_be_empty()


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
    reach_question(page, scripted_url)
    group = page.get_by_role("group", name="Kies een antwoord of typ het zelf").last
    expect(group).to_have_accessible_description("Lukt het u om het huishouden te doen? Denk aan schoonmaken en koken.")
    expect(group.get_by_role("button")).to_have_count(5)


def test_outcomes_have_headings_in_order(page: Page, scripted_url: str) -> None:
    reach_outcomes(page, scripted_url)
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


def overflowing(page: Page) -> list[str]:
    """Elements that are wider than what they stand in, in the page and in the widget; hidden text apart."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.querySelector("zelfcheck-gesprek")?.shadowRoot ?? document;
          const page = [document.documentElement, ...document.querySelectorAll("main *")];
          return [...page, ...root.querySelectorAll("*")]
            .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
            .filter((element) => !element.closest(".ongezien, textarea"))
            .filter((element) => getComputedStyle(element).display !== "inline")
            .map((element) => `${element.localName}.${element.className} ${element.scrollWidth}`);
        }"""
    )
    return found


def is_small(target: Locator) -> bool:
    box = target.bounding_box()
    in_sentence = target.evaluate("(element) => element.localName === 'a' && !!element.closest('p')")
    return box is not None and not in_sentence and min(box["width"], box["height"]) < SMALLEST_TARGET


def describe(target: Locator) -> str:
    return f"{target.inner_text()} {target.bounding_box()}"
