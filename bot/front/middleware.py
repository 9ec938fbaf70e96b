"""Around every request: a number and a log line, and problems instead of error pages."""

import time
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.front.keys import CIPHER, METRICS, TEXTS
from bot.front.logs import where
from bot.front.problems import AnswerProblem, Problem, from_http, problem_response
from bot.front.refusals import REFUSED
from bot.selfcheck.answers import AnswerError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = structlog.get_logger(__name__)
UNKNOWN_ROUTE = "onbekend"
HASH_LENGTH = 12


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Counts and logs the request by its pattern; a conversation only by a keyed hash of its id."""
    begin, status = time.monotonic(), 500
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as error:
        status = error.status
        raise
    finally:
        seconds, route = time.monotonic() - begin, pattern(request)
        request.app[METRICS].request(request.method, route, status, seconds)
        log.info(
            "request", method=request.method, route=route, status=status, ms=round(seconds * 1000), **_who(request)
        )


@web.middleware
async def explain(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns every error into a problem that a person can read."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return problem_response(from_http(error), request.app[TEXTS])
    except Exception as error:  # noqa: BLE001 (the last resort: nobody may see a stack trace)
        problem = _problem(error)
        problem.danger = await request.app[REFUSED].numbers_in(request)
        return problem_response(problem, request.app[TEXTS])


def pattern(request: web.Request) -> str:
    """The route's pattern, such as ``/api/v1/gesprekken/{id}``."""
    resource = request.match_info.route.resource
    return resource.canonical if resource else UNKNOWN_ROUTE


def _problem(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, AnswerError):
        details = {name: str(value) for name, value in error.details.items()}
        return AnswerProblem(400, error.reason, error.field, **details)
    log.error("unexpected", kind=type(error).__name__, where=where(error))
    return (
        Problem(503, "even_niet") if isinstance(error, (OperationalError, PoolTimeoutError)) else Problem(500, "fout")
    )


def _who(request: web.Request) -> dict[str, str]:
    conversation_id = request.match_info.get("id")
    if not conversation_id:
        return {}
    return {"gesprek": request.app[CIPHER].keyed_hash(conversation_id, "log")[:HASH_LENGTH]}
