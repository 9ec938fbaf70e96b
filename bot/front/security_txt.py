"""``/.well-known/security.txt`` (RFC 9116): whom to tell about a weak spot."""

from datetime import timedelta

from aiohttp import web

from bot.front.keys import CLOCK, SETTINGS

PATH = "/.well-known/security.txt"
VALID = timedelta(days=90)


def add_routes(app: web.Application) -> None:
    """Adds the route."""
    app.router.add_get(PATH, security_txt)


async def security_txt(request: web.Request) -> web.Response:
    """The contact, valid for ninety days from now: as long as the server runs somebody answers for it."""
    settings = request.app[SETTINGS]
    expires = (request.app[CLOCK]() + VALID).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    lines = (
        f"Contact: {settings.security_contact}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.public_url}{PATH}",
    )
    return web.Response(text="\n".join(lines) + "\n", content_type="text/plain", charset="utf-8")
