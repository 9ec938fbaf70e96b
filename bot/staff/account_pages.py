"""Signing in, signing out, and one's own password."""

import hmac

from aiohttp import web

from bot.front.incoming import clean
from bot.front.keys import CIPHER, CLOCK, DATABASE
from bot.staff.cookies import SESSION, SIGN_IN
from bot.staff.keys import COOKIES, VISIT, WORDS
from bot.staff.pages import Fault, field, go_to, render
from bot.staff.sign_in import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Credentials,
    NewPassword,
    SignIn,
    password_problem,
)
from bot.staff.visits import Visits
from bot.store.audit import Audit
from bot.store.ids import new_token

FIELD_OF_PROBLEM = {"huidig": "huidig", "anders": "herhaal"}


async def show_sign_in(request: web.Request) -> web.StreamResponse:
    """The sign-in page, or the list for whoever is signed in."""
    if VISIT in request:
        raise go_to("")
    return _sign_in_page(request)


async def sign_in(request: web.Request) -> web.StreamResponse:
    """Opens a session. Whatever is wrong with address, password or account reads the same."""
    words = request.app[WORDS].said["inloggen"]
    if not await _has_sign_in_token(request):
        return _sign_in_page(request, 403, [Fault("", words["formulier_verlopen"])])
    email, password = clean(await field(request, "email")), await field(request, "wachtwoord")
    faults = _empty_fields(email, password, request)
    if faults:
        return _sign_in_page(request, 422, faults, email)
    earlier = request.app[COOKIES].read(request, SESSION)
    token = await _door(request).sign_in(Credentials(email, password, request.remote or "", earlier))
    if token is None:
        return _sign_in_page(request, 422, [Fault("email", words["fout"])], email)
    raise _with_session(request, go_to(""), token)


async def sign_out(request: web.Request) -> web.StreamResponse:
    """Ends the session at once."""
    cookies, visit, now = request.app[COOKIES], request[VISIT], request.config_dict[CLOCK]()
    async with request.config_dict[DATABASE].write() as connection:
        await Visits(connection, now).end(cookies.read(request, SESSION))
        await Audit(connection).add(now, visit.staff.id, "uitloggen", visit.staff.id, "gelukt")
    response = go_to("/inloggen", "uitgelogd")
    cookies.forget(response, SESSION)
    raise response


async def show_password(request: web.Request) -> web.StreamResponse:
    """The form to choose another password."""
    return _password_page(request)


async def change_password(request: web.Request) -> web.StreamResponse:
    """Replaces the password; every other browser of this account is signed out."""
    staff = request[VISIT].staff
    typed = NewPassword(*[await field(request, name) for name in ("huidig", "nieuw", "herhaal")])
    problem = password_problem(typed, staff.email)
    token = None if problem else await _door(request).change_password(staff, typed)
    if token is None:
        return _password_page(request, 422, problem or "huidig")
    raise _with_session(request, go_to("", "wachtwoord"), token)


def _sign_in_page(
    request: web.Request, status: int = 200, faults: list[Fault] | None = None, email: str = ""
) -> web.Response:
    secret = request.app[COOKIES].read(request, SIGN_IN) or new_token()
    context = {"csrf": _sign_in_token(request, secret), "faults": faults or (), "email": email}
    told = request.app[WORDS].said["inloggen"].get(_reason(request), "")
    response = render(request, "inloggen.html", status, **context, klaar="", melding=told)
    request.app[COOKIES].write(response, SIGN_IN, secret)
    return response


def _reason(request: web.Request) -> str:
    """Why somebody is sent here, when the address says so."""
    given = request.query.get("klaar", "")
    return given if given in ("verlopen", "uitgelogd") else ""


async def _has_sign_in_token(request: web.Request) -> bool:
    """Whether the form came with the cookie of the page that it stood on."""
    secret = request.app[COOKIES].read(request, SIGN_IN)
    given = (await field(request, "csrf")).encode()
    return bool(secret) and hmac.compare_digest(given, _sign_in_token(request, secret).encode())


def _sign_in_token(request: web.Request, secret: str) -> str:
    return request.config_dict[CIPHER].keyed_hash(secret, "inloggen")


def _empty_fields(email: str, password: str, request: web.Request) -> list[Fault]:
    words = request.app[WORDS].said["inloggen"]
    typed = {"email": email, "wachtwoord": password}
    return [Fault(name, words[f"leeg_{name}"]) for name, text in typed.items() if not text]


def _password_page(request: web.Request, status: int = 200, problem: str | None = None) -> web.Response:
    words = request.app[WORDS].said["wachtwoord"]["fouten"]
    limits = {"kortste": SHORTEST_PASSWORD, "langste": LONGEST_PASSWORD}
    faults = [Fault(FIELD_OF_PROBLEM.get(problem, "nieuw"), words[problem].format(**limits))] if problem else []
    return render(request, "wachtwoord.html", status, faults=faults, **limits)


def _with_session(request: web.Request, response: web.HTTPSeeOther, token: str) -> web.HTTPSeeOther:
    request.app[COOKIES].write(response, SESSION, token)
    request.app[COOKIES].forget(response, SIGN_IN)
    return response


def _door(request: web.Request) -> SignIn:
    parts = request.config_dict
    return SignIn(parts[DATABASE], parts[CIPHER], parts[CLOCK])
