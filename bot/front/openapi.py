"""The description of the API: ``openapi.yml`` beside this file, completed with the fields and who takes part."""

import copy
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.catalogue.schema import DOMAINS
from bot.selfcheck.answers import FIELDS, LONGEST_LIST, SLUG, Field, FieldKind

FILE = Path(__file__).parent / "openapi.yml"
PARTS_OF_HOURS = "mantelzorg_uren"
Json = dict[str, Any]


@lru_cache(maxsize=1)
def document() -> Json:
    """The OpenAPI document without the municipalities. Callers must not change it."""
    content: Json = yaml.load(FILE.read_bytes(), yaml.CSafeLoader)
    answers = content["components"]["schemas"]["Antwoorden"]
    content["components"]["schemas"]["Domein"]["enum"] = list(DOMAINS)
    content["components"]["schemas"]["Wijziging"]["properties"]["veld"]["enum"] = list(FIELDS)
    answers |= {"additionalProperties": False, "properties": {name: _schema(each) for name, each in FIELDS.items()}}
    return content


def described(municipalities: Collection[str]) -> Json:
    """The OpenAPI document of a server in which these municipalities take part."""
    content = copy.deepcopy(document())
    content["components"]["schemas"]["Gemeente"]["enum"] = sorted(municipalities)
    return content


def version() -> str:
    """The full version of the API, as in the header ``API-Version``."""
    return str(document()["info"]["version"])


def _schema(field: Field) -> Json:
    return {**_KINDS[field.kind](field), "nullable": True}


def _number(field: Field) -> Json:
    kind = "number" if field.name == PARTS_OF_HOURS else "integer"
    return {"type": kind, "minimum": field.lowest, "maximum": field.highest}


def _amount(field: Field) -> Json:
    euros = {"type": "number", "minimum": field.lowest, "maximum": field.highest}
    bounds = {"type": "object", "additionalProperties": False, "required": ["van", "tot"]}
    return {"anyOf": [euros, {**bounds, "properties": {"van": euros, "tot": euros}}]}


def _list(items: Json) -> Json:
    return {"type": "array", "maxItems": LONGEST_LIST, "items": items}


_KINDS: dict[FieldKind, Callable[[Field], Json]] = {
    FieldKind.NUMBER: _number,
    FieldKind.FLAG: lambda field: {"type": "boolean"},
    FieldKind.CHOICE: lambda field: {"type": "string", "enum": [*field.values, None]},
    FieldKind.LIST: lambda field: _list({"type": "string", "enum": list(field.values)}),
    FieldKind.AGES: lambda field: _list({"type": "integer", "minimum": field.lowest, "maximum": field.highest}),
    FieldKind.AMOUNT: _amount,
    FieldKind.PLACE: lambda field: {"type": "string", "maxLength": 60, "pattern": f"^{SLUG.pattern}$"},
}
