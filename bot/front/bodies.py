"""Bodies of requests: JSON objects with known fields of the right kind, or a problem that names the field."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.front.incoming import LONGEST_TEXT, clean, plain_for_rasa
from bot.front.problems import Problem
from bot.selfcheck.answers import FIELDS

WEB = "web"
SLEUTEL = re.compile(r"[!-~]{1,200}")
JSON_TYPES = ("application/json", "application/octet-stream")
"""What counts as JSON; the second is what aiohttp says when no type was given."""


@dataclass(frozen=True)
class NewConversation:
    """The body of ``POST /gesprekken``."""

    gemeente: str | None
    kanaal: str


@dataclass(frozen=True)
class Said:
    """What a resident says: a cleaned text, the id of a choice, or the field of which the answer is to be changed."""

    text: str | None
    choice: str | None
    sleutel: str | None
    again: str | None = None


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body; an empty body is an empty object. Raises Problem."""
    raw = await request.read()
    if not raw.strip():
        return {}
    if request.content_type not in JSON_TYPES:
        raise Problem(415, "geen_json_soort")
    try:
        body = json.loads(raw, parse_constant=_no_constant, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError):
        raise Problem(400, "geen_json") from None
    if not isinstance(body, dict):
        raise Problem(400, "geen_json")
    return body


def new_conversation(body: Mapping[str, Any], municipalities: Collection[str]) -> NewConversation:
    """Checks the body of a new conversation. Raises Problem."""
    known_fields(body, "gemeente", "kanaal")
    gemeente, kanaal = _text(body, "gemeente"), _text(body, "kanaal")
    if kanaal not in (None, WEB):
        raise Problem(400, "onbekend_kanaal", "kanaal")
    if gemeente is not None:
        check_municipality(gemeente, municipalities)
    return NewConversation(gemeente, WEB)


def said(body: Mapping[str, Any]) -> Said:
    """Checks what a resident says. Raises Problem."""
    known_fields(body, "tekst", "keuze", "sleutel")
    text, choice, sleutel = _text(body, "tekst"), _text(body, "keuze"), _key(body)
    if (text is None) == (choice is None):
        raise Problem(400, "leeg" if text is None else "tekst_of_keuze", "tekst")
    return Said(None if text is None else _readable(text), choice, sleutel)


def to_check(body: Mapping[str, Any]) -> str:
    """Checks the text in which only danger is looked for: it may be of any length. Raises Problem."""
    known_fields(body, "tekst")
    text = _text(body, "tekst")
    if text is None:
        raise Problem(400, "leeg", "tekst")
    return text


def change(body: Mapping[str, Any]) -> Said:
    """Checks of which field a resident wants to change the answer. Raises Problem."""
    known_fields(body, "veld", "sleutel")
    field, sleutel = _text(body, "veld"), _key(body)
    if field not in FIELDS:
        raise Problem(400, "geen_veld", "veld")
    return Said(None, None, sleutel, again=field)


def check_municipality(gemeente: str, municipalities: Collection[str]) -> None:
    """Raises Problem when the municipality does not take part."""
    if gemeente not in municipalities:
        raise Problem(400, "onbekende_gemeente", "gemeente", gemeenten=", ".join(sorted(municipalities)))


def query(request: web.Request, *known: str) -> dict[str, str | None]:
    """The known parameters of the address; an empty one counts as absent. Raises Problem for any other."""
    known_fields(dict(request.query), *known)
    for name in known:
        if len(request.query.getall(name, [])) > 1:
            raise Problem(400, "dubbel_veld", name)
    return {name: request.query.get(name) or None for name in known}


def known_fields(body: Mapping[str, Any], *known: str) -> None:
    """Raises Problem when the body has any other field."""
    unknown = [name for name in body if name not in known]
    if unknown:
        raise Problem(400, "onbekend_veld", unknown[0][:60])


def _readable(text: str) -> str:
    cleaned = clean(text)
    if not plain_for_rasa(cleaned):
        raise Problem(400, "leeg", "tekst")
    if len(cleaned) > LONGEST_TEXT:
        raise Problem(400, "te_lang", "tekst")
    return cleaned


def _key(body: Mapping[str, Any]) -> str | None:
    sleutel = _text(body, "sleutel")
    if sleutel is not None and not SLEUTEL.fullmatch(sleutel):
        raise Problem(400, "sleutel_klopt_niet", "sleutel")
    return sleutel


def _text(body: Mapping[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Problem(400, "geen_tekst", name)
    return value


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    double = next((name for name in names if names.count(name) > 1), None)
    if double is not None:
        raise Problem(400, "dubbel_veld", double[:60])
    return dict(pairs)
