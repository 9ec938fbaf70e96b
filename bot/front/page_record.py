"""``/gesprek/overzicht``: what was filled in and what came out, to read, change, print or keep; without JavaScript.

The sentences follow the same words and rules as ``static/widget/record.js``.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.front.keys import CLOCK, CONVERSATIONS
from bot.front.page_forms import PATH, own_conversation
from bot.front.page_shell import MUNICIPALITIES, WORDS, municipality, show
from bot.front.page_words import WIDGET_WORDS, json_name, long_date
from bot.front.problems import Problem

ROUTE = f"{PATH}/overzicht"
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Filled:
    """One answer: its field, and the sentences that say it."""

    field: str
    sentences: tuple[str, ...]


async def overview(request: web.Request) -> web.StreamResponse:
    """``GET``: the overview of the conversation in the cookie; without one, the page on which it begins."""
    try:
        conversation = await own_conversation(request)
    except Problem:
        conversation = None
    if conversation is None:
        place = municipality(request)
        raise web.HTTPSeeOther(f"{PATH}?gemeente={place}" if place else PATH)
    record = await request.app[CONVERSATIONS].record(conversation)
    return show(
        request,
        "overzicht.html",
        dossier=record,
        plaats=request.app[MUNICIPALITIES].get(record["gemeente"] or ""),
        ingevuld=list(filled(record["antwoorden"], request.app[WIDGET_WORDS])),
        datum=long_date(request.app[CLOCK](), request.app[WORDS]["maanden"]),
        sleutel=secrets.token_hex(16),
    )


def filled(answers: Json, words: Json) -> Iterator[Filled]:
    """The known answers in the order of the questions; an answer without words of its own is left out."""
    for field, own in words["antwoorden"].items():
        sentences = tuple(_sentences(field, answers.get(field), own, words["ingevuld"]))
        if sentences:
            yield Filled(field, sentences)


def _sentences(field: str, value: Any, own: Json, words: Json) -> Iterator[str]:
    if value is None:
        return
    if value == []:
        yield from [own["leeg"]] if "leeg" in own else []
    elif "waarden" in own:
        for each in value if isinstance(value, list) else [value]:
            yield own["waarden"].get(json_name(each), str(each))
    elif "zin" in own:
        yield own["zin"].format(waarde=_readable(field, value, words))


def _readable(field: str, value: Any, words: Json) -> str:
    if field == "inkomen" and isinstance(value, dict):
        return str(words["bereik"]).format(van=euros(value["van"]), tot=euros(value["tot"]))
    if field == "inkomen":
        return euros(value)
    if isinstance(value, list):
        *first, last = [str(each) for each in value]
        return f"{', '.join(first)} en {last}" if first else last
    return value.replace("-", " ").title() if isinstance(value, str) else str(value)


def euros(amount: float) -> str:
    """1450.5 as € 1.450,50."""
    return f"€\u00a0{amount:,.2f}".translate(str.maketrans(",.", ".,"))
