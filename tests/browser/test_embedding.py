"""The script tag on somebody else's page, its size, and what it may load."""

from collections.abc import Callable

import widget
from playwright.sync_api import Page, Request, Route, expect

LARGEST = 30_000
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'"
)
HOST_PAGE = """<!doctype html><html lang="nl"><head><title>Gemeente</title></head>
<body class="thema"><main><h1>Gemeente</h1></main>
<script src="/static/zelfcheck.js" type="module" data-gemeente="leiden" data-thema="eigen-thema"></script>
</body></html>"""
THEME = ".eigen-thema { --utrecht-button-primary-action-background-color: rgb(0, 100, 0); }"


def host(page: Page, url: str) -> None:
    """A municipality's own page under a strict policy, with its own theme and the one script tag."""
    page_html = HOST_PAGE.replace("</head>", '<link rel="stylesheet" href="/static/thema.css"></head>')

    def answer(route: Route) -> None:
        route.fulfill(body=page_html, content_type="text/html", headers={"Content-Security-Policy": STRICT})

    page.route("**/gemeentepagina", answer)
    page.route("**/static/thema.css", lambda route: route.fulfill(body=THEME, content_type="text/css"))
    page.goto(f"{url}/gemeentepagina")


def test_one_script_tag_gives_a_launcher_that_works(page: Page, zelfcheck_url: str) -> None:
    host(page, zelfcheck_url)
    expect(widget.launcher(page)).to_be_in_viewport()
    widget.launcher(page).click()
    expect(widget.offered(page).first).to_be_visible()
    widget.say(page, "geld")


def test_the_municipality_of_the_tag_is_used(page: Page, zelfcheck_url: str) -> None:
    host(page, zelfcheck_url)
    with page.expect_request("**/api/v1/gesprekken") as begun:
        widget.launcher(page).click()
    assert begun.value.post_data_json == {"gemeente": "leiden", "kanaal": "web"}


def test_a_theme_of_the_page_reaches_the_widget(page: Page, zelfcheck_url: str) -> None:
    host(page, zelfcheck_url)
    colour = widget.launcher(page).evaluate("(element) => getComputedStyle(element).backgroundColor")
    assert colour == "rgb(0, 100, 0)"


def test_the_panel_stays_open_over_a_reload_and_takes_no_focus(page: Page, zelfcheck_url: str) -> None:
    widget.open_panel(page, zelfcheck_url)
    page.reload()
    expect(widget.offered(page).first).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")


def test_turning_the_phone_keeps_the_panel_and_the_focus(new_page: Callable[..., Page], zelfcheck_url: str) -> None:
    page = new_page(1024, 800)
    widget.open_panel(page, zelfcheck_url)
    widget.field(page).fill("half af")
    page.set_viewport_size({"width": 320, "height": 640})
    expect(widget.field(page)).to_be_focused()
    page.set_viewport_size({"width": 1024, "height": 800})
    expect(widget.field(page)).to_be_focused()
    expect(widget.field(page)).to_have_value("half af")


def test_what_goes_over_the_wire_is_small(page: Page, zelfcheck_url: str) -> None:
    """Everything that the script tag loads, as the browser got it: packed, and the second time hardly anything."""
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(_wire_size(request)))
    page.goto(zelfcheck_url)
    expect(widget.launcher(page)).to_be_visible()
    first = sum(sizes)
    assert 5_000 < first <= LARGEST
    sizes.clear()
    page.reload()
    expect(widget.launcher(page)).to_be_visible()
    assert sum(sizes) < 1_000


def _wire_size(request: Request) -> int:
    """Bytes of the answer's body, for what the widget asks; the page round it is the municipality's."""
    ours = "/static/zelfcheck" in request.url or "/readyz" in request.url
    return request.sizes()["responseBodySize"] if ours else 0
