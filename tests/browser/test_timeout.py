"""A conversation closes when nothing is said: an announced warning first, one press to go on, kind words after.

The clock is the server's; the tests put it forward.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import widget
from house import MovableClock, running_house
from playwright.sync_api import Locator, Page, expect

CLOSED = "U heeft 30 minuten niets gedaan"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, MovableClock]]:
    clock = MovableClock()
    with running_house(tmp_path_factory.mktemp("house"), clock, heartbeat=0.2) as url:
        yield url, clock


@pytest.fixture
def url(house: tuple[str, MovableClock]) -> str:
    return house[0]


@pytest.fixture
def clock(house: tuple[str, MovableClock]) -> MovableClock:
    return house[1]


def warning(page: Page) -> Locator:
    return page.get_by_role("alertdialog", name="Bent u er nog?")


def pass_minutes(clock: MovableClock, minutes: float) -> None:
    clock.ahead += timedelta(minutes=minutes)


def test_a_warning_comes_in_time_takes_the_focus_and_one_press_goes_on(
    page: Page, url: str, clock: MovableClock
) -> None:
    widget.open_panel(page, url)
    widget.field(page).fill("half af")
    pass_minutes(clock, 28.1)
    expect(warning(page)).to_be_visible()
    expect(warning(page)).to_have_accessible_description(
        "U heeft een tijd niets gedaan. Over 2 minuten sluiten wij uw gesprek. Zo kan niemand anders het lezen."
    )
    expect(warning(page).get_by_role("heading")).to_be_focused()
    page.keyboard.press("Tab")
    with page.expect_response("**/verlengingen"):
        page.keyboard.press("Enter")
    expect(warning(page)).to_have_count(0)
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("half af")
    pass_minutes(clock, 27)
    widget.say(page, "ik ben er nog")


def test_escape_goes_on_too_and_the_panel_stays_open(page: Page, url: str, clock: MovableClock) -> None:
    widget.open_panel(page, url)
    pass_minutes(clock, 29)
    expect(warning(page)).to_be_visible()
    with page.expect_response("**/verlengingen"):
        page.keyboard.press("Escape")
    expect(warning(page)).to_have_count(0)
    expect(widget.field(page)).to_be_visible()


def test_it_warns_when_the_panel_is_closed(page: Page, url: str, clock: MovableClock) -> None:
    widget.open_panel(page, url)
    page.get_by_role("button", name="Sluiten").click()
    pass_minutes(clock, 29)
    expect(warning(page)).to_be_visible()
    warning(page).get_by_role("button", name="Ga door met het gesprek").click()
    expect(warning(page)).to_have_count(0)


def test_going_on_in_one_tab_is_seen_in_the_other(page: Page, url: str, clock: MovableClock) -> None:
    widget.open_panel(page, url)
    other = widget.same_conversation(page, url)
    pass_minutes(clock, 29)
    expect(warning(page)).to_be_visible()
    expect(warning(other)).to_be_visible()
    warning(other).get_by_role("button").click()
    expect(warning(page)).to_have_count(0)


def test_afterwards_it_says_what_happened_and_how_to_go_on(page: Page, url: str, clock: MovableClock) -> None:
    widget.open_panel(page, url)
    widget.announcements(page)
    pass_minutes(clock, 29)
    expect(warning(page)).to_be_visible()
    pass_minutes(clock, 2)
    expect(warning(page)).to_have_count(0)
    expect(page.get_by_text(CLOSED).first).to_be_visible()
    assert any(CLOSED in said for said in page.evaluate("window.said"))
    expect(widget.messages(page)).to_have_count(0)
    page.get_by_role("button", name="Begin een nieuw gesprek").click()
    expect(widget.offered(page).first).to_be_visible()


def test_a_message_that_comes_too_late_is_told_why(page: Page, url: str, clock: MovableClock) -> None:
    """The stream is not there to tell, so the message itself finds out."""
    page.route("**/gebeurtenissen", lambda route: route.abort())
    widget.open_panel(page, url)
    pass_minutes(clock, 31)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(page.get_by_text(CLOSED).first).to_be_visible()


def test_who_comes_back_the_next_day_is_told_why_and_not_silently_begun_anew(
    page: Page, url: str, clock: MovableClock
) -> None:
    """The laptop slept, so the stream told nothing."""
    page.route("**/gebeurtenissen", lambda route: route.abort())
    widget.open_page(page, url)
    pass_minutes(clock, 24 * 60)
    page.reload()
    expect(page.get_by_text(CLOSED).first).to_be_visible()
    page.get_by_role("button", name="Begin een nieuw gesprek").click()
    expect(widget.offered(page).first).to_be_visible()


def test_without_javascript_the_same_rule_stands_in_a_sentence(
    new_page: Callable[..., Page], url: str, clock: MovableClock
) -> None:
    plain = new_page(320, 640, java_script_enabled=False)
    rule = "Doet u 30 minuten niets? Dan sluiten wij het gesprek"
    plain.goto(f"{url}/gesprek?gemeente=leiden")
    expect(plain.get_by_text(rule)).to_be_visible()
    plain.get_by_role("button", name="Begin de zelfcheck").click()
    expect(plain.get_by_text(rule)).to_be_visible()
    pass_minutes(clock, 31)
    plain.reload()
    expect(plain.get_by_text(CLOSED)).to_be_visible()
    expect(plain.locator(".bericht")).to_have_count(0)
    plain.get_by_role("button", name="Begin de zelfcheck").click()
    expect(plain.locator(".bericht").first).to_be_visible()
