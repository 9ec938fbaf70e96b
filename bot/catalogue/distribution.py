"""Reads data/beheer/bevolking.yml: the stated distribution of the made-up population, refused where it can't be."""

from math import isclose
from pathlib import Path as FilePath
from typing import Any

from jsonschema import Draft202012Validator

from bot.catalogue.document import Document, Path
from bot.catalogue.refusal import refuse
from bot.catalogue.schema import Schema, list_of, object_of
from bot.selfcheck.answers import FIELDS
from bot.selfcheck.population import Distribution, HouseholdKind

_SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
_ABOVE_0: Schema = {"type": "number", "exclusiveMinimum": 0}
_AGE: Schema = {"type": "integer", "minimum": 18, "maximum": 110}


def load_distribution(file: FilePath) -> Distribution:
    """The distribution; raises CatalogueError with file, line and reason."""
    document = Document(file)
    refuse(document, (), Draft202012Validator(_schema()).iter_errors(document.content))
    raw = document.content
    _check_whole(document, ("huishoudens",), [kind["aandeel"] for kind in raw["huishoudens"].values()])
    for part in ("kostendelers", "kinderen"):
        _check_whole(document, (part,), list(raw[part].values()))
    _check_bands(document, raw["inkomensgroepen"])
    kinds = tuple(_kind(name, kind) for name, kind in raw["huishoudens"].items())
    bands = tuple(raw["inkomensgroepen"])
    return Distribution(kinds, raw["partner_verschil"], raw["kostendelers"], raw["kinderen"], bands)


def _kind(name: str, raw: dict[str, Any]) -> HouseholdKind:
    youngest, oldest = raw["leeftijd"]
    return HouseholdKind(
        name, raw["aandeel"], (youngest, oldest), raw["inkomen"]["mediaan"], raw["inkomen"]["spreiding"]
    )


def _schema() -> Schema:
    income = object_of({"mediaan": _ABOVE_0, "spreiding": _ABOVE_0})
    ages = {**list_of(_AGE, minimum=2), "maxItems": 2}
    kind = object_of({"aandeel": _SHARE, "leeftijd": ages, "inkomen": income})
    shares = {"type": "object", "additionalProperties": _SHARE, "minProperties": 1}
    return object_of(
        {
            "huishoudens": object_of(dict.fromkeys(FIELDS["huishouden"].values, kind)),
            "partner_verschil": {"type": "integer", "minimum": 0, "maximum": 50},
            "kostendelers": shares,
            "kinderen": shares,
            "inkomensgroepen": list_of({"type": "integer", "minimum": 0}, minimum=1),
        }
    )


def _check_whole(document: Document, path: Path, shares: list[float]) -> None:
    if not isclose(sum(shares), 1):
        raise document.error(path, f"de aandelen zijn samen {sum(shares):g} in plaats van 1")


def _check_bands(document: Document, bands: list[int]) -> None:
    if bands[0] != 0 or sorted(set(bands)) != bands:
        raise document.error(("inkomensgroepen",), "de groepen beginnen bij 0 en lopen op")
