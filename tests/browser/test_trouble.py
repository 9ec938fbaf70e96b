"""Bad input, a bad network, a slow or broken server: nothing lost, nothing double, and what to do in words."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import widget
from house import running_house
from playwright.sync_api import Locator, Page, Request, Route, expect

SAY = "**/api/v1/gesprekken/*/berichten"


def posts(page: Page) -> list[dict[str, str]]:
    """The bodies of all messages that the page sends from now on."""
    sent: list[dict[str, str]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/berichten"):
            sent.append(json.loads(request.post_data or "{}"))

    page.on("request", note)
    return sent


def problem(status: int, detail: str) -> Callable[[Route], None]:
    body = json.dumps({"title": "Dit ging niet", "detail": detail, "status": status})
    return lambda route: route.fulfill(status=status, content_type="application/problem+json", body=body)


def alert(page: Page) -> Locator:
    return page.get_by_role("alert")


def test_a_double_press_sends_once(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    sent = posts(page)
    widget.offered(page).first.dblclick()
    expect(widget.messages(page).last).to_contain_text(widget.ASSISTANT)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    widget.field(page).press("Enter")
    page.get_by_role("button", name=widget.SEND, exact=True).click()
    expect(widget.messages(page).last).to_contain_text(widget.ASSISTANT)
    page.wait_for_timeout(500)
    assert len(sent) == 2
    assert len({body["sleutel"] for body in sent}) == 2


def test_nothing_typed_says_what_to_do(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    sent = posts(page)
    widget.field(page).fill("   ")
    page.get_by_role("button", name=widget.SEND, exact=True).click()
    expect(alert(page)).to_contain_text("Typ uw antwoord of kies een antwoord.")
    expect(widget.field(page)).to_have_attribute("aria-invalid", "true")
    expect(widget.field(page)).to_have_accessible_description(re.compile("U heeft nog niets getypt"))
    assert sent == []


def test_too_long_is_said_before_sending(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    sent = posts(page)
    widget.field(page).fill("a" * 1_900)
    expect(page.get_by_text("Nog 100 tekens over.")).to_be_visible()
    widget.field(page).fill("a" * 1_990 + "👍" * 20)
    expect(page.get_by_text("10 tekens te veel.", exact=True)).to_be_visible()
    widget.field(page).press("Enter")
    expect(alert(page)).to_contain_text("10 tekens te veel. Maak het korter.")
    assert len(widget.field(page).input_value()) == 1_990 + 20
    assert sent == []


def test_a_bsn_is_noticed_and_can_be_taken_out(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    sent = posts(page)
    widget.field(page).fill("mijn bsn is 1234.56.782 en ik huur")
    widget.field(page).press("Enter")
    expect(alert(page)).to_contain_text("burgerservicenummer")
    assert sent == []
    page.get_by_role("button", name="Haal het nummer weg").click()
    expect(widget.field(page)).to_have_value("mijn bsn is en ik huur")
    expect(widget.field(page)).to_be_focused()
    expect(alert(page)).to_be_empty()


@pytest.mark.parametrize("text", ["123-45-6782", "123 456 782", "12345678"])
def test_a_bsn_in_every_form_is_noticed(text: str, page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    widget.field(page).fill(text)
    widget.field(page).press("Enter")
    expect(alert(page)).to_contain_text("burgerservicenummer")


def test_a_bsn_that_is_sent_all_the_same_is_shown_masked(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.field(page).fill("123456782")
    widget.field(page).press("Enter")
    before = widget.messages(page).count()
    page.get_by_role("button", name="Verstuur toch").click()
    expect(widget.messages(page).nth(before + 1)).to_contain_text(widget.ASSISTANT)
    expect(widget.messages(page).nth(before)).not_to_contain_text("123456782")


@pytest.mark.parametrize(
    "text",
    [
        "1.845,30 euro",
        "0800-2000",
        "12.03.1980",
        "12-03-1980",
        "1200-1500 euro",
        "06 12345678",
        "06-12345678",
        "071-5165165",
        "ik ben 45",
    ],
)
def test_other_numbers_give_no_warning(text: str, page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    widget.say(page, text)
    expect(alert(page)).to_be_empty()


def test_a_refused_message_goes_back_into_the_field(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    page.route(SAY, problem(429, "U stuurt snel veel berichten. Wacht een minuut."))
    before = widget.messages(page).count()
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(alert(page)).to_have_text("U stuurt snel veel berichten. Wacht een minuut.")
    expect(widget.field(page)).to_have_value("ik woon alleen")
    expect(widget.messages(page)).to_have_count(before)
    page.unroute(SAY)
    widget.field(page).press("Enter")
    expect(widget.messages(page)).to_have_count(before + 2)
    expect(alert(page)).to_be_empty()


def test_a_choice_that_was_answered_elsewhere_shows_what_happened(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    page.route(SAY, problem(409, "Deze keuze hoort bij een eerdere vraag."))
    widget.offered(page).first.click()
    expect(alert(page)).to_have_text("Deze keuze hoort bij een eerdere vraag.")
    expect(widget.offered(page).first).to_be_visible()


@pytest.mark.parametrize("fault", ["network", "server"])
def test_a_message_that_does_not_arrive_stays_and_can_be_sent_again(fault: str, page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    sent = posts(page)
    page.route(SAY, (lambda route: route.abort()) if fault == "network" else problem(503, "Het lukt nu niet."))
    before = widget.messages(page).count()
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(alert(page)).to_contain_text("bewaard")
    expect(widget.messages(page).nth(before)).to_contain_text("Nog niet verstuurd.")
    expect(page.get_by_role("button", name="Probeer opnieuw")).to_be_in_viewport()
    page.unroute(SAY)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(widget.messages(page).nth(before + 1)).to_contain_text(widget.ASSISTANT)
    expect(widget.messages(page).nth(before)).not_to_contain_text("Nog niet verstuurd.")
    expect(widget.messages(page)).to_have_count(before + 2)
    assert len(sent) == 2
    assert sent[0] == sent[1]


def test_an_answer_that_got_lost_comes_over_the_stream(page: Page, scripted_url: str) -> None:
    """The server handled the message, but its answer never arrived: nothing is sent twice, nothing is missing."""
    widget.open_panel(page, scripted_url)
    before = widget.messages(page).count()

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(SAY, lose_answer)
    widget.field(page).fill("ik woon alleen")
    widget.field(page).press("Enter")
    expect(widget.messages(page)).to_have_count(before + 2)
    expect(widget.messages(page).nth(before)).not_to_contain_text("Nog niet verstuurd.")
    expect(widget.messages(page).nth(before + 1)).to_contain_text("Vraag 1")


def test_waiting_is_said_in_words(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.announcements(page)
    widget.field(page).fill("dit duurt traag")
    widget.field(page).press("Enter")
    expect(page.get_by_text("Zelfcheck is aan het typen…")).to_be_visible()
    widget.field(page).fill("nog iets")
    widget.field(page).press("Enter")
    expect(alert(page)).to_contain_text("Wij zijn nog bezig met uw vorige bericht.")
    expect(page.get_by_text("Het duurt wat langer.").first).to_be_visible(timeout=12_000)
    expect(page.get_by_text("Vraag 1 van ongeveer 8", exact=True)).to_be_visible()
    assert any("Het duurt wat langer." in said for said in page.evaluate("window.said"))
    expect(widget.field(page)).to_have_value("nog iets")


def test_a_conversation_that_is_gone_says_so_and_a_new_one_begins(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    page.evaluate(
        """async () => {
          const { id, token } = JSON.parse(sessionStorage.getItem("zelfcheck:leiden"));
          await fetch(`/api/v1/gesprekken/${id}`, { method: "DELETE", headers: { Authorization: `Bearer ${token}` } });
        }"""
    )
    expect(page.get_by_text("Dit gesprek is gestopt of gewist.").first).to_be_visible()
    page.get_by_role("button", name="Begin een nieuw gesprek").click()
    expect(widget.offered(page).first).to_be_visible()


def test_a_reload_after_the_conversation_is_gone_begins_a_new_one(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    page.evaluate(
        """sessionStorage.setItem("zelfcheck:leiden", JSON.stringify({ id: "weg", token: "weg", open: true }))"""
    )
    page.reload()
    expect(widget.offered(page).first).to_be_visible()


def test_a_start_that_fails_can_be_tried_again(page: Page, zelfcheck_url: str) -> None:
    page.route("**/api/v1/gesprekken", lambda route: route.abort())
    page.goto(f"{zelfcheck_url}/gesprek?gemeente=leiden")
    expect(alert(page)).to_contain_text("De zelfcheck kan nu niet starten.")
    page.unroute("**/api/v1/gesprekken")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(widget.offered(page).first).to_be_visible()


def test_the_launcher_is_hidden_when_the_service_is_down(page: Page, tmp_path: Path) -> None:
    """The model is gone, so the front door itself says that it is not ready."""
    with running_house(tmp_path, rasa_url="http://127.0.0.1:1") as url:
        with page.expect_response("**/readyz") as asked:
            page.goto(url)
        assert asked.value.status == 503
        page.wait_for_timeout(500)
        expect(widget.launcher(page)).to_have_count(0)


def test_a_conversation_that_goes_on_is_shown_all_the_same(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    page.route("**/readyz", lambda route: route.fulfill(status=503))
    page.reload()
    expect(widget.messages(page).first).to_be_visible()
