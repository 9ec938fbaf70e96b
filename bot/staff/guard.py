"""Before any page: the request comes from our own pages, from somebody who is signed in, and faults get a page too.

Closed by default: a route is only open to everybody when it is named in ``OPEN``.
"""

import hmac
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.front.keys import CLOCK, DATABASE, SETTINGS
from bot.front.logs import where
from bot.staff.cases import NoSuchCase
from bot.staff.cookies import SESSION
from bot.staff.keys import COOKIES, VISIT
from bot.staff.pages import fault_page, field, go_to
from bot.staff.visits import Visit, Visits

SIGN_IN, SIGN_OUT, PASSWORD, FILES, FOLLOW = "inloggen", "uitloggen", "wachtwoord", "bestanden", "volg"
OPEN = frozenset({SIGN_IN, FILES})
BY_ITSELF = frozenset({FOLLOW})
"""What a page asks without anybody at it: it keeps nobody signed in."""
WITH_GIVEN_PASSWORD = frozenset({PASSWORD, SIGN_OUT, FILES})
READING = frozenset({"GET", "HEAD"})
FORM = "application/x-www-form-urlencoded"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
"""The referrer policy is not ``no-referrer``: browsers would then say ``Origin: null`` with our own forms."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = structlog.get_logger(__name__)


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """The policy of the staff pages, over the general one."""
    response.headers.update(HEADERS)


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns every fault into a page that a person can read."""
    try:
        return await handler(request)
    except NoSuchCase:
        return fault_page(request, 404)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return fault_page(request, error.status)
    except Exception as error:  # noqa: BLE001 (the last resort: nobody may see a stack trace)
        log.error("unexpected", kind=type(error).__name__, where=where(error))
        return fault_page(request, 500)


@web.middleware
async def own_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses a change that is not a form from a page of this site."""
    if request.method not in READING:
        if request.headers.get("Origin", "") not in _own_origins(request):
            raise web.HTTPForbidden
        await _read_form(request)
    return await handler(request)


@web.middleware
async def recognise(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Finds out who is signed in; whoever is not gets to the sign-in page, also for addresses that do not exist."""
    token, route = request.app[COOKIES].read(request, SESSION), route_name(request)
    visit = await _visit(request, token) if token and route != FILES else None
    if visit is None:
        if route in OPEN:
            return await handler(request)
        raise go_to("/inloggen", "verlopen" if token else "")
    request[VISIT] = visit
    if visit.staff.must_change_password and route not in WITH_GIVEN_PASSWORD:
        raise go_to("/wachtwoord")
    return await handler(request)


@web.middleware
async def check_token(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses a change without the secret of this session's forms. The sign-in form checks a secret of its own."""
    visit = request.get(VISIT)
    if visit is not None and request.method not in READING and route_name(request) != SIGN_IN:
        given = (await field(request, "csrf")).encode()
        if not hmac.compare_digest(given, visit.session.csrf.encode()):
            raise web.HTTPForbidden
    return await handler(request)


MIDDLEWARES = (explain, own_forms, recognise, check_token)


def route_name(request: web.Request) -> str:
    """The name of the route, or an empty text."""
    resource = request.match_info.route.resource
    return (resource.name if resource else None) or ""


async def _read_form(request: web.Request) -> None:
    """Reads the form once, for all that follows. Raises HTTPBadRequest when it is none."""
    if request.content_type != FORM:
        raise web.HTTPBadRequest
    try:
        await request.post()
    except (LookupError, UnicodeDecodeError):
        raise web.HTTPBadRequest from None


async def _visit(request: web.Request, token: str) -> Visit | None:
    async with request.config_dict[DATABASE].write() as connection:
        visits = Visits(connection, request.config_dict[CLOCK]())
        return await (visits.seen(token) if route_name(request) in BY_ITSELF else visits.current(token))


def _own_origins(request: web.Request) -> frozenset[str]:
    """The origin at which the app is published, and the one at which the browser asked for it."""
    published = urlsplit(request.config_dict[SETTINGS].public_url)
    return frozenset({f"{published.scheme}://{published.netloc}", f"{request.scheme}://{request.host}"})
