"""Which answers a rule reads."""

from datetime import date
from decimal import Decimal

import pytest

from bot.catalogue.library import Library
from bot.selfcheck.answers import Answers
from bot.selfcheck.evaluate import verdict
from bot.selfcheck.expressions import All, Constant, Expression, Not, OneOf, PensionAgeReached
from bot.selfcheck.fields import fields_read, rules_of
from bot.selfcheck.income import IncomeUpTo
from bot.selfcheck.residents import residents

HOME = OneOf("woning", frozenset({"huur"}))
NORM = {"inkomen", "huishouden", "leeftijd", "kostendelers", "partner_leeftijd"}


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (Constant(True), set()),
        (HOME, {"woning"}),
        (Not((HOME,)), {"woning"}),
        (PensionAgeReached(), {"leeftijd"}),
        (IncomeUpTo(Decimal(130), "met"), NORM),
        (All((HOME, IncomeUpTo(Decimal(130), "met"))), NORM | {"woning"}),
        (OneOf("kinderen", frozenset()), {"kinderen", "huishouden"}),
    ],
)
def test_the_fields_of_a_rule(rule: Expression, fields: set[str]) -> None:
    assert fields_read([rule]) == fields


def test_other_answers_change_nothing_of_a_facility(library: Library) -> None:
    """What this says is what the examples of a difference leave out."""
    day = date(2026, 11, 22)
    for place in library.municipalities.values():
        read = {facility.id: fields_read(rules_of(facility)) for facility in place.facilities}
        for person in residents(3, 5):
            all_known = verdict(place, person, day, library.rules).statuses
            for name, fields in read.items():
                bare = Answers({field: value for field, value in person.items() if field in fields})
                assert verdict(place, bare, day, library.rules).statuses.get(name) == all_known.get(name)
