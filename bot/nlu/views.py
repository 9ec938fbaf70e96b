"""Two views on a sentence, its spelling and its meaning, each a softmax regression; together they decide.

Spelling (letters and words, the rare ones first) is precise on what was seen in training, meaning (embeddings) knows
what was put otherwise.
Their probabilities are multiplied and sharpened: both must believe in an intent. Stored as plain arrays: nothing in a
model file can run, and a file without weights fails to load instead of answering untrained.
"""

import warnings
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

Matrix = Any  # a scipy sparse matrix (untyped) or a dense array
Array = npt.NDArray[np.float64]
_TINY = 1e-9
_RARITY = "rarity_"


@dataclass(frozen=True)
class View:
    """Softmax regression: one column of weights for each label (so that a sparse row multiplies fast)."""

    weights: Array
    bias: Array

    @classmethod
    def fit(cls, features: Matrix, labels: Sequence[str], iterations: int) -> "View":
        """Stops after ``iterations``: more of them only make it surer of itself, not better."""
        model = LogisticRegression(class_weight=_weights(labels), max_iter=iterations, tol=1e-3, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(features, labels)
        return cls(np.ascontiguousarray(model.coef_.T), model.intercept_)

    def probabilities(self, features: Matrix) -> Array:
        """A row for each sentence that sums to 1."""
        return _softmax(np.asarray(features @ self.weights) + self.bias)


@dataclass(frozen=True)
class Rarity:
    """What an n-gram weighs: what few sentences have tells most. A row of weights for each block of counts."""

    weights: tuple[Array, ...]
    scale: float

    @classmethod
    def of(cls, blocks: Sequence[Matrix], scale: float) -> "Rarity":
        """From the counts of the training sentences; ``scale`` is the length that every row gets (or 0)."""
        return cls(tuple(_inverse_frequency(sparse.csr_matrix(block)) for block in blocks), scale)

    def rows(self, blocks: Sequence[Matrix]) -> Matrix:
        """The blocks weighed, each scaled by itself, side by side."""
        pairs = zip(blocks, self.weights)
        return sparse.hstack([scaled(block, weights, self.scale) for block, weights in pairs]).tocsr()


@dataclass(frozen=True)
class TwoViews:
    """``labels`` in the order of the weights; ``sharpness`` comes from cross-validation (bench/results/nlu.md)."""

    labels: tuple[str, ...]
    rarity: Rarity
    spelling: View
    meaning: View
    sharpness: float

    @classmethod
    def fit(
        cls, counts: Sequence[Matrix], meaning: Array, labels: Sequence[str], settings: Mapping[str, Any]
    ) -> "TwoViews":
        """Train on a row per sentence in each block of counts and in ``meaning``, with the ``spelling_scale``,
        ``sharpness`` and ``iterations`` of ``settings``. Raises ValueError when there are fewer than three labels."""
        known = tuple(sorted(set(labels)))
        if len(known) < 3:
            raise ValueError(f"an intent classifier needs three or more intents, got {list(known)}")
        rarity = Rarity.of(counts, float(settings["spelling_scale"]))
        spelling = View.fit(rarity.rows(counts), labels, settings["iterations"])
        meant = View.fit(meaning, labels, settings["iterations"])
        return cls(known, rarity, spelling, meant, float(settings["sharpness"]))

    def probabilities(self, counts: Sequence[Matrix], meaning: Array) -> Array:
        """A row for each sentence, a column for each label."""
        spelling = self.spelling.probabilities(self.rarity.rows(counts))
        return pool(spelling, self.meaning.probabilities(meaning), self.sharpness)

    def save(self, file: Path) -> None:
        """Write as an npz file."""
        views = {"spelling": self.spelling, "meaning": self.meaning}
        arrays = {f"{name}_{part}": getattr(view, part) for name, view in views.items() for part in ("weights", "bias")}
        arrays |= {f"{_RARITY}{number}": weights for number, weights in enumerate(self.rarity.weights)}
        numbers = {"scale": np.array(self.rarity.scale), "sharpness": np.array(self.sharpness)}
        np.savez(file, labels=np.array(self.labels), **numbers, **arrays)

    @classmethod
    def load(cls, file: Path) -> "TwoViews":
        """Read what ``save`` wrote; raises OSError, KeyError or ValueError when it is not there or not whole."""
        with np.load(file, allow_pickle=False) as stored:
            views = [View(stored[f"{name}_weights"], stored[f"{name}_bias"]) for name in ("spelling", "meaning")]
            blocks = sum(name.startswith(_RARITY) for name in stored.files)
            rarity = Rarity(tuple(stored[f"{_RARITY}{number}"] for number in range(blocks)), float(stored["scale"]))
            labels = tuple(str(label) for label in stored["labels"])
            return cls(labels, rarity, views[0], views[1], float(stored["sharpness"]))


def pool(first: Array, second: Array, sharpness: float) -> Array:
    """The product of two opinions: ``sharpness`` 0.5 is their geometric mean, higher is surer."""
    return _softmax(sharpness * (np.log(first + _TINY) + np.log(second + _TINY)))


def scaled(counts: Matrix, weights: Array, scale: float) -> Matrix:
    """Counts of n-grams as weighed rows of length ``scale`` (or 0), so that long sentences do not shout."""
    rows = sparse.csr_matrix(counts, dtype=np.float64, copy=True)
    rows.data = np.log1p(rows.data) * weights[rows.indices]
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(scale / np.maximum(lengths, _TINY)) @ rows


def _inverse_frequency(counts: Matrix) -> Array:
    """1 for what every sentence has, more for what fewer have."""
    sentences, columns = counts.shape
    holding = np.bincount(counts.nonzero()[1], minlength=columns)
    return np.asarray(1.0 + np.log((1.0 + sentences) / (1.0 + holding)), dtype=np.float64)


def _weights(labels: Sequence[str]) -> dict[str, float]:
    """Rare labels weigh more, but answers, the most common thing to say, keep part of their lead."""
    counts = Counter(labels)
    mean = len(labels) / len(counts)
    return {label: float(np.sqrt(mean / count)) for label, count in counts.items()}


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
