"""The event stream over bad times: nothing missing, nothing double, and no long wait when the network is back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import widget
from house import running_house
from playwright.sync_api import Page, Request, expect

LONGEST_WAIT = "Het duurt wat langer. U hoeft niets te doen. Het antwoord komt vanzelf."
PHONE = "Bel dan uw gemeente"
ENDLESS_PAUSES = (
    "{ const start = setTimeout; window.setTimeout = (call, wait) => (wait < 1_000 ? start(call, wait) : 0); }"
)
"""Whoever rests a second or more rests for ever: what happens after all, something else than time has made happen."""


@pytest.fixture(scope="module")
def hasty_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A front door that tells after half a second that it takes longer, and whom to phone after one."""
    with running_house(tmp_path_factory.mktemp("house"), slow_after=0.5, rasa_timeout=1.0) as url:
        yield url


def count_streams(page: Page) -> list[str]:
    opened: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/gebeurtenissen"):
            opened.append(request.url)

    page.on("request", note)
    return opened


def texts(page: Page) -> list[str]:
    return widget.messages(page).locator(".tekst").all_inner_texts()


def test_offline_and_back(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    other = widget.same_conversation(page, scripted_url)
    page.context.set_offline(True)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(widget.messages(page).last).to_contain_text("Nog niet verstuurd.")
    page.context.set_offline(False)
    expect(widget.messages(page).last).to_contain_text("Vraag 1")
    expect(widget.messages(other).last).to_contain_text("Vraag 1")
    assert texts(page) == texts(other)
    assert texts(page).count("ik woon alleen") == 1


def test_back_online_it_listens_again_at_once(page: Page, scripted_url: str) -> None:
    """The event does not wait for the pause between two tries."""
    widget.open_panel(page, scripted_url)
    page.route("**/gebeurtenissen", lambda route: route.abort())
    page.evaluate(ENDLESS_PAUSES)
    with page.expect_event("requestfailed", lambda request: request.failure == "net::ERR_FAILED"):
        page.evaluate("dispatchEvent(new Event('online'))")
    page.unroute("**/gebeurtenissen")
    widget.say_elsewhere(page, "met moeite")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(widget.messages(page).last).to_contain_text("Vraag 1")


def test_a_page_from_the_cache_and_a_page_in_doubt_listen_again(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    opened = count_streams(page)
    with page.expect_request("**/gebeurtenissen"):
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(200)
    assert len(opened) == 1, "a line that just gave a sign of life is left alone"
    page.evaluate("{ const now = Date.now; Date.now = () => now() + 21_000; }")
    with page.expect_request("**/gebeurtenissen"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_a_restart_of_the_server(page: Page, tmp_path: Path) -> None:
    with running_house(tmp_path) as url:
        widget.open_panel(page, url)
        widget.say(page, "met moeite")
        before = texts(page)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(widget.messages(page).last).to_contain_text("Nog niet verstuurd.")
    with running_house(tmp_path, port=int(url.rpartition(":")[2])):
        page.get_by_role("button", name="Probeer opnieuw").click()
        expect(widget.messages(page).last).to_contain_text("Vraag")
        after = texts(page)
        assert after[: len(before)] == before
        assert [text for text in after[len(before) :] if text == "ik woon alleen"] == ["ik woon alleen"]
        assert len(after) == len(before) + 2
        page.reload()
        expect(widget.messages(page)).to_have_count(len(after))
        assert texts(page) == after


def test_two_tabs_and_a_reload_show_the_same(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    other = widget.same_conversation(page, scripted_url)
    widget.say(page, "uitkomst graag")
    expect(widget.messages(other)).to_have_count(widget.messages(page).count())
    widget.say(other, "met moeite")
    expect(widget.messages(page).last).to_contain_text("Vraag 1")
    page.reload()
    expect(widget.messages(page)).to_have_count(widget.messages(other).count())
    assert texts(page) == texts(other)


def test_a_slow_answer_says_so_then_whom_to_phone_and_comes_after_all(page: Page, hasty_url: str) -> None:
    widget.open_panel(page, hasty_url)
    widget.announcements(page)
    widget.field(page).fill("dit duurt even")
    widget.field(page).press("Enter")
    expect(page.get_by_text(LONGEST_WAIT).first).to_be_visible()
    expect(widget.messages(page).last).to_contain_text(PHONE)
    expect(widget.transcript(page).locator("xpath=following-sibling::p[1]")).to_have_text(LONGEST_WAIT)
    expect(widget.messages(page).last).to_contain_text("Vraag 1")
    expect(page.get_by_text(LONGEST_WAIT, exact=True)).to_have_count(0)
    said = page.evaluate("window.said")
    assert sum(LONGEST_WAIT in each for each in said) == 1
    assert sum(PHONE in each for each in said) == 1
