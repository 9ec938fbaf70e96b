"""The public "voorbeeld" theme of NL Design System, as npm has it: the widget takes it over without a change."""

from pathlib import Path

import checks
import pytest
import widget
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import missing

THEME = Path(__file__).parent / "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
HOST_PAGE = """<!doctype html><html lang="nl"><head><title>Gemeente</title>
<link rel="stylesheet" href="/static/thema.css"></head><body><main><h1>Gemeente</h1></main>
<script src="/static/zelfcheck.js" type="module" data-gemeente="leiden" data-thema="voorbeeld-theme"></script>
</body></html>"""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'"
)
VIOLET, WHITE, INK, LINE, RED = "#5115ef", "#ffffff", "#001a40", "#586c88", "#a01d23"


@pytest.fixture
def themed(page: Page, scripted_url: str) -> Page:
    """The panel, open on a municipality's page that has nothing but the theme's style sheet."""
    if not THEME.exists():
        missing("the theme is not installed: npm ci in tests/browser")
    page.route("**/gemeentepagina", _answer_host_page)
    page.route("**/static/thema.css", lambda route: route.fulfill(path=THEME, content_type="text/css"))
    page.goto(f"{scripted_url}/gemeentepagina")
    widget.launcher(page).click()
    expect(widget.offered(page).first).to_be_visible()
    return page


def _answer_host_page(route: Route) -> None:
    route.fulfill(body=HOST_PAGE, content_type="text/html", headers={"Content-Security-Policy": POLICY})


def test_its_tokens_arrive(themed: Page) -> None:
    widget.say(themed, "hij slaat mij")
    danger, choice = widget.messages(themed).last, widget.messages(themed).nth(1).get_by_role("button").first
    arrived = {
        "launcher": style(widget.launcher(themed), "backgroundColor"),
        "words on it": style(widget.launcher(themed), "color"),
        "corners": style(widget.launcher(themed), "borderTopLeftRadius"),
        "text": style(danger, "color"),
        "letters": style(danger, "fontFamily"),
        "panel": style(themed.get_by_role("dialog", name="Zelfcheck"), "backgroundColor"),
        "field": style(widget.field(themed), "borderTopColor"),
        "danger": style(danger, "borderTopColor"),
        "choice": style(choice, "backgroundColor"),
    }
    assert arrived == {
        "launcher": rgb(VIOLET),
        "words on it": rgb(WHITE),
        "corners": "8px",
        "text": rgb(INK),
        "letters": '"Noto Sans", sans-serif',
        "panel": rgb(WHITE),
        "field": rgb(LINE),
        "danger": rgb(RED),
        "choice": rgb(WHITE),
    }


def test_its_focus_arrives(themed: Page) -> None:
    themed.keyboard.press("Tab")
    themed.keyboard.press("Shift+Tab")
    expect(widget.field(themed)).to_be_focused()
    assert style(widget.field(themed), "outlineColor") == rgb("#0b0c0c")


@pytest.mark.parametrize("said", ["geld", "uitkomst graag", "hij slaat mij", ""])
def test_its_colours_can_be_read(said: str, themed: Page) -> None:
    """Contrast as axe-core measures it, with a question, outcomes, danger, and an error at the field."""
    if not checks.AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    if said:
        widget.say(themed, said)
    else:
        widget.field(themed).press("Enter")
        expect(themed.get_by_role("alert")).not_to_be_empty()
    assert checks.axe(themed) == []


def style(element: Locator, name: str) -> str:
    computed: str = element.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return computed


def rgb(colour: str) -> str:
    """A colour as the browser writes it."""
    return f"rgb({', '.join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5))})"
