"""The web pages for residents: the neutral municipal page, the full-page conversation, privacy, files.

The words come from ``data/teksten``; the widget carries its own words, and of each question how its answer reads.
"""

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.front import page_forms
from bot.front.keys import SETTINGS
from bot.front.page_files import file_handler
from bot.front.page_shell import MUNICIPALITIES, WORDS, read, set_up, show
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
    script = widget_script(widget_texts(data / "teksten", app[MUNICIPALITIES]), app[SETTINGS].slow_after)
    app.router.add_get("/static/zelfcheck.js", file_handler(script, "text/javascript"))
    for name, kind in FILES.items():
        app.router.add_get(f"/static/{name}", file_handler((STATIC / name).read_text(encoding="utf-8"), kind))


def widget_script(texts: Mapping[str, Any], slow_after: float) -> str:
    """The whole widget in one file, with its style sheet and words. ``slow_after`` in seconds."""
    sheet = (STATIC / "widget/zelfcheck.css").read_text(encoding="utf-8")
    return bundle(STATIC, "zelfcheck.js", {"SHEET": sheet, "TEXTS": texts, "SLOW_AFTER": 1000 * slow_after})


def widget_texts(texts: Path, municipalities: Mapping[str, str]) -> dict[str, Any]:
    """What the widget needs to speak: its own words, and of each question how its answer reads as a sentence."""
    questions = read(texts / "vragen.yml")["vragen"]
    answers = {field: answer_words(question) for field, question in questions.items()}
    return {**read(texts / "widget.yml"), "antwoorden": answers, "gemeenten": dict(municipalities)}


def answer_words(question: Mapping[str, Any]) -> dict[str, Any]:
    """``zin`` with {waarde}, or ``waarden``: a sentence for each value; ``leeg``: the sentence for an empty list."""
    words = {key: question[key] for key in ("zin", "leeg") if key in question}
    choices = {_json_name(choice["waarde"]): choice["zin"] for choice in question.get("keuzes", [])}
    return {**words, "waarden": choices} if choices else words


def _page(template: str, pagina: object = None) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        return show(request, template, pagina=pagina)

    return answer


def _json_name(value: object) -> str:
    """A value as a key of JSON: true and false as JavaScript writes them."""
    return str(value).lower() if isinstance(value, bool) else str(value)
