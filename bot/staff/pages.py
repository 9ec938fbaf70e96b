"""Renders a page of the staff app, with what every page needs."""

from dataclasses import dataclass
from typing import Any

import aiohttp_jinja2
from aiohttp import web

from bot.front.keys import BELL, CIPHER, CLOCK, DATABASE, TAKEOVER
from bot.staff.cases import Cases
from bot.staff.keys import JINJA, VISIT, WORDS

HOME = "/medewerker"
DONE = "klaar"


@dataclass(frozen=True)
class Fault:
    """Something to mend in a form: the id of its field and what is wrong. Without field: of the whole page."""

    field: str
    words: str


def render(request: web.Request, template: str, status: int = 200, **context: Any) -> web.Response:
    """The page. ``faults`` in the context are shown at the top, tied to their fields."""
    words, visit = request.app[WORDS], request.get(VISIT)
    frame = {
        "visit": visit,
        "csrf": visit.session.csrf if visit else "",
        "gemeente": words.municipality(visit.staff.gemeente) if visit else "",
        "faults": (),
        "klaar": words.said["klaar"].get(request.query.get(DONE, ""), ""),
    }
    return aiohttp_jinja2.render_template(template, request, {**frame, **context}, app_key=JINJA, status=status)


def fault_page(request: web.Request, status: int) -> web.Response:
    """The page for a request that cannot be met."""
    known = request.app[WORDS].said["fout"]["titels"]
    return render(request, "fout.html", status, code=status if status in known else 500 if status > 499 else 400)


def go_to(path: str, done: str = "", place: str = "") -> web.HTTPSeeOther:
    """An answer that leads the browser to (a place in) a page under /medewerker, which then tells what was done."""
    told = f"?{DONE}={done}" if done else ""
    return web.HTTPSeeOther(f"{HOME}{path}{told}{f'#{place}' if place else ''}")


def cases(request: web.Request) -> Cases:
    """The handovers that whoever makes this request may see."""
    parts = request.config_dict
    ring = parts[BELL].ring
    return Cases(parts[DATABASE], parts[CIPHER], parts[CLOCK], request[VISIT].staff, parts[TAKEOVER], ring)


async def field(request: web.Request, name: str) -> str:
    """A text from the form, as typed; empty when it is absent or no text."""
    value = (await request.post()).get(name, "")
    return value if isinstance(value, str) else ""
