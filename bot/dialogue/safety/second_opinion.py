"""A second opinion on a sentence that the rules say nothing about: does it sound like danger, and like which kind?

A softmax regression on the meaning of the sentence (its embedding) and on its spelling (pieces of words, and words with
their neighbours, hashed). It never sounds a siren: where the rules are silent it can make us ask,
gently; where it is sure that all is ordinary, a rule's siren becomes a question. The weights are made from
data/veiligheid/voorbeelden by ``python -m bot.nlu.danger_training``; a test says when they are out of date.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.catalogue.encoder import DIMENSIONS, encode

FILE = Path(__file__).resolve().parents[3] / "data" / "veiligheid" / "tweede_oordeel.npz"
ORDINARY = "gewoon"
"""The label of a sentence without danger."""
BUCKETS = 4096
"""Hashed pieces of words fill the first so many columns, hashed words and their neighbours the next."""
COLUMNS = DIMENSIONS + 2 * BUCKETS
MEANING, SPELLING = 6.0, 3.0
"""Lengths of the parts of a row."""

Row = npt.NDArray[np.float32]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class SecondOpinion:
    """``weights``: a row for each column of ``features``, a column for each label; ``threshold``: from which
    probability of danger we ask; ``calm``: below which a rule's siren becomes a question, and its question nothing;
    ``made_from``: the fingerprint of the sentences that it learned from."""

    labels: tuple[str, ...]
    weights: Row
    bias: Row
    threshold: float
    calm: float
    made_from: str

    def suspects(self, text: str) -> str | None:
        """The likeliest alarm when the text sounds dangerous enough to ask about, else None."""
        return self.suspicions([text])[0]

    def is_calm(self, text: str) -> bool:
        """Whether the text sounds so ordinary that a rule must have been misled."""
        return 1.0 - self.chances(text)[ORDINARY] < self.calm

    def suspicions(self, texts: Sequence[str]) -> list[str | None]:
        """``suspects`` for many texts, which takes less time together than one by one."""
        return [self._suspicion(chances) for chances in self._chances(texts)]

    def chances(self, text: str) -> dict[str, float]:
        """The probability of each label."""
        return self._chances([text])[0]

    def _suspicion(self, chances: dict[str, float]) -> str | None:
        danger = 1.0 - chances.pop(ORDINARY)
        return max(chances, key=chances.__getitem__) if danger >= self.threshold else None

    def _chances(self, texts: Sequence[str]) -> list[dict[str, float]]:
        scores = features(texts) @ self.weights + self.bias
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return [dict(zip(self.labels, row.tolist())) for row in powers / powers.sum(axis=1, keepdims=True)]

    def save(self, file: Path) -> None:
        """Half precision: the file is small, and no sentence of the training data changes sides."""
        parts = {"weights": self.weights.astype(np.float16), "bias": self.bias}
        thresholds = {"threshold": self.threshold, "calm": self.calm}
        facts = {"labels": np.array(self.labels), **thresholds, "made_from": self.made_from}
        np.savez_compressed(file, **parts, **facts)  # type: ignore[arg-type]

    @classmethod
    def load(cls, file: Path) -> "SecondOpinion":
        """Raises OSError or KeyError when the file is not there or not whole."""
        with np.load(file, allow_pickle=False) as stored:
            labels = tuple(str(label) for label in stored["labels"])
            weights, bias = stored["weights"].astype(np.float32), stored["bias"].astype(np.float32)
            thresholds = float(stored["threshold"]), float(stored["calm"])
            return cls(labels, weights, bias, *thresholds, str(stored["made_from"]))


@lru_cache(maxsize=1)
def second_opinion() -> SecondOpinion:
    """The one in force, read once per process."""
    return SecondOpinion.load(FILE)


def features(texts: Sequence[str]) -> Row:
    """A row for each text: its meaning, then its spelling."""
    rows = np.zeros((len(texts), COLUMNS), dtype=np.float32)
    rows[:, :DIMENSIONS] = encode(texts) * MEANING
    for row, text in zip(rows, texts):
        words = _WORD.findall(text.casefold())
        _count(row[DIMENSIONS : DIMENSIONS + BUCKETS], _pieces(words))
        _count(row[DIMENSIONS + BUCKETS :], _neighbours(words))
    return rows


def _count(block: Row, names: Iterator[str]) -> None:
    """Fills the block in place with the logarithms of the counts, as a row of length ``SPELLING``."""
    for name, count in Counter(names).items():
        block[zlib.crc32(name.encode()) % BUCKETS] += count
    np.log1p(block, out=block)
    block *= SPELLING / max(float(np.linalg.norm(block)), 1e-9)


def _pieces(words: list[str]) -> Iterator[str]:
    for word in (f" {word} " for word in words):
        yield from _runs(word, (2, 3, 4, 5))


def _neighbours(words: list[str]) -> Iterator[str]:
    for run in _runs(["^", *words, "$"], (1, 2, 3)):
        yield " ".join(run)


def _runs(whole: Any, lengths: tuple[int, ...]) -> Iterator[Any]:
    """All stretches of these lengths, of a word or of a list of words."""
    return (whole[start : start + length] for length in lengths for start in range(len(whole) - length + 1))
