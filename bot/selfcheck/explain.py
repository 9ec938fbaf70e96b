"""A rule in Dutch, made from the rule itself: one definition for what is judged and for what is said about it.

The sentences are data: data/teksten/voorwaarden.yml, and the sentence of each choice in data/teksten/vragen.yml.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, singledispatch
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
from bot.selfcheck.income import IncomeUpTo, whole_percent

RULES = 4096
"""So many rules are kept in words: more than all plans have, and a rule reads the same for everybody."""
EMPTY = "[]"
"""The key of the sentence that says that a list is empty."""


@dataclass(frozen=True, eq=False)
class Phrases:
    """``statements`` by field and value, each a sentence about "u"; ``parts`` is data/teksten/voorwaarden.yml."""

    statements: Mapping[str, Mapping[str, str]]
    parts: Mapping[str, Any]

    def stated(self, field: str, value: object) -> str:
        """The sentence of one choice, as part of a longer one."""
        sentence = self.statements[field][str(value).lower() if isinstance(value, bool) else str(value)]
        clause = sentence.removesuffix(".")
        return clause if clause.split()[0] in self.parts["hoofdletter"] else clause[:1].lower() + clause[1:]

    def of_field(self, field: str, form: str, **values: object) -> str:
        """What a rule asks of a field that is no choice."""
        return str(self.parts["velden"][field][form]).format(**values)

    def joined(self, word: str, clauses: Iterable[str]) -> str:
        """a, b en c."""
        *first, last = clauses
        return str(self.parts["verbinden"][word]).join([", ".join(first), last]) if first else last


@lru_cache(maxsize=RULES)
def in_words(rule: Expression, phrases: Phrases) -> str:
    """The rule as a sentence about "u"."""
    clause = _clause(rule, phrases)
    first = len(clause) - len(clause.lstrip("("))
    return f"{clause[:first]}{clause[first].upper()}{clause[first + 1 :]}."


@singledispatch
def _clause(rule: Expression, phrases: Phrases) -> str:
    raise TypeError(f"no words for {type(rule).__name__}")


@_clause.register
def _constant(rule: Constant, phrases: Phrases) -> str:
    name = {True: "altijd", False: "nooit", None: "onbekend"}[rule.truth]
    return str(phrases.parts["vast"][name])


@_clause.register(AnyOf)
@_clause.register(OneOf)
@_clause.register(Contains)
def _any(rule: Expression, phrases: Phrases) -> str:
    return phrases.joined("of", _alternatives(rule, phrases))


@_clause.register
def _filled(rule: Filled, phrases: Phrases) -> str:
    return phrases.of_field(rule.field, "gevuld") if rule.filled else phrases.stated(rule.field, EMPTY)


@_clause.register(Between)
@_clause.register(ChildAged)
def _within(rule: Between | ChildAged, phrases: Phrases) -> str:
    form = "vanaf" if rule.high is None else "tot_en_met" if rule.low is None else "tussen"
    return phrases.of_field(rule.field, form, vanaf=rule.low, tot_en_met=rule.high)


@_clause.register
def _pension(rule: PensionAgeReached, phrases: Phrases) -> str:
    return str(phrases.parts["aow"]["bereikt"])


@_clause.register
def _income(rule: IncomeUpTo, phrases: Phrases) -> str:
    return phrases.of_field("inkomen", "tot", procent=whole_percent(rule.percent))


@_clause.register
def _all(rule: All, phrases: Phrases) -> str:
    return phrases.joined("en", [_apart(part, phrases) for part in rule.parts])


@_clause.register
def _at_least(rule: AtLeast, phrases: Phrases) -> str:
    listed = phrases.joined("en", [_apart(part, phrases) for part in rule.parts])
    pattern = str(phrases.parts["verbinden"]["minstens"])
    return pattern.format(aantal=rule.count, totaal=len(rule.parts), delen=listed)


@_clause.register
def _not(rule: Not, phrases: Phrases) -> str:
    """Of a choice the other choices; of the rest what it is not."""
    (part,) = rule.parts
    if isinstance(part, OneOf) and (others := frozenset(_choices(part.field)) - part.values):
        return _clause(OneOf(part.field, others), phrases)
    if isinstance(part, PensionAgeReached):
        return str(phrases.parts["aow"]["niet_bereikt"])
    return str(phrases.parts["verbinden"]["niet"]).format(deel=_apart(part, phrases))


@_clause.register
def _unless(rule: Unless, phrases: Phrases) -> str:
    return str(phrases.parts["verbinden"]["tenzij"]).format(deel=_apart(rule.parts[0], phrases))


def _alternatives(rule: Expression, phrases: Phrases) -> list[str]:
    """The things of which one is enough; a rule that is no choice between things is one thing itself."""
    if isinstance(rule, AnyOf):
        return [clause for part in rule.parts for clause in _alternatives(part, phrases)]
    if isinstance(rule, (OneOf, Contains)):
        known = _choices(rule.field) or tuple(sorted(map(str, rule.values)))
        return [_value(rule.field, value, phrases) for value in known if value in rule.values]
    return [_apart(rule, phrases)]


def _apart(rule: Expression, phrases: Phrases) -> str:
    """Between brackets where its "en" or "of" would run together with what stands around it."""
    clause = _clause(rule, phrases)
    return str(phrases.parts["verbinden"]["groep"]).format(deel=clause) if _has_several(rule) else clause


def _has_several(rule: Expression) -> bool:
    if isinstance(rule, (OneOf, Contains)):
        return len(rule.values) > 1
    return isinstance(rule, (All, AnyOf, AtLeast)) and len(rule.parts) > 1


def _value(field: str, value: object, phrases: Phrases) -> str:
    if FIELDS[field].kind is FieldKind.PLACE:
        return phrases.of_field(field, "is", waarde=value)
    return phrases.stated(field, value)


def _choices(field: str) -> tuple[str | bool, ...]:
    """The values of a field in the contract's order; none for a place, which can be any."""
    if FIELDS[field].kind is FieldKind.FLAG:
        return (True, False)
    return FIELDS[field].values
