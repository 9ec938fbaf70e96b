"""Every check in every state: what a program can see of accessibility. The rest is in test_accessibility.py."""

from collections.abc import Iterator

import pytest
from browsing import watched_page
from checks import AXE, CHECKS, WITH_AXE
from playwright.sync_api import Browser, Page
from states import STATES

from tests.browser.conftest import missing


@pytest.fixture(scope="module", params=STATES)
def shown(request: pytest.FixtureRequest, browser: Browser, scripted_url: str) -> Iterator[Page]:
    """A page in one of the states; all checks look at the same one."""
    with watched_page(browser) as page:
        STATES[request.param](page, scripted_url)
        yield page


@pytest.mark.parametrize("check", CHECKS)
def test_finds_nothing(check: str, shown: Page) -> None:
    if check in WITH_AXE and not AXE.exists():
        missing("axe-core is not installed: npm ci in tests/browser")
    findings = CHECKS[check](shown)
    assert findings == [], "\n".join(findings)
