"""A second opinion on danger beside that of the rules: how likely is it, and of which kind?

A softmax regression on what ``features`` says of a sentence. ``weighing`` decides what it does to the rules' own
judgement. The weights are made from the reviewed sentences by ``python -m bot.nlu.danger_training``; a test says when
they are out of date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from bot.dialogue.safety.features import Row, features

FILE = Path(__file__).resolve().parents[3] / "data" / "veiligheid" / "tweede_oordeel.npz"
ORDINARY = "gewoon"
"""The label of a sentence without danger."""
CERTAIN = 0.99
"""Probability of danger that hardly any near miss of another hand reached in cross-validation; chosen by eye."""
INSISTS = 0.97
"""From which we ask although a rule judged that there is none: it was denied, or a saying."""


@dataclass(frozen=True)
class Opinion:
    """``danger``: its probability; ``alarm``: the likeliest kind; ``threshold``: from which we ask."""

    danger: float
    alarm: str
    threshold: float

    @property
    def asks(self) -> bool:
        """Whether it sounds dangerous enough to ask about."""
        return self.danger >= self.threshold

    @property
    def insists(self) -> bool:
        """Whether it asks against a rule that judged the text harmless."""
        return self.danger >= INSISTS

    @property
    def certain(self) -> bool:
        """Whether hardly any ordinary sentence ever sounded so dangerous."""
        return self.danger >= CERTAIN


@dataclass(frozen=True)
class SecondOpinion:
    """``weights``: a row for each column of ``features``, a column for each label; ``threshold``: from which
    probability of danger we ask; ``made_from``: the fingerprint of the sentences that it learned from."""

    labels: tuple[str, ...]
    weights: Row
    bias: Row
    threshold: float
    made_from: str

    def of(self, text: str) -> Opinion:
        """The opinion on one text."""
        chances = self.chances(text)
        danger = 1.0 - chances.pop(ORDINARY)
        return Opinion(danger, max(chances, key=chances.__getitem__), self.threshold)

    def chances(self, text: str) -> dict[str, float]:
        """The probability of each label."""
        return self._chances([text])[0]

    def _chances(self, texts: Sequence[str]) -> list[dict[str, float]]:
        scores = features(texts) @ self.weights + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return [dict(zip(self.labels, row.tolist())) for row in powers / powers.sum(axis=1, keepdims=True)]

    def save(self, file: Path) -> None:
        """Half precision: the file is small, and no sentence of the training data changes sides."""
        parts = {"weights": self.weights.astype(np.float16), "bias": self.bias}
        facts = {"labels": np.array(self.labels), "threshold": self.threshold, "made_from": self.made_from}
        np.savez_compressed(file, **parts, **facts)  # type: ignore[arg-type]

    @classmethod
    def load(cls, file: Path) -> "SecondOpinion":
        """Raises OSError or KeyError when the file is not there or not whole."""
        with np.load(file, allow_pickle=False) as stored:
            labels = tuple(str(label) for label in stored["labels"])
            weights, bias = stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
            return cls(labels, weights, bias, float(stored["threshold"]), str(stored["made_from"]))


@lru_cache(maxsize=1)
def second_opinion() -> SecondOpinion:
    """The one in force, read once per process."""
    return SecondOpinion.load(FILE)
