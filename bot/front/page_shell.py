"""What every page for residents stands in: templates, words, the municipality of the address, the content policy."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp_jinja2
import jinja2
import yaml
from aiohttp import web

from bot.catalogue.library import municipality_files
from bot.front.keys import SETTINGS
from bot.front.outcome_groups import folded_name, groups
from bot.front.page_text import html

TEMPLATES = Path(__file__).parent / "templates"
JINJA = web.AppKey("pages_jinja", jinja2.Environment)
WORDS: web.AppKey[dict[str, Any]] = web.AppKey("pages_words")
MUNICIPALITIES: web.AppKey[Mapping[str, str]] = web.AppKey("pages_municipalities")
# No inline script or style, nothing from another address, and no HTML out of strings.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)


def set_up(app: web.Application, data: Path) -> None:
    """Loads templates and words; raises when one is missing, so that it shows at start-up."""
    app[MUNICIPALITIES] = municipality_names(data)
    environment = aiohttp_jinja2.setup(app, app_key=JINJA, loader=jinja2.FileSystemLoader(TEMPLATES))
    environment.undefined = jinja2.StrictUndefined
    environment.filters.update(opgemaakt=html, in_groepen=groups, nog_zoveel=folded_name)
    words: dict[str, Any] = read(data / "teksten" / "pagina.yml")
    words["widget"] = read(data / "teksten" / "widget.yml")
    words["maanden"] = read(data / "teksten" / "uitleg.yml")["maanden"].split()
    environment.filters["lange_dag"] = partial(long_day, months=words["maanden"])
    app[WORDS] = words
    environment.globals.update(words, gemeenten=app[MUNICIPALITIES])


def long_day(day: date | str, months: Sequence[str]) -> str:
    """1 maart 2026. A text is a day as ISO 8601 writes it."""
    found = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{found.day} {months[found.month - 1]} {found.year}"


def municipality_names(data: Path) -> dict[str, str]:
    """Name by slug, in the order of the names."""
    files = [read(file) for file in municipality_files(data)]
    return dict(sorted(((file["gemeente"], file["naam"]) for file in files), key=lambda pair: pair[1]))


def read(file: Path) -> Any:
    """A YAML file's content."""
    with file.open(encoding="utf-8") as stream:
        return yaml.load(stream, yaml.CSafeLoader)


def municipality(request: web.Request) -> str:
    """The slug of ``?gemeente=``, or empty: an unknown municipality counts as none."""
    asked = request.query.get("gemeente", "")
    return asked if asked in request.app[MUNICIPALITIES] else ""


def show(request: web.Request, template: str, status: int = 200, **context: object) -> web.Response:
    """The template, for the municipality of the address.

    ``dagen`` is how long a conversation is kept, ``minuten`` after how many minutes without a message it closes.
    """
    settings = request.app[SETTINGS]
    times = {"dagen": str(settings.store.retention.conversation_days), "minuten": str(settings.session.minutes)}
    parts = {**_place(request), **times, **context}
    response = aiohttp_jinja2.render_template(template, request, parts, app_key=JINJA, status=status)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def _place(request: web.Request) -> dict[str, str]:
    words, slug = request.app[WORDS]["algemeen"], municipality(request)
    heading = words["kop_gemeente"].format(naam=request.app[MUNICIPALITIES][slug]) if slug else words["kop"]
    return {"gemeente": slug, "kop": heading, "vraagdeel": f"?gemeente={slug}" if slug else ""}
