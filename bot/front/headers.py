"""Headers that protect whoever reads an answer. A page may set its own policy; the strictest one is the default."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.front.openapi import version
from bot.front.settings import DEVELOPMENT, Settings

STRICT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "Content-Security-Policy": STRICT_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
HSTS = "max-age=31536000; includeSubDomains"
API = "/api/"
PERSONAL = (API, "/gesprek", "/verder")
"""What may show a resident's conversation: no browser keeps it for whoever presses "back" after it was wiped."""

Signal = Callable[[web.Request, web.StreamResponse], Awaitable[None]]


def protect(settings: Settings) -> Signal:
    """The signal handler that adds what an answer does not set itself. HSTS outside development."""
    secure = settings.environment != DEVELOPMENT or settings.public_url.startswith("https://")

    async def add(request: web.Request, response: web.StreamResponse) -> None:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Server"] = "zelfcheck"
        if secure:
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        if request.path.startswith(PERSONAL):
            response.headers.setdefault("Cache-Control", "no-store")
        if request.path.startswith(API):
            response.headers.setdefault("API-Version", version())

    return add
