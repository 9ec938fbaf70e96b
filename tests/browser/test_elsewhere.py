"""The script tag on a page of another origin, under the strictest policy that a municipality can have."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import widget
from house import running_house
from playwright.sync_api import Page, expect

from bot.front.origins import Origins

NONCE = "d2lkZ2V0"
PAGE = """<!doctype html><html lang="nl"><head><title>Gemeente</title>
<style nonce="{nonce}">h1 {{ color: rgb(0, 100, 0) }}</style></head>
<body><main><h1>Gemeente</h1></main>
<script nonce="{nonce}" src="{zelfcheck}/static/zelfcheck.js" type="module" data-gemeente="leiden"></script>
</body></html>"""
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; connect-src {zelfcheck}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


class Municipality:
    """A website on a port of its own; ``zelfcheck`` is the address that its script tag names."""

    def __init__(self) -> None:
        self.zelfcheck = ""
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # noqa: N802 (the name that http.server calls)
                names = {"nonce": NONCE, "zelfcheck": site.zelfcheck}
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Security-Policy", POLICY.format(**names))
                self.end_headers()
                self.wfile.write(PAGE.format(**names).encode())

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture(scope="module")
def municipality(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Municipality]:
    site = Municipality()
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    origins = Origins(listed={"leiden": frozenset({site.url})})
    with running_house(tmp_path_factory.mktemp("house"), origins=origins) as site.zelfcheck:
        yield site
    site.server.shutdown()


def test_it_works_there_and_breaks_no_rule(new_page: Callable[..., Page], municipality: Municipality) -> None:
    """The page is watched: one violation of the policy, or a request to a third host, fails this test."""
    page = new_page(hosts=2)
    page.goto(municipality.url)
    assert page.locator("h1").evaluate("(element) => getComputedStyle(element).color") == "rgb(0, 100, 0)"
    widget.launcher(page).click()
    expect(widget.offered(page).first).to_be_visible()
    widget.say(page, "uitkomst graag")
    widget.open_menu(page)
    page.get_by_role("button", name="Wat heb ik ingevuld?").click()
    expect(page.get_by_text("U bent 45 jaar.")).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("() => { window.print = () => {}; }")
    page.get_by_role("button", name="Afdrukken").click()
    expect(page.locator(".papier")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    with page.expect_download():
        page.get_by_role("button", name="Download").click()
    page.reload()
    expect(widget.messages(page).last).to_contain_text("Dit zijn uw uitkomsten.")
