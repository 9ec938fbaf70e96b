"""The pages round the self-check."""

import pytest
import states
import widget
from checks import ZOOMED, resize
from playwright.sync_api import Page, expect


def test_a_municipality_can_be_chosen_and_stays(page: Page, zelfcheck_url: str) -> None:
    page.goto(zelfcheck_url)
    page.get_by_label("In welke gemeente woont u?").select_option("Westland")
    page.get_by_role("button", name="Kies deze gemeente").click()
    expect(page.get_by_role("banner")).to_contain_text("Gemeente Westland")
    page.get_by_role("link", name="Zelfcheck op een hele pagina", exact=True).click()
    expect(page).to_have_url(f"{zelfcheck_url}/gesprek?gemeente=westland")


@pytest.mark.parametrize("asked", ["amsterdam", "<script>", ""])
def test_an_unknown_municipality_counts_as_none(asked: str, page: Page, zelfcheck_url: str) -> None:
    page.goto(f"{zelfcheck_url}/?gemeente={asked}")
    expect(page.get_by_role("banner").get_by_role("paragraph")).to_have_text("Gemeente")
    expect(page.locator("zelfcheck-gesprek")).to_have_attribute("gemeente", "")


def test_the_privacy_page_says_how_long(page: Page, scripted_url: str) -> None:
    page.goto(f"{scripted_url}/privacy")
    expect(page.get_by_role("main")).to_contain_text("28 dagen na uw laatste bericht wissen wij het.")


@pytest.mark.parametrize("path", ["/", "/gesprek", "/privacy", "/toegankelijkheid"])
def test_no_word_is_left_unfilled(path: str, page: Page, zelfcheck_url: str) -> None:
    page.goto(zelfcheck_url + path)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert "{" not in page.get_by_role("main").inner_text()


def test_on_a_page_of_its_own_the_field_stays_in_sight(page: Page, scripted_url: str) -> None:
    """Also under a long answer, wherever somebody reads; unless there is too little room for both."""
    states.full_page_outcomes(page, scripted_url)
    expect(widget.field(page)).to_be_in_viewport()
    page.mouse.move(400, 300)
    page.mouse.wheel(0, -5_000)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(widget.field(page)).to_be_in_viewport()
    resize(page, ZOOMED)
    page.mouse.wheel(0, -5_000)
    expect(widget.field(page)).not_to_be_in_viewport()
