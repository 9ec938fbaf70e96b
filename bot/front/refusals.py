"""A message that is refused may tell of danger all the same: then the refusal gives the numbers to call."""

import json
from collections.abc import Iterator

from aiohttp import web

from bot.front.decision import DangerNumbers
from bot.front.incoming import clean
from bot.front.limits import Buckets

CONVERSATION = "/api/v1/gesprekken/{id}/"
TELLING = frozenset({f"{CONVERSATION}berichten", f"{CONVERSATION}controles"})
"""Where a resident's text comes in."""
WINDOW, OVERLAP = 2_000, 300
"""Characters that are read at a time, as many as a message may have; and how many of them again with the next ones, so
that no sentence is cut. A body holds 16 kB at most (``bot.front.app``), so there are ten windows at most; a form that
is sent without JavaScript 64 kB (``bot.front.page_forms``)."""
A_MINUTE = 600
"""Refused messages that are read: refusing must stay cheap when a program sends them by the thousand."""


class Refused:
    """Reads messages that are not stored."""

    def __init__(self, danger_numbers: DangerNumbers) -> None:
        self._danger_numbers, self._buckets = danger_numbers, Buckets(A_MINUTE)

    def numbers(self, text: str) -> str | None:
        """The numbers to call when the text tells of danger."""
        if self._buckets.take("alle"):
            return None
        found = (self._danger_numbers(window) for window in windows(clean(text)))
        return next((numbers for numbers in found if numbers), None)

    async def numbers_in(self, request: web.Request) -> str | None:
        """As ``numbers``, for the text in a request that was refused: too long, too early, or for another reason."""
        resource = request.match_info.route.resource
        if request.method != "POST" or resource is None or resource.canonical not in TELLING:
            return None
        try:
            body = json.loads(await request.read())
        except (ValueError, RecursionError, web.HTTPException):
            return None
        text = body.get("tekst") if isinstance(body, dict) else None
        return self.numbers(text) if isinstance(text, str) else None


def windows(text: str) -> Iterator[str]:
    """All of the text, in stretches that overlap."""
    for start in range(0, max(len(text) - OVERLAP, 1), WINDOW - OVERLAP):
        yield text[start : start + WINDOW]


REFUSED = web.AppKey("refused", Refused)
