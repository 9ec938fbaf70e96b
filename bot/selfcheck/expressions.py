"""The rules of a catalogue as a small typed expression tree, three-valued.

Each node says whether it is true, false or unknown in a situation, and which answers that are not known yet could
still change that (``influences``): that is how the dialogue asks only what matters.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import product
from typing import cast

from bot.selfcheck.answers import COUPLES, FIELDS, Amount, Answers, Value
from bot.selfcheck.kleene import Truth, all_of, any_of, at_least, negation
from bot.selfcheck.norms import AgeGroup, NormCase, Norms, to_cent


@dataclass(frozen=True)
class Situation:
    """What a rule is judged on: the answers (with what they imply), the date, and the norms."""

    answers: Answers
    day: date
    norms: Norms

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
        return frozenset() if self.field in situation.answers else frozenset({self.field})

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
        return frozenset() if "leeftijd" in situation.answers else frozenset({"leeftijd"})

    def leaves(self) -> Iterator[Expression]:
        yield self


HOUSEHOLDS: Mapping[str, tuple[Value, ...]] = {
    "huishouden": FIELDS["huishouden"].values,
    "leeftijd": (17, 19, 40, 90),
    "kostendelers": (0, FIELDS["kostendelers"].highest),
    "partner_leeftijd": (19, 40, 90),
}
"""An answer of each kind that the norm tells apart; the number of cost sharers by its ends."""


def _every(fields: tuple[str, ...]) -> Iterator[dict[str, Value]]:
    """Every household with these fields filled in."""
    for values in product(*(HOUSEHOLDS[field] for field in fields)):
        yield dict(zip(fields, values))


@dataclass(frozen=True)
class IncomeLimit:
    """The limits that may apply: the lowest (with cost sharers) and the highest, each with its norm."""

    low: Decimal
    high: Decimal
    cases: tuple[NormCase, ...]


@dataclass(frozen=True)
class IncomeUpTo(Expression):
    """Income up to and including ``percent`` of the bijstandsnorm of this household on this day.

    No source says whether a scheme with a limit of its own follows the lower norm of cost sharers: between the lower
    and the ordinary limit the judgement is unknown (contract, section 4). Income and norm both hold the holiday
    allowance; ``holiday`` says what the source of the limit says of it (met, zonder, niet_vermeld).
    """

    percent: Decimal
    holiday: str

    def limit(self, situation: Situation) -> IncomeLimit | None:
        """None when no norm fits: a resident under 18 has none of his own."""
        cases = situation.norm_cases
        if not cases:
            return None
        low = min(self._of(case.lowered) for case in cases)
        return IncomeLimit(low, max(self._of(case.ordinary) for case in cases), cases)

    def _of(self, norm: Decimal) -> Decimal:
        return to_cent(norm * self.percent / 100)

    def judge(self, situation: Situation) -> Truth:
        limit, income = self.limit(situation), cast("Amount | None", situation.answers.get("inkomen"))
        if limit is None or income is None:
            return None
        if income.high <= limit.low:
            return True
        return False if income.low > limit.high else None

    def influences(self, situation: Situation) -> frozenset[str]:
        if self.limit(situation) is None:
            return frozenset()
        unknown = tuple(self._household_fields(situation))
        deciding = frozenset(field for field in unknown if self._decides(field, unknown, situation))
        return deciding if "inkomen" in situation.answers else deciding | {"inkomen"}

    def missing(self, situation: Situation) -> frozenset[str]:
        if self.judge(situation) is not None:
            return frozenset()
        income = cast("Amount | None", situation.answers.get("inkomen"))
        open_income = {"inkomen"} if income is None or not income.exact else set()
        settling = set(self._household_fields(situation)) - {"kostendelers", "partner_leeftijd"}
        return frozenset(open_income | settling)

    def _decides(self, field: str, unknown: tuple[str, ...], situation: Situation) -> bool:
        """Whether two answers to this question can end differently, whatever the others turn out to be."""
        others = tuple(other for other in unknown if other != field)
        return any(
            len({self._verdict(situation, {**rest, field: value}) for value in HOUSEHOLDS[field]}) > 1
            for rest in _every(others)
        )

    def _verdict(self, situation: Situation, supposed: Mapping[str, Value]) -> object:
        """How it ends if this were so; without an income, at which limit."""
        there = Situation(Answers({**situation.answers, **supposed}), situation.day, situation.norms)
        if "inkomen" in there.answers:
            return self.judge(there)
        limit = self.limit(there)
        return limit and (limit.low, limit.high)

    def _household_fields(self, situation: Situation) -> Iterator[str]:
        answers = situation.answers
        wanted = ["huishouden", "leeftijd", "kostendelers"]
        if answers.get("huishouden") in COUPLES:
            wanted.append("partner_leeftijd")
        return (field for field in wanted if field not in answers)

    def leaves(self) -> Iterator[Expression]:
        yield self


class Compound(Expression):
    """A node over other conditions."""

    parts: tuple[Expression, ...]

    def leaves(self) -> Iterator[Expression]:
        for part in self.parts:
            yield from part.leaves()

    def influences(self, situation: Situation) -> frozenset[str]:
        if self.judge(situation) is not None and self._settled(situation):
            return frozenset()
        return frozenset().union(*(part.influences(situation) for part in self.parts))

    def missing(self, situation: Situation) -> frozenset[str]:
        if self.judge(situation) is not None:
            return frozenset()
        return frozenset().union(*(part.missing(situation) for part in self.parts))

    def _settled(self, situation: Situation) -> bool:
        """Whether the parts that can't change any more decide by themselves."""
        fixed = [part.judge(situation) if not part.influences(situation) else None for part in self.parts]
        return self.combine(fixed) is not None

    def judge(self, situation: Situation) -> Truth:
        return self.combine([part.judge(situation) for part in self.parts])

    @abstractmethod
    def combine(self, truths: list[Truth]) -> Truth:
        """The judgement from those of the parts."""


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


@dataclass(frozen=True)
class Unless(Compound):
    """``tenzij``: true as long as its one part is not known to be true.

    Only for a need: what somebody certainly has already is not offered, and whoever does not say stays in view.
    """

    parts: tuple[Expression, ...]

    def combine(self, truths: list[Truth]) -> Truth:
        return truths[0] is not True

    def influences(self, situation: Situation) -> frozenset[str]:
        return self.parts[0].influences(situation)


def whole_percent(percent: Decimal) -> str:
    """130 rather than 130.0, for a sentence."""
    return str(percent.quantize(Decimal(1), ROUND_HALF_UP) if percent == percent.to_integral_value() else percent)


def _within(value: Decimal | int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)
