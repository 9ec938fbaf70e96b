"""The rules of a catalogue as a small typed expression tree, three-valued.

Each node says whether it is true, false or unknown in a situation, what it can still become (``bounds``), and which
answers could make it so (``towards``): that is how the dialogue asks only what matters. Limits for the income are in
bot.selfcheck.income.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import cast

from bot.selfcheck.answers import Answers, Value
from bot.selfcheck.kleene import Truth, all_of, any_of, at_least, negation
from bot.selfcheck.norms import AgeGroup, NormCase, Norms

Bounds = tuple[Truth, Truth]


@dataclass(frozen=True)
class Situation:
    """What a rule is judged on: the answers (with what they imply), the date, and the norms.

    ``closed``: fields that stay unknown, because they were skipped or are not asked about.
    """

    answers: Answers
    day: date
    norms: Norms
    closed: frozenset[str] = frozenset()

    def is_open(self, field: str) -> bool:
        """Whether this answer may still come."""
        return field not in self.answers.known and field not in self.closed

    @cached_property
    def norm_cases(self) -> tuple[NormCase, ...]:
        """Every norm that fits the answers: looked up once, however many limits ask."""
        return self.norms.possible(self.answers, self.day)


class Expression(ABC):
    """A condition in three-valued logic."""

    @abstractmethod
    def judge(self, situation: Situation) -> Truth:
        """True, False, or None when the answers do not settle it."""

    @abstractmethod
    def influences(self, situation: Situation) -> frozenset[str]:
        """Fields without an answer whose answer could change the judgement."""

    def bounds(self, situation: Situation) -> Bounds:
        """The least and the most that it can still become, where false is less than unknown and unknown than true."""
        truth = self.judge(situation)
        return (False, True) if self.influences(situation) else (truth, truth)

    def towards(self, goal: bool, situation: Situation) -> frozenset[str]:
        """Fields whose answers could make it certainly true, or certainly false."""
        return self.influences(situation)

    def missing(self, situation: Situation) -> frozenset[str]:
        """Fields that would settle an unknown judgement; a range that is too wide among them."""
        return self.influences(situation) if self.judge(situation) is None else frozenset()

    @abstractmethod
    def leaves(self) -> Iterator["Expression"]:
        """The conditions on single fields below this node."""


@dataclass(frozen=True)
class Constant(Expression):
    """``altijd``, ``nooit``, or ``niet_vast_te_stellen`` (a demand that no answer of ours settles)."""

    truth: Truth

    def judge(self, situation: Situation) -> Truth:
        return self.truth

    def influences(self, situation: Situation) -> frozenset[str]:
        return frozenset()

    def leaves(self) -> Iterator[Expression]:
        yield self


class FieldTest(Expression):
    """A test of one field; unknown as long as the field is."""

    field: str

    def judge(self, situation: Situation) -> Truth:
        value = situation.answers.known.get(self.field)
        return None if value is None else self.holds(value)

    @abstractmethod
    def holds(self, value: Value) -> bool:
        """Whether a known answer passes."""

    def influences(self, situation: Situation) -> frozenset[str]:
        return frozenset({self.field}) if situation.is_open(self.field) else frozenset()

    def leaves(self) -> Iterator[Expression]:
        yield self


@dataclass(frozen=True)
class OneOf(FieldTest):
    """A choice or yes/no field has one of these values."""

    field: str
    values: frozenset[str | bool]

    def holds(self, value: Value) -> bool:
        return value in self.values


@dataclass(frozen=True)
class Between(FieldTest):
    """A number from ``low`` up to and including ``high``; None is no bound."""

    field: str
    low: int | None
    high: int | None

    def holds(self, value: Value) -> bool:
        return _within(cast(Decimal, value), self.low, self.high)


@dataclass(frozen=True)
class Contains(FieldTest):
    """A list field holds at least one of these values."""

    field: str
    values: frozenset[str]

    def holds(self, value: Value) -> bool:
        return not self.values.isdisjoint(cast("tuple[str, ...]", value))


@dataclass(frozen=True)
class Filled(FieldTest):
    """A list field is empty or not."""

    field: str
    filled: bool

    def holds(self, value: Value) -> bool:
        return bool(cast("tuple[object, ...]", value)) is self.filled


@dataclass(frozen=True)
class ChildAged(FieldTest):
    """At least one child at home from ``low`` up to and including ``high`` years."""

    field: str
    low: int | None
    high: int | None

    def holds(self, value: Value) -> bool:
        return any(_within(age, self.low, self.high) for age in cast("tuple[int, ...]", value))


@dataclass(frozen=True)
class PensionAgeReached(Expression):
    """The resident has reached the AOW age; unknown in the year in which the months decide."""

    def judge(self, situation: Situation) -> Truth:
        age = cast("int | None", situation.answers.get("leeftijd"))
        groups = situation.norms.age_groups(age, situation.day)
        if AgeGroup.PENSION not in groups:
            return False
        return True if groups == {AgeGroup.PENSION} else None

    def influences(self, situation: Situation) -> frozenset[str]:
        return frozenset({"leeftijd"}) if situation.is_open("leeftijd") else frozenset()

    def leaves(self) -> Iterator[Expression]:
        yield self


class Compound(Expression):
    """A node over other conditions."""

    parts: tuple[Expression, ...]

    def leaves(self) -> Iterator[Expression]:
        for part in self.parts:
            yield from part.leaves()

    def influences(self, situation: Situation) -> frozenset[str]:
        return self.towards(True, situation) | self.towards(False, situation)

    def bounds(self, situation: Situation) -> Bounds:
        least, most = zip(*(part.bounds(situation) for part in self.parts))
        return self.combine(list(least)), self.combine(list(most))

    def towards(self, goal: bool, situation: Situation) -> frozenset[str]:
        least, most = self.bounds(situation)
        if least == most or goal not in (least, most):
            return frozenset()
        return frozenset().union(*(part.towards(goal, situation) for part in self.parts))

    def missing(self, situation: Situation) -> frozenset[str]:
        if self.judge(situation) is not None:
            return frozenset()
        return frozenset().union(*(part.missing(situation) for part in self.parts))

    def judge(self, situation: Situation) -> Truth:
        return self.combine([part.judge(situation) for part in self.parts])

    @abstractmethod
    def combine(self, truths: list[Truth]) -> Truth:
        """The judgement from those of the parts; more of them true never makes it less true."""


@dataclass(frozen=True)
class All(Compound):
    """``alle``: every part."""

    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return all_of(truths)


@dataclass(frozen=True)
class AnyOf(Compound):
    """``een_van``: at least one part."""

    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return any_of(truths)


@dataclass(frozen=True)
class AtLeast(Compound):
    """``minstens``: at least ``count`` parts."""

    count: int
    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return at_least(self.count, truths)


@dataclass(frozen=True)
class Not(Compound):
    """``niet``: the opposite of its one part."""

    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return negation(truths[0])

    def bounds(self, situation: Situation) -> Bounds:
        return _turned(super().bounds(situation))

    def towards(self, goal: bool, situation: Situation) -> frozenset[str]:
        return self.parts[0].towards(not goal, situation)


@dataclass(frozen=True)
class Unless(Compound):
    """``tenzij``: true as long as its one part is not known to be true.

    Only for a need: what somebody certainly has already is not offered, and whoever does not say stays in view. That is
    the one place where an answer can take a facility off the list that stood there without it. The Kleene opposite
    (``niet``) would hide it from everybody who skips the question, as if they had it already; leaving an answer out may
    never cost anybody help (contract, section 4). Nor is the unknown read as a no: the catalogue takes ``tenzij`` only
    beside a demand that no answer settles, so that the outcome stays at misschien.
    """

    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return truths[0] is not True

    def bounds(self, situation: Situation) -> Bounds:
        return _turned(super().bounds(situation))

    def towards(self, goal: bool, situation: Situation) -> frozenset[str]:
        """It is true until the part is: only that can still change."""
        return self.parts[0].towards(True, situation)


def _turned(bounds: Bounds) -> Bounds:
    least, most = bounds
    return most, least


def _within(value: Decimal | int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)
