"""The JSON Schemas of the catalogue files, built from the fields of the contract, and checking a document against one.

``python -m bot.catalogue schema`` prints that of a municipality, so that an editor can complete and check while typing.
"""

import re
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from bot.catalogue.document import Document, Path
from bot.catalogue.refusal import refuse
from bot.selfcheck.answers import FIELDS, Field, FieldKind
from bot.selfcheck.facility import MAATWERK, NATIONAL
from bot.selfcheck.referral import URGENCIES

Schema = dict[str, Any]

KINDS = (
    "informeel",
    "basisvoorziening",
    "algemeen",
    "collectief",
    "jeugd",
    "werk",
    "inkomensregeling",
    "noodhulp",
    "maatwerk",
)
DOMAINS = (
    "huishouden",
    "financien",
    "zorglast",
    "mobiliteit",
    "wonen",
    "werk",
    "jeugd",
    "taal",
    "ontmoeting",
    "gezondheid",
    "veiligheid",
    "vrijwilligerswerk",
)
HOLIDAY_ALLOWANCE = ("met", "zonder", "niet_vermeld")
RANGE = re.compile("([0-9]+)-([0-9]+)")
NOT_OFFERED = ("voornemen", "verkenning", "voorbeeld")


def check(document: Document, schema: Schema) -> None:
    """Raise CatalogueError for the part of a catalogue file that fits the schema least, or that contradicts itself."""
    refuse(document, (), validator(schema).iter_errors(document.content))
    _check_sense(document, (), document.content)


def validator(schema: Schema) -> Draft202012Validator:
    """One that also knows which days exist."""
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def catalogue_schema() -> Schema:
    """The schema of ``data/catalogus/<gemeente>.yml``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalogus van een gemeente",
        **object_of(
            {
                "gemeente": {"type": "string", "pattern": "^[a-z]+(-[a-z]+)*$"},
                "naam": TEXT,
                "plaatsen": list_of(TEXT),
                "document": TEXT,
                "toegang": list_of(_contact()),
                "verwijzing": _referral(),
                "voorzieningen": list_of(_facility()),
                "zelf_geregeld": {"type": "object", "propertyNames": _NATIONAL_ID, "additionalProperties": _ID},
                "niet_aangeboden": list_of(object_of({"id": _ID, "status": {"enum": list(NOT_OFFERED)}})),
                "crisis": {"type": "object", "additionalProperties": list_of(_ID)},
            },
            optional=("zelf_geregeld", "crisis"),
        ),
        "$defs": _definitions(),
    }


def national_schema() -> Schema:
    """The schema of ``data/catalogus/landelijk.yml``: sources by name instead of lines, and what the law promises.

    It has no maatwerk: only a municipality decides on that.
    """
    source = {"bron": object_of({"bron": _ID, "plaats": TEXT})}
    desk = object_of({"id": _NATIONAL_ID, "naam": TEXT, "wat": TEXT, "bereikbaar": _OPTIONAL_TEXT, **source})
    own = {
        "id": _NATIONAL_ID,
        "soort": {"enum": [kind for kind in KINDS if kind != MAATWERK]},
        "rechten": list_of(object_of({"tekst": TEXT, **source})),
    }
    return {
        **object_of(
            {
                "document": TEXT,
                "bronnen": {"type": "object", "propertyNames": _ID, "additionalProperties": _law()},
                "toegang": list_of(desk),
                "voorzieningen": list_of(object_of({**_offer(source), **own, **source})),
            }
        ),
        "$defs": _definitions(),
    }


def policy_schema() -> Schema:
    """The schema of ``data/regels.yml``: what counts in every municipality."""
    domains = list_of({"enum": list(DOMAINS)}, minimum=1)
    told = {"urgentie": {"enum": list(URGENCIES)}, "reden": TEXT, "telefoon": list_of(_ID)}
    alarm = object_of({**told, "domeinen": domains, "eerst": list_of(_ID)}, optional=("eerst",))
    rule = object_of({"als": _RULE, "alarm": TEXT})
    return {
        **object_of(
            {
                "behoeften": {
                    "type": "object",
                    "propertyNames": {"enum": list(DOMAINS)},
                    "additionalProperties": _RULE,
                },
                "gebieden_voor_verwijzing": {"type": "integer", "minimum": 1},
                "volgorde": object_of(dict.fromkeys(KINDS, {"type": "integer", "minimum": 1})),
                "bij_haast_eerst": list_of({"enum": list(KINDS)}),
                "alarmregels": list_of(rule),
                "alarmen": {"type": "object", "additionalProperties": alarm},
                "redenen": object_of({"maatwerk": TEXT, "meer_gebieden": TEXT}),
                "mantelzorg_elders": {"type": "string", "pattern": "\\{gemeente\\}"},
            }
        ),
        "$defs": _definitions(),
    }


def _definitions() -> Schema:
    """A demand has a source beside it, so it may name a limit; a rule without a source names none."""
    return {
        "eis": expression_schema(_DEMAND),
        "regel": {**expression_schema(_RULE, tenzij=_RULE), "not": {"required": ["inkomen_tot"]}},
    }


def expression_schema(part: Schema, **also: Schema) -> Schema:
    """One condition: a test of a field, or one of the other forms of bot.catalogue.rules, made of ``part``.

    ``also``: forms with one part that this place knows besides.
    """
    on_field = {
        "properties": {"veld": {"enum": list(FIELDS)}},
        "allOf": [_of_field(field) for field in FIELDS.values()],
    }
    return {
        "type": "object",
        "if": {"required": ["veld"]},
        "then": on_field,
        "else": {"oneOf": [*_other_forms(part), *(object_of({name: inner}) for name, inner in also.items())]},
    }


def _other_forms(part: Schema) -> list[Schema]:
    parts = list_of(part, minimum=1)
    return [
        *(object_of({name: {"const": True}}) for name in ("altijd", "nooit", "niet_vast_te_stellen")),
        object_of({"alle": parts}),
        object_of({"een_van": parts}),
        object_of({"niet": part}),
        object_of({"minstens": {"type": "integer", "minimum": 1}, "van": parts}),
        object_of({"aow_leeftijd": {"enum": ["bereikt", "niet_bereikt"]}}),
        object_of({"inkomen_tot": _limit()}),
    ]


def _limit() -> Schema:
    """A limit for the income, and what its source says of the holiday allowance."""
    percent = {"type": "number", "exclusiveMinimum": 0, "maximum": 500}
    holiday = {"enum": list(HOLIDAY_ALLOWANCE)}
    return object_of({"norm": {"const": "bijstandsnorm"}, "procent": percent, "vakantietoeslag": holiday})


TEXT: Schema = {"type": "string", "minLength": 1}
_OPTIONAL_TEXT: Schema = {"type": ["string", "null"], "minLength": 1}
_ID: Schema = {"type": "string", "pattern": f"^(?!{NATIONAL})[a-z0-9]+(-[a-z0-9]+)*$"}
_NATIONAL_ID: Schema = {"type": "string", "pattern": f"^{NATIONAL}[a-z0-9]+(-[a-z0-9]+)*$"}
DAY: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_LINES: Schema = {"type": "string", "pattern": "^[0-9]+(-[0-9]+)?(, ?[0-9]+(-[0-9]+)?)*$"}
_DEMAND: Schema = {"$ref": "#/$defs/eis"}
_RULE: Schema = {"$ref": "#/$defs/regel"}


def object_of(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """A mapping with these names and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def list_of(items: Schema, minimum: int = 0) -> Schema:
    """A list of such items."""
    return {"type": "array", "items": items, "minItems": minimum}


def _contact() -> Schema:
    return object_of({"id": _ID, "naam": TEXT, "wat": TEXT, "bereikbaar": _OPTIONAL_TEXT, "regels": _LINES})


def _referral() -> Schema:
    return object_of({"regels": list_of(object_of({"als": _RULE, "team": _ID})), "standaard": _ID})


def _law() -> Schema:
    status = {"enum": ["geverifieerd", "secundair"]}
    return object_of({"titel": TEXT, "url": _OPTIONAL_TEXT, "gelezen_op": DAY, "status": status})


def _facility() -> Schema:
    lines = {"regels": _LINES}
    own = {"id": _ID, "contact": _ID, "soort": {"enum": [*KINDS, None]}}
    return object_of({**_offer(lines), **own, **lines, "bevestigd_op": {**DAY, "type": ["string", "null"]}})


def _offer(source: Schema) -> Schema:
    """What is told of each facility, whoever offers it; ``source`` says where a condition is written."""
    return {
        "naam": TEXT,
        "domeinen": list_of({"enum": list(DOMAINS)}),
        "samenvatting": TEXT,
        "voor_wie": _OPTIONAL_TEXT,
        "kosten": _OPTIONAL_TEXT,
        "stappen": list_of(TEXT, minimum=1),
        "meenemen": _OPTIONAL_TEXT,
        "beslist": _OPTIONAL_TEXT,
        "contact": TEXT,
        "aanleiding": _RULE,
        "voorwaarden": list_of(_condition(source)),
        "zoekwoorden": list_of(TEXT),
    }


def _condition(source: Schema) -> Schema:
    """A demand; what a rule can't say in words of its own (``niet_vast_te_stellen``) needs the words of the source."""
    unsettled = {"properties": {"eis": {"required": ["niet_vast_te_stellen"]}}}
    return {
        **object_of({"tekst": TEXT, "eis": _DEMAND, **source}, optional=("tekst",)),
        "if": unsettled,
        "then": {"required": ["tekst"]},
    }


def _of_field(field: Field) -> Schema:
    """If the condition is about this field, then it is one of the tests that its kind knows."""
    tests = [object_of({"veld": {"const": field.name}, **form}, optional=tuple(form)[1:]) for form in _tests_of(field)]
    return {
        "if": {"properties": {"veld": {"const": field.name}}},
        "then": tests[0] if len(tests) == 1 else {"oneOf": tests},
    }


def _tests_of(field: Field) -> list[Schema]:
    """The tests that this kind of field knows; the first property of each is required."""
    number = {"type": "integer", "minimum": field.lowest, "maximum": field.highest}
    choices: Schema = {"enum": [True, False] if field.kind is FieldKind.FLAG else list(field.values)}
    filled: Schema = {"gevuld": {"type": "boolean"}}
    return {
        FieldKind.FLAG: [{"is": choices}],
        FieldKind.CHOICE: [{"is": choices}, {"in": list_of(choices, minimum=1)}],
        FieldKind.LIST: [{"bevat": list_of(choices, minimum=1)}, filled],
        FieldKind.AGES: [
            {"leeftijd_vanaf": number, "leeftijd_tot_en_met": number},
            {"leeftijd_tot_en_met": number},
            filled,
        ],
        FieldKind.NUMBER: [{"vanaf": number, "tot_en_met": number}, {"tot_en_met": number}],
        FieldKind.PLACE: [{"is": _ID}],
        FieldKind.AMOUNT: [{"gevuld": False}],
    }[field.kind]


def _check_sense(document: Document, path: Path, part: Any) -> None:
    """What a schema can't see: a range turned round, and more demanded than there is."""
    if isinstance(part, dict):
        low, high = (
            _bound(part, ends) for ends in (("vanaf", "leeftijd_vanaf"), ("tot_en_met", "leeftijd_tot_en_met"))
        )
        if low is not None and high is not None and low > high:
            raise document.error(path, f"dit bereik is omgedraaid: {low} tot en met {high}")
        for start, end in _ranges(part.get("regels")):
            if start > end:
                raise document.error((*path, "regels"), f"deze regels zijn omgedraaid: {start}-{end}")
        if "minstens" in part and part["minstens"] > len(part["van"]):
            raise document.error(path, f"minstens {part['minstens']} kan niet: er staan er {len(part['van'])}")
    pairs = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, inner in pairs:
        _check_sense(document, (*path, key), inner)


def _ranges(lines: Any) -> Iterator[tuple[int, int]]:
    """The parts "3-9" of line numbers."""
    for found in RANGE.finditer(lines if isinstance(lines, str) else ""):
        yield int(found[1]), int(found[2])


def _bound(part: dict[str, Any], names: tuple[str, ...]) -> int | None:
    return next((part[name] for name in names if name in part), None)
