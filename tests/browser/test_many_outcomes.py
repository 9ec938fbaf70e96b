"""27 outcomes at once: a few of each group stand open, the rest unfolds by keyboard and is on paper all the same."""

from collections.abc import Callable, Iterator

import pytest
import states
import widget
from browsing import watched_page
from checks import AXE, CHECKS
from pdf import pdf_text
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import missing
from tests.front.outcomes import MANY, names

MORE = "Nog 4 die misschien bij u passen"
LOOKED_AT = ("axe", "targets", "small_screen", "text_spacing", "focus")
"""What folding can break; every check of every state is in test_states.py."""
ALL = [name for status, count in MANY.items() for name in names(status, 1, count)]


def in_the_widget(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, "alle uitkomsten")


def without_script(page: Page, url: str) -> None:
    states.without_script_begin(page, url)
    page.get_by_role("button", name="Begin de zelfcheck").click()
    page.get_by_role("textbox").fill("alle uitkomsten")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("h4")).to_have_count(len(ALL))


WAYS = {way.__name__: way for way in (in_the_widget, without_script)}


@pytest.fixture(params=WAYS)
def page(request: pytest.FixtureRequest, browser: Browser, scripted_url: str) -> Iterator[Page]:
    """The outcomes as they arrive; one page for each way of showing them."""
    with watched_page(browser) as opened:
        WAYS[request.param](opened, scripted_url)
        yield opened


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=4, name=name, exact=True)


def test_four_of_each_group_stand_open(page: Page) -> None:
    for status, count in MANY.items():
        shown = [heading(page, name).is_visible() for name in names(status, 1, count)]
        assert shown == [True] * 4 + [False] * (count - 4), status


def test_the_rest_unfolds_and_folds_with_the_keyboard(page: Page) -> None:
    summary = page.locator("summary", has_text=MORE)
    widget.tab_to(page, summary)
    page.keyboard.press("Enter")
    for name in names("misschien", 5, 8):
        expect(heading(page, name)).to_be_visible()
    expect(heading(page, "niet 5")).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="over misschien 5")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(summary).to_be_focused()
    page.keyboard.press("Space")
    expect(heading(page, "misschien 5")).to_be_hidden()


def test_on_paper_stands_what_was_never_unfolded(page: Page) -> None:
    letters = "".join(pdf_text(page.pdf()).split())
    assert [name for name in ALL if name.replace(" ", "") not in letters] == []


def test_it_is_accessible_when_one_group_is_unfolded_and_others_are_not(page: Page) -> None:
    if not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    page.locator("summary", has_text=MORE).click()
    found = {name: CHECKS[name](page) for name in LOOKED_AT}
    assert {name: each for name, each in found.items() if each} == {}


def test_a_screen_reader_hears_twelve_names_and_how_many_more(new_page: Callable[..., Page], scripted_url: str) -> None:
    page = new_page()
    widget.open_panel(page, scripted_url)
    widget.announcements(page)
    widget.say(page, "alle uitkomsten")
    page.wait_for_function("window.said.length")
    (said,) = page.evaluate("window.said")
    assert said.count(" iets voor u.") + said.count(" niet voor u.") == 12
    assert [said.count(f"Nog {more} die") for more in (6, 4, 5)] == [1, 1, 1]
