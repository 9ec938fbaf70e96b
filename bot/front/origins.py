"""From whose pages a browser may talk to us: an allow-list for each municipality, and our own pages always.

A browser says in ``Origin`` on which page it is. What is no browser says nothing and is not meant here: the token
guards the conversation, the list guards residents against one on a page that is not their municipality's.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from aiohttp import web

from bot.front.problems import Problem
from bot.store.environment import Environment, SettingError, text

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
NAME, API = "ORIGINS", "/api/"
DESCRIPTION = "/api/v1/openapi.json"
"""Not about anybody: viewers on every website may load it (NLGov API-51)."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
ALLOWED = {
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Last-Event-ID",
    "Access-Control-Max-Age": "600",
}
EXPOSED = "API-Version, Location, Retry-After"


@dataclass(frozen=True)
class Origins:
    """The origins of each municipality's pages; with ``loopback`` every page on this machine as well (development)."""

    own: str = ""
    listed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    loopback: bool = False

    @classmethod
    def read(cls, environment: Environment, own: str, loopback: bool) -> "Origins":
        """From ``ORIGINS``: ``leiden=https://a https://b; elburg=https://c``. Raises SettingError."""
        parts = [part for part in text(environment, NAME, "").split(";") if part.strip()]
        return cls(own, dict(_listed(part) for part in parts), loopback)

    def check_municipalities(self, known: Collection[str]) -> None:
        """Raises SettingError when the list names a municipality that does not take part."""
        for slug in self.listed:
            if slug not in known:
                raise SettingError(NAME, f"{slug} is no municipality")

    def is_known(self, origin: str, host: str) -> bool:
        """Whether the origin is ours (``host`` is how we were called) or on any list."""
        return self._is_ours(origin, host) or any(origin in origins for origins in self.listed.values())

    def check(self, request: web.Request, page: str | None) -> None:
        """Raises Problem when a browser asks from a page that is not this municipality's; None is any."""
        origin = request.headers.get("Origin")
        if origin is None or self._is_ours(origin, request.host):
            return
        allowed = self.is_known(origin, request.host) if page is None else origin in self.listed.get(page, ())
        if not allowed:
            raise Problem(403, "andere_website")

    def _is_ours(self, origin: str, host: str) -> bool:
        found = urlsplit(origin)
        return origin == self.own or found.netloc == host or (self.loopback and found.hostname in LOOPBACK)


@web.middleware
async def answer_preflight(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What a browser asks before it sends a token or JSON to another origin."""
    asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    if not asked or not request.path.startswith(API):
        return await handler(request)
    if not request.app[ORIGINS].is_known(request.headers.get("Origin", ""), request.host):
        raise Problem(403, "andere_website")
    return web.Response(status=204, headers=ALLOWED)


async def let_read(request: web.Request, response: web.StreamResponse) -> None:
    """Tells the browser that a page of a known origin may read the answer, problems too."""
    if not request.path.startswith(API):
        return
    if request.path == DESCRIPTION:
        response.headers["Access-Control-Allow-Origin"] = "*"
        return
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("Origin", "")
    if origin and request.app[ORIGINS].is_known(origin, request.host):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = EXPOSED


ORIGINS = web.AppKey("origins", Origins)


def _listed(part: str) -> tuple[str, frozenset[str]]:
    slug, separator, origins = part.partition("=")
    found = frozenset(origin.rstrip("/") for origin in origins.split())
    if not separator or not found:
        raise SettingError(NAME, "must be written as: leiden=https://www.leiden.nl; elburg=https://www.elburg.nl")
    for origin in found:
        address = urlsplit(origin)
        if address.scheme not in ("http", "https") or not address.hostname or origin != _plain(origin):
            raise SettingError(NAME, f"{origin} must be an origin such as https://www.leiden.nl")
    return slug.strip(), found


def _plain(origin: str) -> str:
    address = urlsplit(origin)
    return f"{address.scheme}://{address.netloc}".lower()
