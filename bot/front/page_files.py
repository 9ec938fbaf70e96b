"""Files without anything personal, from memory: compressed once, and sent again only when they changed.

A municipality's page may load them from its own address, and must always get the newest form: the address of the
script on its page never changes. So a browser asks each time, and mostly hears that it has the file already.
"""

import gzip
import hashlib
from collections.abc import Awaitable, Callable

from aiohttp import web

HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Encoding",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def file_handler(content: str, content_type: str) -> Handler:
    """Answers with the content, in as few bytes as the client understands."""
    plain = content.encode()
    packed = gzip.compress(plain, mtime=0)
    mark = hashlib.sha256(plain).hexdigest()[:32]

    async def answer(request: web.Request) -> web.Response:
        response = web.Response(headers=HEADERS, content_type=content_type, charset="utf-8")
        response.etag = mark
        if mark in {each.value for each in request.if_none_match or ()}:
            response.set_status(304)
        elif _takes_gzip(request):
            response.headers["Content-Encoding"] = "gzip"
            response.body = packed
        else:
            response.body = plain
        return response

    return answer


def _takes_gzip(request: web.Request) -> bool:
    """Whether ``Accept-Encoding`` names gzip, and not with ``q=0``."""
    for offer in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = offer.replace(" ", "").partition(";q=")
        if name == "gzip":
            return weight.strip("0.") != "" or not weight
    return False
