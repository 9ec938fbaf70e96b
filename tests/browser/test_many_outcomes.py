"""27 outcomes at once: a few of each group stand open, the rest unfolds by keyboard and is on paper all the same.

What the checks of accessibility find of it stands with the other states, in test_states.py.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import states
import widget
from browsing import watched_page
from pdf import pdf_text
from playwright.sync_api import Browser, Locator, Page, expect

from tests.front.outcomes import MANY, names

ALL = [name for status, count in MANY.items() for name in names(status, 1, count)]


def in_the_widget(page: Page, url: str) -> None:
    widget.open_panel(page, url)
    widget.say(page, states.ALL_OUTCOMES)


def without_script(page: Page, url: str) -> None:
    states.without_script_begin(page, url)
    page.get_by_role("button", name="Begin de zelfcheck").click()
    page.get_by_role("textbox").fill(states.ALL_OUTCOMES)
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


def in_sight(page: Page) -> list[list[bool]]:
    """Of each group: which stand open."""
    return [[heading(page, name).is_visible() for name in names(status, 1, count)] for status, count in MANY.items()]


FOUR_OF_EACH = [[True] * 4 + [False] * (count - 4) for count in MANY.values()]


def test_four_of_each_group_stand_open_and_also_after_a_reload(page: Page) -> None:
    assert in_sight(page) == FOUR_OF_EACH
    page.locator("summary", has_text=states.FOLDED).click()
    page.reload()
    expect(heading(page, "misschien 4")).to_be_visible()
    assert in_sight(page) == FOUR_OF_EACH


SEEN = "(found) => found.filter((each) => each.offsetWidth > 1).map((each) => each.tagName)"


def test_how_sure_is_seen_once_a_group_and_heard_with_each_card(page: Page) -> None:
    words = page.get_by_text("Misschien iets voor u", exact=True)
    assert words.evaluate_all(SEEN) == ["H3"]
    card = page.get_by_role("article").filter(has=heading(page, "misschien 1"))
    expect(card).to_contain_text("Misschien iets voor u")


def test_the_rest_unfolds_and_folds_with_the_keyboard(page: Page) -> None:
    summary = page.locator("summary", has_text=states.FOLDED)
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
    assert missing_on(pdf_text(page.pdf())) == []


def missing_on(text: str) -> list[str]:
    """Which of all are not in it. Runs of glyphs on paper have no spaces between them, so spaces do not count."""
    letters = "".join(text.split())
    return [name for name in ALL if name.replace(" ", "") not in letters]


@pytest.fixture
def told(new_page: Callable[..., Page], scripted_url: str) -> Page:
    """The widget with the outcomes, folded as they arrived."""
    page = new_page()
    in_the_widget(page, scripted_url)
    widget.open_menu(page)
    return page


def test_the_printed_summary_has_them_all(told: Page) -> None:
    told.evaluate("window.print = () => {}")
    told.get_by_role("button", name="Afdrukken").click()
    expect(told.locator(".papier h4")).to_have_count(len(ALL))
    expect(told.locator(".papier .meer")).to_have_count(0)
    assert missing_on(pdf_text(told.pdf())) == []


def test_the_file_has_them_all(told: Page, tmp_path: Path) -> None:
    with told.expect_download() as download:
        told.get_by_role("button", name="Download").click()
    download.value.save_as(tmp_path / "summary.txt")
    assert missing_on((tmp_path / "summary.txt").read_text(encoding="utf-8")) == []


def test_the_overview_without_script_has_them_all(new_page: Callable[..., Page], scripted_url: str) -> None:
    page = new_page()
    without_script(page, scripted_url)
    page.get_by_role("link", name="Bekijk, wijzig of druk af wat u heeft ingevuld").click()
    expect(page.locator("h4")).to_have_count(len(ALL))
    assert [name for name in ALL if not heading(page, name).is_visible()] == []
    assert missing_on(pdf_text(page.pdf())) == []


def test_a_screen_reader_hears_twelve_names_and_how_many_more(new_page: Callable[..., Page], scripted_url: str) -> None:
    page = new_page()
    widget.open_panel(page, scripted_url)
    widget.announcements(page)
    widget.say(page, states.ALL_OUTCOMES)
    page.wait_for_function("window.said.length")
    (said,) = page.evaluate("window.said")
    assert said.count(" iets voor u.") + said.count(" niet voor u.") == 12
    assert [said.count(f"Nog {more} die") for more in (6, 4, 5)] == [1, 1, 1]
