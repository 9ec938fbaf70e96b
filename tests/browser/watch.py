"""What may never happen in a resident's browser, whatever the test is about."""

from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
});
"""
NETWORK_FAILURE = "Failed to load resource"


class Watch:
    """Notes errors, violations of the content policy, and requests to more hosts than the page has of its own."""

    def __init__(self, page: Page, hosts: int = 1) -> None:
        self._page, self._most = page, hosts
        self._faults: list[str] = []
        self._hosts: set[str] = set()
        page.add_init_script(REPORT_VIOLATIONS)
        page.on("pageerror", lambda error: self._faults.append(str(error)))
        page.on("console", self._read)
        page.on("request", self._note)

    def check(self) -> None:
        """Fails when one of these happened."""
        assert self._faults == []
        assert len(self._hosts) <= self._most, f"requests to {self._hosts}"

    def _read(self, message: ConsoleMessage) -> None:
        """A request that fails is the subject of some tests; every other error is a fault."""
        if message.type == "error" and NETWORK_FAILURE not in message.text:
            self._faults.append(message.text)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https"):
            self._hosts.add(parts.netloc)
