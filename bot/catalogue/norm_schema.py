"""What the files of data/normen must hold, before anything is made of them."""

from bot.catalogue.document import Document
from bot.catalogue.refusal import refuse
from bot.catalogue.schema import DAY, TEXT, Schema, list_of, object_of, validator
from bot.selfcheck.norms import NORM_KEYS

STATUSES = ("geverifieerd", "secundair", "afgeleid")
_STATUS: Schema = {"enum": list(STATUSES)}
_EUROS: Schema = {"type": "number", "exclusiveMinimum": 0}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def check_norms(document: Document) -> None:
    """Raise CatalogueError for the part that fits the schema of its file least."""
    refuse(document, (), validator(NORM_SCHEMAS[document.file.name]).iter_errors(document.content))


_PERIOD = object_of(
    {
        "geldig_vanaf": DAY,
        "geldig_tot_en_met": {**DAY, "type": ["string", "null"]},
        "bron": TEXT,
        "url": {"type": "string", "pattern": "^https://"},
        "status": _STATUS,
        "afgeleid": list_of({"enum": list(NORM_KEYS)}),
        "bedragen": object_of(dict.fromkeys(NORM_KEYS, _EUROS)),
    },
    optional=("afgeleid",),
)
_PENSION_YEAR = object_of(
    {
        "jaren": _WHOLE,
        "maanden": {"type": "integer", "minimum": 0, "maximum": 11},
        "geboren": {"type": "array", "items": DAY, "minItems": 2, "maxItems": 2},
        "geboren_afgeleid": {"type": "boolean"},
        "status": _STATUS,
    }
)
_ASSETS = object_of(
    {
        "geldig_vanaf": DAY,
        "alleenstaand": _EUROS,
        "samen_of_alleenstaande_ouder": _EUROS,
        "status": _STATUS,
        "bron": TEXT,
    }
)
_PHONE = object_of(
    {
        "id": TEXT,
        "naam": TEXT,
        "nummer": {"type": "string", "pattern": "^[0-9][0-9 -]*$"},
        "uren": {"type": ["string", "null"]},
        "bron": TEXT,
        "status": _STATUS,
    }
)
NORM_SCHEMAS: dict[str, Schema] = {
    "bijstandsnorm.yml": object_of(
        {
            "naam": TEXT,
            "eenheid": TEXT,
            "gecontroleerd_op": DAY,
            "geldig_tot_herziening": DAY,
            "artikelen": object_of(dict.fromkeys(NORM_KEYS, TEXT)),
            "tijdvakken": list_of(_PERIOD, minimum=1),
        }
    ),
    "aow_leeftijd.yml": object_of(
        {
            "naam": TEXT,
            "gecontroleerd_op": DAY,
            "bron": TEXT,
            "jaren": {"type": "object", "additionalProperties": _PENSION_YEAR, "minProperties": 1},
        }
    ),
    "vermogensgrens.yml": object_of({"naam": TEXT, "gecontroleerd_op": DAY, "tijdvakken": list_of(_ASSETS, minimum=1)}),
    "telefoonnummers.yml": object_of({"gecontroleerd_op": DAY, "nummers": list_of(_PHONE, minimum=1)}),
}
