"""What the files of data/normen must hold, before anything is made of them."""

from datetime import date
from typing import Any

from jsonschema import Draft202012Validator

from bot.catalogue.document import Document
from bot.catalogue.refusal import refuse
from bot.catalogue.schema import Schema, list_of, object_of

STATUSES = ("geverifieerd", "secundair", "afgeleid")
AMOUNTS = (
    "alleenstaand_18_20",
    "samen_beiden_18_20_zonder_kind",
    "samen_een_18_20_een_21plus_zonder_kind",
    "samen_beiden_18_20_met_kind",
    "samen_een_18_20_een_21plus_met_kind",
    "alleenstaand_21_aow",
    "samen_21_aow",
    "alleenstaand_aow",
    "samen_aow_een_of_beiden",
)
"""The norms of Participatiewet 20, 21 and 22, by the name that bot.selfcheck.norms asks for."""

_DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TEXT: Schema = {"type": "string", "minLength": 1}
_STATUS: Schema = {"enum": list(STATUSES)}
_EUROS: Schema = {"type": "number", "exclusiveMinimum": 0}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def check_norms(document: Document) -> None:
    """Raise CatalogueError for the part that fits the schema of its file least."""
    validator = Draft202012Validator(_SCHEMAS[document.file.name])
    refuse(document, (), validator.iter_errors(_with_written_days(document.content)))


def _with_written_days(part: Any) -> Any:
    """YAML makes dates of days; a schema knows them as they are written."""
    if isinstance(part, dict):
        return {str(key): _with_written_days(inner) for key, inner in part.items()}
    if isinstance(part, list):
        return [_with_written_days(inner) for inner in part]
    return part.isoformat() if isinstance(part, date) else part


_PERIOD = object_of(
    {
        "geldig_vanaf": _DAY,
        "geldig_tot_en_met": {**_DAY, "type": ["string", "null"]},
        "bron": _TEXT,
        "url": {"type": "string", "pattern": "^https://"},
        "status": _STATUS,
        "afgeleid": list_of({"enum": list(AMOUNTS)}),
        "bedragen": object_of(dict.fromkeys(AMOUNTS, _EUROS)),
    },
    optional=("afgeleid",),
)
_PENSION_YEAR = object_of(
    {
        "jaren": _WHOLE,
        "maanden": {"type": "integer", "minimum": 0, "maximum": 11},
        "geboren": {"type": "array", "items": _DAY, "minItems": 2, "maxItems": 2},
        "geboren_afgeleid": {"type": "boolean"},
        "status": _STATUS,
    }
)
_ASSETS = object_of(
    {
        "geldig_vanaf": _DAY,
        "alleenstaand": _EUROS,
        "samen_of_alleenstaande_ouder": _EUROS,
        "status": _STATUS,
        "bron": _TEXT,
    }
)
_PHONE = object_of(
    {
        "id": _TEXT,
        "naam": _TEXT,
        "nummer": {"type": "string", "pattern": "^[0-9][0-9 -]*$"},
        "uren": {"type": ["string", "null"]},
        "bron": _TEXT,
        "status": _STATUS,
    }
)
_SCHEMAS: dict[str, Schema] = {
    "bijstandsnorm.yml": object_of(
        {
            "naam": _TEXT,
            "eenheid": _TEXT,
            "gecontroleerd_op": _DAY,
            "geldig_tot_herziening": _DAY,
            "artikelen": object_of(dict.fromkeys(AMOUNTS, _TEXT)),
            "tijdvakken": list_of(_PERIOD, minimum=1),
        }
    ),
    "aow_leeftijd.yml": object_of(
        {
            "naam": _TEXT,
            "gecontroleerd_op": _DAY,
            "bron": _TEXT,
            "jaren": {"type": "object", "additionalProperties": _PENSION_YEAR, "minProperties": 1},
        }
    ),
    "vermogensgrens.yml": object_of(
        {"naam": _TEXT, "gecontroleerd_op": _DAY, "tijdvakken": list_of(_ASSETS, minimum=1)}
    ),
    "telefoonnummers.yml": object_of({"gecontroleerd_op": _DAY, "nummers": list_of(_PHONE, minimum=1)}),
}
