"""An error of a JSON Schema as a CatalogueError: the part that is wrong, its line, and the reason in Dutch."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from jsonschema import ValidationError
from jsonschema.exceptions import best_match

from bot.catalogue.document import Document, Path


def refuse(document: Document, path: Path, errors: Iterable[ValidationError]) -> None:
    """Raise CatalogueError for the most telling of these errors, found in the part at ``path``."""
    error = best_match(errors)
    if error is not None:
        deepest = _deepest(error)
        raise document.error([*path, *deepest.absolute_path, *_wrong_name(deepest)], _in_dutch(deepest))


def _wrong_name(error: ValidationError) -> Iterator[str]:
    """The key itself, where it is the key that is wrong."""
    if "propertyNames" in error.absolute_schema_path:
        yield str(error.instance)
    elif error.validator == "additionalProperties" and isinstance(error.schema, dict):
        yield next(name for name in cast("dict[str, Any]", error.instance) if name not in error.schema["properties"])


def _deepest(error: ValidationError) -> ValidationError:
    """Of the forms that an expression could have, the error in the one that it most looks like."""
    while error.context:
        error = max(error.context, key=lambda inner: (len(inner.absolute_path), -_strangeness(inner)))
    return error


def _strangeness(error: ValidationError) -> int:
    """A wrong field name says little about the form that was meant; a wrong value says much."""
    return {"const": 3, "additionalProperties": 2, "required": 2, "oneOf": 2}.get(str(error.validator), 1)


def _in_dutch(error: ValidationError) -> str:
    sentence = _SENTENCES.get(str(error.validator))
    if sentence is None:
        return error.message
    wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
    allowed = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
    return sentence.format(
        gevonden=repr(error.instance),
        gewenst=_listed(wanted),
        naam=next(_wrong_name(error), ""),
        namen=_listed(allowed),
        ontbreekt=_listed(_missing(error)),
    )


def _missing(error: ValidationError) -> Iterator[str]:
    if error.validator == "required":
        present = cast("dict[str, Any]", error.instance)
        yield from (name for name in cast("list[str]", error.validator_value) if name not in present)


_SENTENCES = {
    "required": "er ontbreekt iets: {ontbreekt}",
    "additionalProperties": "onbekende naam {naam}; toegestaan zijn {namen}",
    "enum": "{gevonden} kan hier niet; kies uit {gewenst}",
    "const": "{gevonden} kan hier niet; bedoeld is {gewenst}",
    "type": "{gevonden} is niet van de soort {gewenst}",
    "not": "een grens voor het inkomen hoort bij een voorwaarde, met de plaats waar zij staat",
    "format": "{gevonden} is niet goed geschreven: geen dag die bestaat",
    "pattern": "{gevonden} is niet goed geschreven",
    "minItems": "deze lijst mag niet leeg zijn",
    "minLength": "deze tekst mag niet leeg zijn",
}


def _listed(values: Iterable[Any]) -> str:
    return ", ".join(str(value) for value in values)
