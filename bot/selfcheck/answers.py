"""The answers of a resident: which fields exist, what they may hold, and reading them from JSON.

The fields are section 3 of the contract. A field that is absent or null is unknown; unknown is never "no".
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from typing import Any, Union


class FieldKind(str, Enum):
    """How the value of a field is written."""

    NUMBER = "getal"
    FLAG = "ja/nee"
    CHOICE = "keuze"
    LIST = "lijst"
    AGES = "leeftijden"
    AMOUNT = "bedrag"
    PLACE = "gemeente"


@dataclass(frozen=True)
class Field:
    """One question's answer: its name, kind, allowed values (choice, list) and bounds (number, amount)."""

    name: str
    kind: FieldKind
    values: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True)
class Amount:
    """Euros a month, to the cent, as a range; an exact amount has ``low == high``."""

    low: Decimal
    high: Decimal

    @property
    def exact(self) -> bool:
        """Whether the resident named one amount."""
        return self.low == self.high


Value = Union[bool, int, Decimal, str, tuple[int, ...], tuple[str, ...], Amount]

AGE = (0, 120)
LONGEST_LIST = 20


def _number(name: str, lowest: int, highest: int) -> Field:
    return Field(name, FieldKind.NUMBER, (), lowest, highest)


def _choice(name: str, *values: str) -> Field:
    return Field(name, FieldKind.CHOICE, values)


def _list(name: str, *values: str) -> Field:
    return Field(name, FieldKind.LIST, values)


def _flag(name: str) -> Field:
    return Field(name, FieldKind.FLAG)


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        _number("leeftijd", *AGE),
        _number("partner_leeftijd", *AGE),
        _choice("huishouden", "alleenstaand", "alleenstaande_ouder", "samen", "samen_met_kinderen"),
        Field("kinderen", FieldKind.AGES, (), *AGE),
        _number("kostendelers", 0, 20),
        _choice("woning", "huur", "koop", "inwonend", "geen"),
        _choice("huishouden_lukt", "zelf", "met_moeite", "niet"),
        _choice("netwerk", "ja", "soms", "nee"),
        Field("inkomen", FieldKind.AMOUNT, (), 0, 100_000),
        _list("uitkering", "bijstand", "ww", "wia", "wajong", "aow", "ioaw", "ziektewet", "anders"),
        _flag("vermogen_boven_grens"),
        _choice("rondkomen", "makkelijk", "net", "niet"),
        _flag("schulden"),
        _list("achterstanden", "huur", "hypotheek", "energie", "water", "zorgverzekering", "anders"),
        _list("dreiging", "huisuitzetting", "afsluiting", "zorgverzekering", "beslag"),
        _flag("zorgkosten"),
        _flag("mantelzorg"),
        _number("mantelzorg_uren", 0, 168),
        _number("mantelzorg_maanden", 0, 1200),
        _choice("mantelzorg_voor", "partner", "ouder", "kind", "ander"),
        Field("mantelzorg_gemeente", FieldKind.PLACE),
        _choice("belasting", "licht", "zwaar", "overbelast"),
        _flag("dementie"),
        _flag("vervanging"),
        _flag("zorg_nodig"),
        _choice("lopen", "goed", "beperkt", "niet"),
        _choice("ov", "ja", "met_hulp", "nee"),
        _flag("eigen_vervoer"),
        _list("vervoer_doel", "arts", "boodschappen", "sociaal", "dagbesteding", "werk", "school"),
        _choice("thuis_verplaatsen", "goed", "beperkt", "niet"),
        _flag("eenzaam"),
        _flag("taal_moeite"),
        _flag("opvoedvragen"),
        _flag("somber"),
        _choice("werk", "betaald", "zoekt", "kan_niet", "pensioen", "ondernemer"),
        _flag("onveilig"),
    )
}
"""Every field of the contract, in the contract's order."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
COUPLES = frozenset({"samen", "samen_met_kinderen"})
WITHOUT_CHILDREN = frozenset({"alleenstaand", "samen"})


class AnswerError(ValueError):
    """An answer that does not fit its field. ``field`` is its name, ``reason`` a key of data/teksten/fouten.yml."""

    def __init__(self, field: str, reason: str, **details: object) -> None:
        super().__init__(f"{field}: {reason}")
        self.field, self.reason, self.details = field, reason, details


class Answers(Mapping[str, Value]):
    """The known answers, checked. Absent keys are unknown. ``known`` is the same as a plain dict: rules ask it most."""

    def __init__(self, known: Mapping[str, Value]) -> None:
        self.known = dict(known)

    def __getitem__(self, name: str) -> Value:
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def __contains__(self, name: object) -> bool:
        """As a mapping does, without the exception that it raises for every unknown answer."""
        return name in self.known

    def with_implied(self) -> "Answers":
        """Also what follows from an answer: a household without children has no children at home."""
        if "kinderen" not in self.known and self.known.get("huishouden") in WITHOUT_CHILDREN:
            return Answers({**self.known, "kinderen": ()})
        return self


def read_answers(raw: object) -> Answers:
    """Check a JSON object of answers. Raises AnswerError naming the first field that does not fit."""
    if not isinstance(raw, Mapping):
        raise AnswerError("antwoorden", "geen_object")
    return Answers(
        {name: read_value(name, value) for name, value in raw.items() if value is not None or name not in FIELDS}
    )


def read_value(name: str, value: Any) -> Value:
    """Check one answer (not null) and give it the type that the rules count with."""
    field = FIELDS.get(name)
    if field is None:
        raise AnswerError(str(name), "onbekend_veld")
    return _READERS[field.kind](field, value)


def as_json(answers: Mapping[str, Value]) -> dict[str, Any]:
    """The answers as the contract writes them: floats for euros, lists, and ``{van, tot}`` for a range."""
    return {name: _plain(value) for name, value in answers.items()}


def _plain(value: Value) -> Any:
    if isinstance(value, Amount):
        return _plain(value.low) if value.exact else {"van": _plain(value.low), "tot": _plain(value.high)}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value


def _read_flag(field: Field, value: Any) -> bool:
    if not isinstance(value, bool):
        raise AnswerError(field.name, "geen_ja_nee")
    return value


def _read_choice(field: Field, value: Any) -> str:
    if not isinstance(value, str) or value not in field.values:
        raise AnswerError(field.name, "onbekende_keuze", keuzes=", ".join(field.values))
    return value


def _read_list(field: Field, value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_read_choice(field, item) for item in _items(field, value)))


def _read_ages(field: Field, value: Any) -> tuple[int, ...]:
    ages = tuple(_decimal(field, item) for item in _items(field, value))
    if any(age != age.to_integral_value() for age in ages):
        raise AnswerError(field.name, "geen_heel_getal")
    return tuple(int(age) for age in ages)


def _items(field: Field, value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > LONGEST_LIST:
        raise AnswerError(field.name, "geen_lijst")
    return value


def _read_number(field: Field, value: Any) -> Value:
    number = _decimal(field, value)
    whole = number == number.to_integral_value()
    if not whole and field.name != "mantelzorg_uren":
        raise AnswerError(field.name, "geen_heel_getal")
    return int(number) if whole else number


def _read_amount(field: Field, value: Any) -> Amount:
    if isinstance(value, Mapping):
        return _read_range(field, value)
    amount = _cents(field, value)
    return Amount(amount, amount)


def _read_range(field: Field, value: Mapping[str, Any]) -> Amount:
    if set(value) != {"van", "tot"}:
        raise AnswerError(field.name, "geen_bereik")
    low, high = _cents(field, value["van"]), _cents(field, value["tot"])
    if low > high:
        raise AnswerError(field.name, "bereik_omgedraaid")
    return Amount(low, high)


def _cents(field: Field, value: Any) -> Decimal:
    """Half a cent counts as a whole one, as it does in the limits."""
    return _decimal(field, value).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _decimal(field: Field, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)) or not math.isfinite(value):
        raise AnswerError(field.name, "geen_getal")
    number = Decimal(str(value))
    if not field.lowest <= number <= field.highest:
        raise AnswerError(field.name, "buiten_bereik", laagste=field.lowest, hoogste=field.highest)
    return number


def _read_place(field: Field, value: Any) -> str:
    if not isinstance(value, str) or len(value) > 60 or not SLUG.fullmatch(value):
        raise AnswerError(field.name, "geen_gemeente")
    return value


_READERS = {
    FieldKind.NUMBER: _read_number,
    FieldKind.FLAG: _read_flag,
    FieldKind.CHOICE: _read_choice,
    FieldKind.LIST: _read_list,
    FieldKind.AGES: _read_ages,
    FieldKind.AMOUNT: _read_amount,
    FieldKind.PLACE: _read_place,
}
