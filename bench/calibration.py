"""Do probabilities mean what they say? Expected calibration error, Brier score, and what a temperature mends."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.nlu.views import Array

BINS = 15
TEMPERATURES = tuple(float(each) for each in np.geomspace(0.2, 5, 33))
"""1 is among them: nothing to mend."""
_TINY = 1e-9


@dataclass(frozen=True)
class Calibration:
    """``ece``: mean distance between confidence and share right, over bins; ``brier``: mean squared error of a row."""

    ece: float
    brier: float

    def __str__(self) -> str:
        return f"{self.ece:.3f} / {self.brier:.3f}"


def truth(labels: Sequence[str], intents: Sequence[str]) -> Array:
    """A row with a 1 for the right label."""
    return np.array([[float(label == intent) for label in labels] for intent in intents])


def calibration(rows: Array, right: Array) -> Calibration:
    """Of rows of probabilities against rows of truth."""
    confidence, hit = rows.max(axis=1), right[np.arange(len(rows)), rows.argmax(axis=1)]
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    own = [bins == each for each in set(bins)]
    gaps = [abs(confidence[mine].mean() - hit[mine].mean()) * mine.mean() for mine in own]
    return Calibration(float(sum(gaps)), float(((rows - right) ** 2).sum(axis=1).mean()))


def tempered(rows: Array, temperature: float) -> Array:
    """Above 1 less sure, below 1 surer; the order stays."""
    powers = (rows + _TINY) ** (1 / temperature)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def best_temperature(rows: Array, right: Array) -> float:
    """The one that gives the truth the most probability."""
    return min(TEMPERATURES, key=lambda each: _log_loss(tempered(rows, each), right))


def tempered_by_halves(rows: Array, right: Array) -> Array:
    """Each half with the temperature of the other: for what has no other sentences to find one on."""
    mended = np.empty_like(rows)
    for own, other in ((slice(0, None, 2), slice(1, None, 2)), (slice(1, None, 2), slice(0, None, 2))):
        mended[own] = tempered(rows[own], best_temperature(rows[other], right[other]))
    return mended


def _log_loss(rows: Array, right: Array) -> float:
    return float(-np.log((rows * right).sum(axis=1) + _TINY).mean())
