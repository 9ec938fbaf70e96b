"""The web pages for residents: the neutral municipal page, the full-page conversation, privacy, files.

The words come from ``data/teksten``; the widget carries its own words, and of each question how its answer reads.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.front import page_forms, page_record
from bot.front.keys import SETTINGS
from bot.front.page_files import file_handler
from bot.front.page_shell import MUNICIPALITIES, WORDS, set_up, show
from bot.front.page_words import WIDGET_WORDS, widget_texts
from bot.front.widget_bundle import bundle

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
STATIC = HERE / "static"
FILES = {"pagina.css": "text/css", "icoon.svg": "image/svg+xml"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, data: Path = DATA) -> None:
    """Adds the pages and files; raises when a text or template is missing, so that it shows at start-up."""
    set_up(app, data)
    app.router.add_get("/", _page("begin.html"))
    app.router.add_get(page_forms.PATH, page_forms.conversation_page)
    app.router.add_post(page_forms.PATH, page_forms.submit)
    app.router.add_get("/privacy", _page("tekst.html", pagina=app[WORDS]["privacy"]))
    app.router.add_get(page_record.ROUTE, page_record.overview)
    app[WIDGET_WORDS] = widget_texts(data / "teksten", app[MUNICIPALITIES])
    script = widget_script(app[WIDGET_WORDS], app[SETTINGS].slow_after)
    app.router.add_get("/static/zelfcheck.js", file_handler(script, "text/javascript"))
    for name, kind in FILES.items():
        app.router.add_get(f"/static/{name}", file_handler((STATIC / name).read_text(encoding="utf-8"), kind))


def widget_script(texts: Mapping[str, Any], slow_after: float) -> str:
    """The whole widget in one file, with its style sheet and words. ``slow_after`` in seconds."""
    sheet = (STATIC / "widget/zelfcheck.css").read_text(encoding="utf-8")
    return bundle(STATIC, "zelfcheck.js", {"SHEET": sheet, "TEXTS": texts, "SLOW_AFTER": 1000 * slow_after})


def _page(template: str, pagina: object = None) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return show(request, template, pagina=pagina)

    return answer
