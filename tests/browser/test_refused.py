"""Danger in a message that cannot be sent: the numbers come with the refusal."""

from collections.abc import Callable

import pytest
import widget
from playwright.sync_api import Page, expect

DANGER = "hij slaat mij "


def check(page: Page, refusal: str) -> None:
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Belangrijk: hulp bij gevaar")
    expect(alert).to_contain_text(refusal)
    expect(alert.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")


@pytest.mark.parametrize("text", [DANGER + "x" * 2_000, "x" * 30_000 + DANGER])
def test_too_long(text: str, page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    before = widget.messages(page).count()
    widget.field(page).fill(text)
    widget.field(page).press("Enter")
    check(page, "Maak het korter.")
    expect(widget.field(page)).to_have_value(text)
    expect(widget.messages(page)).to_have_count(before)


def test_while_the_message_before_waits(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.field(page).fill("dit duurt even")
    widget.field(page).press("Enter")
    widget.field(page).fill(DANGER)
    widget.field(page).press("Enter")
    check(page, "Wij zijn nog bezig met uw vorige bericht.")


def test_refused_by_the_server(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    body = {"type": "urn:zelfcheck:probleem:te_snel", "title": "x", "detail": "Wacht even.", "gevaar": "Bel **112**."}
    page.route("**/berichten", lambda route: route.fulfill(status=429, json=body))
    widget.field(page).fill(DANGER)
    widget.field(page).press("Enter")
    check(page, "Wacht even.")


def test_without_danger_only_the_refusal(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    widget.field(page).fill("x" * 2_010)
    with page.expect_response("**/controles"):
        widget.field(page).press("Enter")
    expect(page.get_by_role("alert")).to_have_text(
        "Uw bericht is te lang: 10 tekens te veel. Maak het korter. Het mag 2.000 tekens lang zijn."
    )


def test_without_javascript(new_page: Callable[..., Page], scripted_url: str) -> None:
    plain = new_page(320, 640, java_script_enabled=False)
    plain.goto(f"{scripted_url}/gesprek?gemeente=leiden")
    plain.get_by_role("button", name="Begin de zelfcheck").click()
    plain.get_by_role("textbox").fill(DANGER + "x" * 2_000)
    plain.get_by_role("button", name="Verstuur").click()
    expect(plain.locator(".gevaar")).to_contain_text("Belangrijk: hulp bij gevaar")
    expect(plain.get_by_role("link", name="112")).to_have_attribute("href", "tel:112")
    expect(plain.get_by_text("hooguit 2.000 tekens")).to_be_visible()
