"""The summary on paper and as a file: answers, outcomes with reasons, steps, contacts; not the conversation."""

from collections.abc import Callable
from pathlib import Path

import pytest
import widget
from pdf import pdf_text
from playwright.sync_api import Page, expect

ON_IT = [
    "Uw zelfcheck",
    "Gemaakt op ",
    "U woont in de gemeente Leiden.",
    "U bent 45 jaar.",
    "Boodschappendienst",
    "Waarschijnlijk iets voor u",
    "Schrijf op wat niet meer lukt.",
    "Servicepunt Zorg",
    "Uw inkomen telt mee.",
    "Waar kunt u verder terecht?",
    "Sociaal Wijkteam",
    "Bel 14 071.",
    "geen besluit van de gemeente",
]
NOT_ON_IT = ["U praat met", "Uw antwoord of vraag", "Waar gaat uw vraag over?", "ik woon alleen"]


def check(text: str) -> None:
    """Runs of glyphs on paper have no spaces between them, so spaces do not count."""
    letters = "".join(text.split())
    assert [each for each in ON_IT if "".join(each.split()) not in letters] == []
    assert [each for each in NOT_ON_IT if "".join(each.split()) in letters] == []


def printed(page: Page) -> str:
    """What the browser puts on paper."""
    return pdf_text(page.pdf())


def press_print(page: Page) -> None:
    page.evaluate("() => { window.pressed = 0; window.print = () => { window.pressed += 1; }; }")
    widget.open_menu(page)
    page.get_by_role("button", name="Afdrukken").click()
    expect(page.locator(".papier")).to_have_count(1)
    assert page.evaluate("window.pressed") == 1


@pytest.mark.parametrize("opened", [widget.open_panel, widget.open_page])
def test_on_paper_stands_the_summary(opened: Callable[[Page, str], None], page: Page, scripted_url: str) -> None:
    opened(page, scripted_url)
    widget.say(page, "ik woon alleen")
    press_print(page)
    check(printed(page))


def test_after_printing_the_page_is_as_it_was(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    press_print(page)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".papier")).to_have_count(0)
    assert page.evaluate("document.adoptedStyleSheets.length") == 0
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(widget.field(page)).to_be_visible()


def test_the_file(page: Page, scripted_url: str, tmp_path: Path) -> None:
    widget.open_panel(page, scripted_url)
    widget.say(page, "ik woon alleen")
    widget.open_menu(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "mijn-zelfcheck.txt"
    download.value.save_as(tmp_path / "summary.txt")
    text = (tmp_path / "summary.txt").read_text(encoding="utf-8")
    check(text)
    assert "- U bent 45 jaar." in text
    assert "Boodschappendienst: Waarschijnlijk iets voor u" in text
    assert "Nog niet bevestigd door de gemeente." in text


def test_without_javascript_on_paper(new_page: Callable[..., Page], scripted_url: str) -> None:
    plain = new_page(320, 640, java_script_enabled=False)
    plain.goto(f"{scripted_url}/gesprek?gemeente=leiden")
    plain.get_by_role("button", name="Begin de zelfcheck").click()
    plain.get_by_role("link", name="Bekijk, wijzig of druk af wat u heeft ingevuld").click()
    check(plain.get_by_role("main").inner_text())
    text = printed(plain)
    check(text)
    assert "Wijzig" not in text


def test_who_filled_in_nothing_gets_words_instead(page: Page, scripted_url: str) -> None:
    widget.open_panel(page, scripted_url)
    empty = {"antwoorden": {}, "uitkomsten": [], "verwijzing": None, "gemeente": None, "id": "x", "berichten": []}
    page.route("**/api/v1/gesprekken/*", lambda route: route.fulfill(json=empty))
    press_print(page)
    expect(page.locator(".papier")).to_contain_text("U heeft nog geen vragen beantwoord.")
    expect(page.locator(".papier")).to_contain_text("Er zijn nog geen uitkomsten.")
