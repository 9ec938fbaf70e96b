"""A limit for the income as a rule: so many percent of the norm that fits the household on the day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import cast

from bot.selfcheck.answers import COUPLES, FIELDS, Amount, Answers, Value
from bot.selfcheck.expressions import Expression, Situation
from bot.selfcheck.kleene import Truth
from bot.selfcheck.norms import NormCase, to_cent

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
        income = situation.answers.get("inkomen")
        if self.limit(situation) is None or (income is None and "inkomen" in situation.closed):
            return frozenset()
        unknown = tuple(field for field in self._household_fields(situation) if situation.is_open(field))
        deciding = frozenset(field for field in unknown if self._decides(field, unknown, situation))
        return deciding | {"inkomen"} if income is None else deciding

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


def whole_percent(percent: Decimal) -> str:
    """130 rather than 130.0, for a sentence."""
    return str(percent.quantize(Decimal(1), ROUND_HALF_UP) if percent == percent.to_integral_value() else percent)
