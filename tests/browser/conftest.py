"""Chromium, and a front door to look at.

``ZELFCHECK_URL`` points the tests that fit any conversation at a running system. Without it, and for the tests that
need a state on request (danger, outcomes, a slow answer), the real front door runs here with a stand-in for Rasa.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")

from browsing import CHROMIUM, chromium, watched_page  # noqa: E402
from furniture import furnish  # noqa: E402
from house import running_house  # noqa: E402

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
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def scripted_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The front door with a conversation that goes where a test wants it."""
    with running_house(tmp_path_factory.mktemp("house"), furnish=furnish) as url:
        yield url


@pytest.fixture(scope="session")
def zelfcheck_url(request: pytest.FixtureRequest) -> str:
    """The system that ``ZELFCHECK_URL`` names, or the scripted one."""
    return os.environ.get("ZELFCHECK_URL", "").rstrip("/") or request.getfixturevalue("scripted_url")


@pytest.fixture
def new_page(browser: "sync_api.Browser") -> Iterator[NewPage]:
    """Opens pages that are watched."""
    with ExitStack() as opened:
        yield lambda *size, **options: opened.enter_context(watched_page(browser, *size, **options))


@pytest.fixture
def page(new_page: NewPage) -> "sync_api.Page":
    return new_page()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    return AXE.read_text(encoding="utf-8")
