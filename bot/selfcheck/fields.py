"""Which answers a rule reads: to show an example with only what matters, and to judge alike households once."""

from collections.abc import Iterable

from bot.selfcheck.expressions import Expression, FieldTest, PensionAgeReached
from bot.selfcheck.facility import Facility
from bot.selfcheck.income import HOUSEHOLDS, IncomeUpTo


def fields_read(rules: Iterable[Expression]) -> frozenset[str]:
    """The fields whose answers these rules look at, with those that other answers follow from."""
    read = frozenset().union(*(_of_leaf(leaf) for rule in rules for leaf in rule.leaves()))
    return read | {"huishouden"} if "kinderen" in read else read


def rules_of(facility: Facility) -> tuple[Expression, ...]:
    """The need and the demands of a facility."""
    return facility.need, *(condition.rule for condition in facility.conditions)


def _of_leaf(leaf: Expression) -> frozenset[str]:
    if isinstance(leaf, FieldTest):
        return frozenset({leaf.field})
    if isinstance(leaf, PensionAgeReached):
        return frozenset({"leeftijd"})
    return frozenset({"inkomen", *HOUSEHOLDS}) if isinstance(leaf, IncomeUpTo) else frozenset()
