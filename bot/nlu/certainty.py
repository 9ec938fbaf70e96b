"""How sure is sure enough? Thresholds from sentences that the model did not learn from.

A threshold is the lowest confidence from which acting instead of asking is wrong in at most a stated share of the
cases. The cases are kept as counts by confidence, in hundredths, so that the threshold can be checked without training.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

STEPS = 100


@dataclass(frozen=True)
class Act:
    """One time that a threshold decides: how sure the model was, and whether acting would have been wrong."""

    confidence: float
    wrong: bool


@dataclass(frozen=True)
class Rule:
    """What a threshold is for (``about``), and how often acting may be wrong."""

    name: str
    about: str
    wrong_at_most: float


@dataclass(frozen=True)
class Counted:
    """Of the acts with a confidence in each hundredth: how many there were, and how many wrong."""

    acts: tuple[int, ...]
    wrong: tuple[int, ...]

    @classmethod
    def of(cls, acts: Iterable[Act]) -> "Counted":
        """Count; 1.0 belongs to the last hundredth."""
        total, wrong = [0] * STEPS, [0] * STEPS
        for act in acts:
            step = min(int(act.confidence * STEPS), STEPS - 1)
            total[step] += 1
            wrong[step] += act.wrong
        return cls(tuple(total), tuple(wrong))

    @classmethod
    def read(cls, raw: Mapping[str, Sequence[int]]) -> "Counted":
        """From the data file; raises ValueError when it is not whole."""
        found = cls(tuple(raw["keren"]), tuple(raw["fout"]))
        if {len(found.acts), len(found.wrong)} != {STEPS}:
            raise ValueError(f"expected {STEPS} counts")
        return found

    def share_wrong(self, step: int) -> float:
        """Of all acts from this hundredth up; 0 where there are none."""
        return sum(self.wrong[step:]) / max(sum(self.acts[step:]), 1)

    def threshold(self, wrong_at_most: float) -> float:
        """The lowest confidence (in hundredths) from which on, at it and above, not more than this is wrong."""
        allowed = [self.share_wrong(step) <= wrong_at_most for step in range(STEPS)]
        refused = [step for step, is_allowed in enumerate(allowed) if not is_allowed]
        return (max(refused, default=-1) + 1) / STEPS
