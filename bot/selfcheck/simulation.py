"""Who gains and who loses when a rule changes, over a whole population.

Households that are alike in the answers that the rule reads share one judgement: an income is only ever compared with
limits (``IncomeUpTo``), so between two limits nothing changes and one judgement per stretch of income is exact.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import cast

import numpy as np

from bot.selfcheck.answers import Amount, Answers
from bot.selfcheck.evaluate import status_of
from bot.selfcheck.expressions import Compound, Expression, Situation
from bot.selfcheck.facility import Facility
from bot.selfcheck.fields import fields_read
from bot.selfcheck.income import IncomeUpTo
from bot.selfcheck.norms import Norms
from bot.selfcheck.outcome import LIKELY, MAYBE, NOT
from bot.selfcheck.population import FIELDS_KNOWN, Households, Numbers

STATUSES = (NOT, MAYBE, LIKELY)
NO_LIMIT = np.iinfo(np.int64).max
CENT = Decimal("0.01")


class NoIncomeLimit(ValueError):
    """The facility asks nothing of the income, so there is no percentage to change."""


def with_percent(facility: Facility, percent: Decimal) -> Facility:
    """The facility with this percentage in its income limit. Raises NoIncomeLimit."""
    changed = tuple(replace(part, rule=_with_percent(part.rule, percent)) for part in facility.conditions)
    if not income_limits(facility):
        raise NoIncomeLimit(facility.id)
    return replace(facility, conditions=changed)


def income_limits(facility: Facility) -> list[IncomeUpTo]:
    """The limits that its conditions name."""
    leaves = (leaf for condition in facility.conditions for leaf in condition.rule.leaves())
    return [leaf for leaf in leaves if isinstance(leaf, IncomeUpTo)]


def _with_percent(rule: Expression, percent: Decimal) -> Expression:
    if isinstance(rule, IncomeUpTo):
        return replace(rule, percent=percent)
    if isinstance(rule, Compound):
        parts = tuple(_with_percent(part, percent) for part in rule.parts)
        return cast(Expression, replace(rule, parts=parts))  # type: ignore[type-var]
    return rule


@dataclass(frozen=True)
class Stretches:
    """The judgements of one group of households: ``steps[i]`` up to and including ``limits[i]`` cents."""

    limits: tuple[int, ...]
    steps: tuple[int, ...]


@dataclass
class Simulation:
    """One facility before and after; ``bands`` are the lower bounds of the income bands, in euros."""

    before: Facility
    after: Facility
    day: date
    norms: Norms
    bands: tuple[int, ...]
    _judged: dict[int, Stretches] = field(default_factory=dict)

    def run(self, population: Iterable[Households]) -> "Tally":
        """Count every household; at least one piece of them."""
        pieces = [(households.kinds, self._count(households)) for households in population]
        return Tally(pieces[0][0], self.bands, np.sum([counts for _, counts in pieces], axis=0))

    def _count(self, households: Households) -> Numbers:
        """Households by kind, income band, status before and status after."""
        band = np.searchsorted(np.array(self.bands) * 100, households.cents, side="right") - 1
        place = (households.columns["huishouden"] * len(self.bands) + band) * 9 + self._steps(households)
        shape = (len(households.kinds), len(self.bands), 3, 3)
        return np.bincount(place, minlength=int(np.prod(shape))).reshape(shape)

    def _steps(self, households: Households) -> Numbers:
        """For each household 3 x its status before + its status after."""
        keys, first, group = np.unique(self._keys(households), return_index=True, return_inverse=True)
        judged = [self._stretches(int(key), households, int(row)) for key, row in zip(keys, first)]
        width = max(len(stretches.steps) for stretches in judged)
        limits = np.full((len(judged), width), NO_LIMIT)
        steps = np.zeros((len(judged), width), np.int64)
        for number, stretches in enumerate(judged):
            limits[number, : len(stretches.limits)] = stretches.limits
            steps[number, : len(stretches.steps)] = stretches.steps
        passed = (households.cents[:, None] > limits[group]).sum(axis=1)
        return cast(Numbers, steps[group, passed])

    def _keys(self, households: Households) -> Numbers:
        """Households with the same key have the same answers to what the rules read."""
        key: Numbers = np.zeros_like(households.cents)
        for name in self._fields():
            key = key * 1000 + households.columns[name]
        return key

    def _fields(self) -> tuple[str, ...]:
        rules = [condition.rule for facility in (self.before, self.after) for condition in facility.conditions]
        return tuple(sorted(fields_read(rules) & FIELDS_KNOWN))

    def _stretches(self, key: int, households: Households, row: int) -> Stretches:
        if key not in self._judged:
            self._judged[key] = self._judge(households.answers(row, self._fields()).with_implied())
        return self._judged[key]

    def _judge(self, answers: Answers) -> Stretches:
        bare = Situation(answers, self.day, self.norms)
        rules = [*income_limits(self.before), *income_limits(self.after)]
        limits = [limit for rule in rules if (limit := rule.limit(bare))]
        ends = sorted({end for limit in limits for end in (limit.low, limit.high)})
        beyond = ends[-1] + CENT if ends else CENT
        steps = tuple(self._step(answers, income) for income in (*ends, beyond))
        return Stretches(tuple(int(end * 100) for end in ends), steps)

    def _step(self, answers: Answers, income: Decimal) -> int:
        known = Answers({**answers, "inkomen": Amount(income, income)})
        situation = Situation(known, self.day, self.norms)
        before, after = (status_of(facility, situation) for facility in (self.before, self.after))
        return 3 * STATUSES.index(before) + STATUSES.index(after)


@dataclass(frozen=True)
class Tally:
    """Households by kind, income band, status before and status after (niet, misschien, waarschijnlijk)."""

    kinds: tuple[str, ...]
    bands: tuple[int, ...]
    counts: Numbers

    def cell(self, kind: int | slice, band: int | slice) -> "Cell":
        """One kind in one band; a slice takes several together."""
        counts = self.counts[kind, band].reshape(-1, 3, 3).sum(axis=0)
        return Cell(
            households=int(counts.sum()),
            likely_before=int(counts[2].sum()),
            likely_after=int(counts[:, 2].sum()),
            gain=int(np.triu(counts, 1).sum()),
            lose=int(np.tril(counts, -1).sum()),
        )


@dataclass(frozen=True)
class Cell:
    """Numbers of households: all, surely eligible before and after, better off and worse off by the change."""

    households: int
    likely_before: int
    likely_after: int
    gain: int
    lose: int
