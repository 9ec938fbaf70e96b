"""Chromium, and a front door to look at.

``ZELFCHECK_URL`` points the tests that fit any conversation at a running system. Without it, and for the tests that
need a state on request (danger, outcomes, a slow answer), the real front door runs here with a stand-in for Rasa.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

from house import running_house  # noqa: E402
from watch import Watch  # noqa: E402

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = HERE / "node_modules/axe-core/axe.min.js"


def missing(what: str) -> None:
    """Skip, and say so; where the browser tests must run (CI), fail."""
    if os.environ.get("ZELFCHECK_BROWSER_REQUIRED"):
        pytest.fail(what)
    pytest.skip(what)


NewPage = Callable[..., "sync_api.Page"]


@pytest.fixture(scope="session")
def browser() -> "Iterator[sync_api.Browser]":
    if not CHROMIUM.exists():
        missing(f"no browser at {CHROMIUM}: apt-get install chromium")
    with sync_api.sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def scripted_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The front door with a conversation that goes where a test wants it."""
    with running_house(tmp_path_factory.mktemp("house")) as url:
        yield url


@pytest.fixture(scope="session")
def zelfcheck_url(request: pytest.FixtureRequest) -> str:
    """The system that ``ZELFCHECK_URL`` names, or the scripted one."""
    return os.environ.get("ZELFCHECK_URL", "").rstrip("/") or request.getfixturevalue("scripted_url")


@pytest.fixture
def new_page(browser: "sync_api.Browser") -> Iterator[NewPage]:
    """Opens pages that are watched: at the end there was no error, no policy violation, no request elsewhere."""
    contexts: list[sync_api.BrowserContext] = []
    watches: list[Watch] = []

    def make(width: int = 1280, height: int = 900, **options: object) -> "sync_api.Page":
        context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watches.append(Watch(page))
        return page

    yield make
    for context in contexts:
        context.close()
    for watch in watches:
        watch.check()


@pytest.fixture
def page(new_page: NewPage) -> "sync_api.Page":
    return new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    return AXE.read_text(encoding="utf-8")
