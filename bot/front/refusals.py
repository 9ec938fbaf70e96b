"""A message that is refused may tell of danger all the same: then the refusal gives the numbers to call."""

import json

from aiohttp import web

from bot.front.decision import DangerNumbers
from bot.front.incoming import clean
from bot.front.limits import Buckets

CONVERSATION = "/api/v1/gesprekken/{id}/"
TELLING = frozenset({f"{CONVERSATION}berichten", f"{CONVERSATION}controles"})
"""Where a resident's text comes in."""
END = 3_000
"""Characters of a text that are read at either end: whoever tells a long story says at both what it is about."""
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
        both = text if len(text) <= 2 * END else f"{text[:END]}\n{text[-END:]}"
        return self._danger_numbers(clean(both))

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


REFUSED = web.AppKey("refused", Refused)
