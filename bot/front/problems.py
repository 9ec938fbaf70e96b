"""Problems as RFC 9457 asks: what is wrong, in Dutch, and what one can do. Never a stack trace."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bot.front.texts import Texts

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """A request that cannot be met. ``code`` is a key of ``problemen`` in voordeur.yml.

    ``danger``: numbers to call, when the message that was refused told of danger.
    """

    def __init__(self, status: int, code: str, field: str | None = None, **details: str) -> None:
        super().__init__(code)
        self.status, self.code, self.field, self.details = status, code, field, details
        self.headers: Mapping[str, str] = {}
        self.danger: str | None = None


class AnswerProblem(Problem):
    """An answer that does not fit its field. ``code`` is a key of fouten.yml."""


def problem_response(problem: Problem, texts: Texts) -> web.Response:
    """The answer that tells the problem."""
    body: dict[str, Any] = {"type": f"urn:zelfcheck:probleem:{problem.code}", "status": problem.status}
    body["title"], body["detail"] = _wording(problem, texts)
    if problem.field is not None:
        body["veld"] = problem.field
    if problem.danger is not None:
        body["gevaar"] = problem.danger
    return web.Response(
        status=problem.status, text=json.dumps(body), content_type=CONTENT_TYPE, headers=dict(problem.headers)
    )


def from_http(error: web.HTTPException) -> Problem:
    """The problem for an error of aiohttp itself: an unknown address, another method, a body that is too big."""
    problem = Problem(error.status, HTTP_CODES.get(error.status, "niet_goed" if error.status < 500 else "fout"))
    if isinstance(error, web.HTTPMethodNotAllowed):
        problem.details["toegestaan"] = allowed = ", ".join(sorted(error.allowed_methods))
        problem.headers = {"Allow": allowed}
    return problem


HTTP_CODES = {404: "bestaat_niet", 405: "kan_niet_zo", 413: "te_groot", 415: "geen_json_soort", 503: "even_niet"}


def _wording(problem: Problem, texts: Texts) -> tuple[str, str]:
    details = {**problem.details, "veld": problem.field or ""}
    if isinstance(problem, AnswerProblem):
        return texts.answers["titel"], texts.answers[problem.code].format(**details)
    wording = texts.problems[problem.code]
    return wording["titel"], wording["detail"].format(**details)
