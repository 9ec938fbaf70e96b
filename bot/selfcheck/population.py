"""A made-up population of households in columns, drawn in pieces of the same size: memory stays flat.

Each column holds whole numbers; ``Households.answers`` turns a row back into answers. Same seed, same households.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bot.selfcheck.answers import COUPLES, WITHOUT_CHILDREN, Answers, Value

CHUNK = 100_000
ADULT = 18
CHILD_AGES, CHILD_GAP = 18, 2
MOST_CENTS = 10_000_000
"""The highest income that the contract accepts."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class HouseholdKind:
    """One kind of household: its share of all, ages (both ends included), and a lognormal income in euros a month."""

    name: str
    share: float
    ages: tuple[int, int]
    median: float
    spread: float


@dataclass(frozen=True)
class Distribution:
    """What households there are; the shares of ``cost_sharers`` and ``children`` are by number."""

    kinds: tuple[HouseholdKind, ...]
    partner_gap: int
    cost_sharers: Mapping[int, float]
    children: Mapping[int, float]
    bands: tuple[int, ...]


@dataclass(frozen=True)
class Households:
    """Columns by field, and the income in cents; ``kinds`` are the names behind the column ``huishouden``."""

    kinds: tuple[str, ...]
    columns: Mapping[str, Numbers]
    cents: Numbers

    def answers(self, row: int, fields: tuple[str, ...]) -> Answers:
        """These fields of one household, without its income."""
        household = self.kinds[self.columns["huishouden"][row]]
        read = {field: _READ[field](int(self.columns[field][row]), household) for field in fields}
        return Answers({field: value for field, value in read.items() if value is not None})


def draw(distribution: Distribution, count: int, seed: int) -> Iterator[Households]:
    """So many households, in pieces."""
    for number, start in enumerate(range(0, count, CHUNK)):
        yield _chunk(distribution, min(CHUNK, count - start), np.random.default_rng((seed, number)))


def _chunk(distribution: Distribution, size: int, random: np.random.Generator) -> Households:
    kinds = distribution.kinds
    kind = random.choice(len(kinds), size, p=[kind.share for kind in kinds])
    ages = np.array([kind.ages for kind in kinds])[kind]
    age = random.integers(ages[:, 0], ages[:, 1] + 1)
    gap = random.integers(-distribution.partner_gap, distribution.partner_gap + 1, size)
    oldest, number = random.integers(0, CHILD_AGES, size), _numbers(distribution.children, size, random)
    columns = {
        "huishouden": kind,
        "leeftijd": age,
        "partner_leeftijd": np.maximum(age + gap, ADULT),
        "kostendelers": _numbers(distribution.cost_sharers, size, random),
        "kinderen": number * CHILD_AGES + oldest,
    }
    return Households(tuple(kind.name for kind in kinds), columns, _cents(distribution, kind, random))


def _numbers(shares: Mapping[int, float], size: int, random: np.random.Generator) -> Numbers:
    drawn: Numbers = random.choice(np.array(list(shares), np.int64), size, p=list(shares.values()))
    return drawn


def _cents(distribution: Distribution, kind: Numbers, random: np.random.Generator) -> Numbers:
    medians = np.log([kind.median for kind in distribution.kinds])[kind]
    spreads = np.array([kind.spread for kind in distribution.kinds])[kind]
    cents: Numbers = np.rint(np.exp(random.normal(medians, spreads)) * 100).astype(np.int64)
    return np.minimum(cents, MOST_CENTS)


def _partner(age: int, household: str) -> Value | None:
    return age if household in COUPLES else None


def _children(code: int, household: str) -> Value:
    number, oldest = divmod(code, CHILD_AGES)
    if household in WITHOUT_CHILDREN:
        return ()
    return tuple(max(oldest - CHILD_GAP * younger, 0) for younger in range(number))


_READ = {
    "huishouden": lambda code, household: household,
    "leeftijd": lambda age, household: age,
    "partner_leeftijd": _partner,
    "kostendelers": lambda number, household: number,
    "kinderen": _children,
}
FIELDS_KNOWN = frozenset(_READ)
"""What is known of a household besides its income; a rule about anything else stays "misschien"."""
