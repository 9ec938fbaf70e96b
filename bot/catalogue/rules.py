"""From a condition in YAML to an expression. The forms are those of ``schema.expression_schema``."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from bot.selfcheck.answers import FIELDS, FieldKind
from bot.selfcheck.expressions import (
    All,
    AnyOf,
    AtLeast,
    Between,
    ChildAged,
    Constant,
    Contains,
    Expression,
    Filled,
    Not,
    OneOf,
    PensionAgeReached,
    Unless,
)
from bot.selfcheck.income import IncomeUpTo

Raw = Mapping[str, Any]


def expression(raw: Raw) -> Expression:
    """Build the expression of a condition that the schema has accepted."""
    return next(build for name, build in _FORMS.items() if name in raw)(raw)


def _parts(raw: list[Raw]) -> tuple[Expression, ...]:
    return tuple(expression(part) for part in raw)


def _pension_age(raw: Raw) -> Expression:
    reached = PensionAgeReached()
    return reached if raw["aow_leeftijd"] == "bereikt" else Not((reached,))


def _income_limit(raw: Raw) -> Expression:
    return IncomeUpTo(Decimal(str(raw["procent"])), raw["vakantietoeslag"])


def _field_test(raw: Raw) -> Expression:
    name = raw["veld"]
    return _TESTS[FIELDS[name].kind](name, raw)


def _one_of(name: str, raw: Raw) -> Expression:
    return OneOf(name, frozenset(raw["in"] if "in" in raw else [raw["is"]]))


def _between(name: str, raw: Raw) -> Expression:
    return Between(name, raw.get("vanaf"), raw.get("tot_en_met"))


def _list_test(name: str, raw: Raw) -> Expression:
    return Contains(name, frozenset(raw["bevat"])) if "bevat" in raw else Filled(name, raw["gevuld"])


def _ages_test(name: str, raw: Raw) -> Expression:
    if "gevuld" in raw:
        return Filled(name, raw["gevuld"])
    return ChildAged(name, raw.get("leeftijd_vanaf"), raw.get("leeftijd_tot_en_met"))


_TESTS: dict[FieldKind, Callable[[str, Raw], Expression]] = {
    FieldKind.FLAG: _one_of,
    FieldKind.CHOICE: _one_of,
    FieldKind.PLACE: _one_of,
    FieldKind.NUMBER: _between,
    FieldKind.LIST: _list_test,
    FieldKind.AGES: _ages_test,
}

_FORMS: dict[str, Callable[[Raw], Expression]] = {
    "veld": _field_test,
    "alle": lambda raw: All(_parts(raw["alle"])),
    "een_van": lambda raw: AnyOf(_parts(raw["een_van"])),
    "niet": lambda raw: Not((expression(raw["niet"]),)),
    "tenzij": lambda raw: Unless((expression(raw["tenzij"]),)),
    "minstens": lambda raw: AtLeast(raw["minstens"], _parts(raw["van"])),
    "inkomen_tot": lambda raw: _income_limit(raw["inkomen_tot"]),
    "aow_leeftijd": _pension_age,
    "altijd": lambda raw: Constant(True),
    "nooit": lambda raw: Constant(False),
    "niet_vast_te_stellen": lambda raw: Constant(None),
}
