"""Chromium without pytest: for the tests, and for the commands that walk the states themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright
from watch import Watch

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE = 20_000
"""Milliseconds. Nothing is a matter of time here: on a busy machine everything comes later."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, while it runs."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def watched_page(
    browser: Browser, width: int = 1280, height: int = 900, hosts: int = 1, **options: object
) -> Iterator[Page]:
    """A page that is watched: at the end there was no error, no policy violation, no request elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", **options)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, hosts)
    yield page
    page.unroute_all(behavior="ignoreErrors")
    context.close()
    watch.check()
