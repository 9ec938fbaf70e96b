"""The bijstandsnorm with its periods, households, ages and cost sharers (Participatiewet 19a, 20-22a), and the AOW age.

Amounts are net euros a month, holiday allowance included, to the cent.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cached_property, lru_cache
from itertools import product
from typing import cast

from bot.selfcheck.answers import COUPLES, FIELDS, Answers

CENT = Decimal("0.01")
HOUSEHOLD = ("huishouden", "leeftijd", "kostendelers", "partner_leeftijd")
"""What decides which norm fits."""
MOST_HOUSEHOLDS = 10_000
NORM_KEYS = (
    "alleenstaand_18_20",
    "samen_beiden_18_20_zonder_kind",
    "samen_een_18_20_een_21plus_zonder_kind",
    "samen_beiden_18_20_met_kind",
    "samen_een_18_20_een_21plus_met_kind",
    "alleenstaand_21_aow",
    "samen_21_aow",
    "alleenstaand_aow",
    "samen_aow_een_of_beiden",
)
"""The norms of Participatiewet 20, 21 and 22, by the name of their amount in data/normen/bijstandsnorm.yml."""


def to_cent(amount: Decimal) -> Decimal:
    """Rounded half up to the cent, as limits are before they are compared."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one that this month has."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


class AgeGroup(str, Enum):
    """The ages that the Participatiewet tells apart."""

    YOUNG = "18_20"
    ADULT = "21_aow"
    PENSION = "aow"


@dataclass(frozen=True)
class PensionAge:
    """AOW age (AOW art. 7a) of those who reach it in ``year``: whoever was born from ``born_from`` on, up to the next.

    ``status``: geverifieerd (read at the source), or secundair.
    """

    year: int
    years: int
    months: int
    born_from: date
    status: str

    def reached_on(self, born: date) -> date:
        """The first day of AOW of somebody with this AOW age."""
        return months_later(born, 12 * self.years + self.months)


@dataclass(frozen=True)
class NormPeriod:
    """The amounts in force from ``valid_from`` through ``valid_until`` (None: until the next revision).

    ``derived``: keys of the amounts that were not read in the law but follow from others.
    """

    valid_from: date
    valid_until: date | None
    amounts: Mapping[str, Decimal]
    source: str
    url: str
    derived: frozenset[str]

    def holds_on(self, day: date) -> bool:
        """Both ends are included."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class NormCase:
    """One norm that may apply: its key, the ordinary amount, and the amount that cost sharers lower it to."""

    key: str
    ordinary: Decimal
    lowered: Decimal


@dataclass(frozen=True)
class AssetLimit:
    """How much savings bijstand allows from ``valid_from`` on (Participatiewet art. 34 lid 3), in euros."""

    valid_from: date
    single: Decimal
    together: Decimal


@dataclass(frozen=True)
class Norms:
    """All known periods, oldest first, without holes; ``verified_until`` is the last day before the next revision.

    ``articles``: where in the Participatiewet each amount stands.
    """

    periods: tuple[NormPeriod, ...]
    pension_ages: tuple[PensionAge, ...]
    asset_limits: tuple[AssetLimit, ...]
    verified_until: date
    articles: Mapping[str, str]

    def asset_limit(self, single: bool, day: date) -> Decimal:
        """The savings limit on this day; before the first one the first."""
        known = [limit for limit in self.asset_limits if limit.valid_from <= day] or list(self.asset_limits[:1])
        return known[-1].single if single else known[-1].together

    def period_on(self, day: date) -> NormPeriod:
        """The period in force; before the first or after the last one the nearest (see ``is_exact``)."""
        for period in self.periods:
            if period.holds_on(day):
                return period
        return self.periods[0] if day < self.periods[0].valid_from else self.periods[-1]

    def is_exact(self, day: date) -> bool:
        """Whether the amounts for this day are verified, and not those of the nearest period."""
        return self.periods[0].valid_from <= day <= self.verified_until

    def pension_age(self, day: date) -> PensionAge:
        """The AOW age for people who reach it in this year; outside the table the nearest year."""
        first, last = self.pension_ages[0], self.pension_ages[-1]
        year = min(max(day.year, first.year), last.year)
        return next(age for age in self.pension_ages if age.year == year)

    def pension_day(self, born: date) -> date:
        """The first day of AOW of somebody born on this day; outside the table the nearest AOW age counts."""
        known = [age for age in self.pension_ages if age.born_from <= born] or list(self.pension_ages[:1])
        return known[-1].reached_on(born)

    def age_groups(self, age: int | None, day: date) -> frozenset[AgeGroup]:
        """The groups that somebody of this age in whole years can be in; empty under 18, all when unknown."""
        if age is None:
            return frozenset(AgeGroup)
        if age < 18:
            return frozenset()
        if age < 21:
            return frozenset({AgeGroup.YOUNG})
        return self._adult_groups(age, day)

    def _adult_groups(self, age: int, day: date) -> frozenset[AgeGroup]:
        """Who is this old today was born within one year: both ends decide."""
        ends = months_later(day, -12 * (age + 1)) + timedelta(days=1), months_later(day, -12 * age)
        return frozenset(AgeGroup.PENSION if self.pension_day(born) <= day else AgeGroup.ADULT for born in ends)

    def possible(self, answers: Answers, day: date) -> tuple[NormCase, ...]:
        """Every norm that fits the answers; none for a resident under 18."""
        household = {field: answers[field] for field in HOUSEHOLD if field in answers}
        return self._remembered(day, *household.items())

    @cached_property
    def _remembered(self) -> Callable[..., tuple[NormCase, ...]]:
        """The same few households are asked about again and again, within a turn and by everybody."""
        return lru_cache(MOST_HOUSEHOLDS)(lambda day, *household: self._fitting(Answers(dict(household)), day))

    def _fitting(self, answers: Answers, day: date) -> tuple[NormCase, ...]:
        period = self.period_on(day)
        sharers = cast(int, answers.get("kostendelers", 0))
        shapes = {shape for kind in _households(answers) for shape in self._shapes(kind, answers, day)}
        return tuple(_case(period, shape, sharers) for shape in sorted(shapes))

    def _shapes(self, household: str, answers: Answers, day: date) -> Iterable["Shape"]:
        own = self.age_groups(cast("int | None", answers.get("leeftijd")), day)
        if household not in COUPLES:
            return {Shape(False, False, (group,)) for group in own}
        with_children = household == "samen_met_kinderen"
        return {Shape(True, with_children, ages) for ages in self._couple_ages(own, answers, day)}

    def _couple_ages(self, own: frozenset[AgeGroup], answers: Answers, day: date) -> Iterable[tuple[AgeGroup, ...]]:
        partner = cast("int | None", answers.get("partner_leeftijd"))
        if partner is None:  # counts as the resident's own age group (contract, section 3)
            return {(group, group) for group in own}
        partners = self.age_groups(partner, day) or {AgeGroup.YOUNG}
        return {tuple(sorted(pair)) for pair in product(own, partners)}


@dataclass(frozen=True, order=True)
class Shape:
    """What decides the norm: a couple or not, children or not, and the age group of each adult."""

    couple: bool
    children: bool
    ages: tuple[AgeGroup, ...]

    @property
    def key(self) -> str:
        """The name of the amount in data/normen/bijstandsnorm.yml."""
        if not self.couple:
            return _SINGLE[self.ages[0]]
        if AgeGroup.PENSION in self.ages:
            return "samen_aow_een_of_beiden"
        young = self.ages.count(AgeGroup.YOUNG)
        child = "met_kind" if self.children else "zonder_kind"
        return ("samen_21_aow", f"samen_een_18_20_een_21plus_{child}", f"samen_beiden_18_20_{child}")[young]


_SINGLE = {
    AgeGroup.YOUNG: "alleenstaand_18_20",
    AgeGroup.ADULT: "alleenstaand_21_aow",
    AgeGroup.PENSION: "alleenstaand_aow",
}


def cost_sharer_amount(people: int, couple_norm: Decimal) -> Decimal:
    """(40% + A x 30%) / A x B a person, to the cent (PW 22a); ``people`` is A, ``couple_norm`` is B."""
    share = (Decimal("0.4") + people * Decimal("0.3")) / people
    return to_cent(share * couple_norm)


def _households(answers: Answers) -> tuple[str, ...]:
    known = answers.get("huishouden")
    return (cast(str, known),) if known is not None else FIELDS["huishouden"].values


def _case(period: NormPeriod, shape: Shape, sharers: int) -> NormCase:
    ordinary = period.amounts[shape.key]
    return NormCase(shape.key, ordinary, min(ordinary, _lowered(period, shape, sharers)))


def _lowered(period: NormPeriod, shape: Shape, sharers: int) -> Decimal:
    """The norm with cost sharers; PW 22a is about people of 21 or older, so the share of 18-20 stays as it is."""
    ordinary = period.amounts[shape.key]
    counting = sum(age is not AgeGroup.YOUNG for age in shape.ages)
    if not sharers or not counting:
        return ordinary
    couple_norm = period.amounts["samen_aow_een_of_beiden" if AgeGroup.PENSION in shape.ages else "samen_21_aow"]
    each = cost_sharer_amount(sharers + counting, couple_norm)
    if counting == len(shape.ages):
        return counting * each
    return ordinary - couple_norm / 2 + each
