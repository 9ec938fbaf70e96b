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
import numpy.typing as npt

from bot.catalogue.encoder import encode
from bot.dialogue.safety.features import Row, Signs, signs

FILE = Path(__file__).resolve().parents[3] / "data" / "veiligheid" / "tweede_oordeel.npz"
ORDINARY = "gewoon"
"""The label of a sentence without danger."""
MEANING = 6.0
"""The length of a sentence's embedding beside its signs."""

Half = npt.NDArray[np.float16]


@dataclass(frozen=True)
class Opinion:
    """``danger``: its probability; ``alarm``: the likeliest kind."""

    danger: float
    alarm: str


@dataclass(frozen=True)
class SecondOpinion:
    """``meaning``: a row for each number of an embedding, ``signs``: a row for each sign that was ever seen, both with
    a column for each label; ``places``: the row of a sign; ``rarity``: how much a sign counts, 0 for one that was never
    seen; ``made_from``: the fingerprint of the sentences that it learned from."""

    labels: tuple[str, ...]
    meaning: Row
    signs: Half
    places: npt.NDArray[np.int32]
    rarity: Row
    bias: Row
    made_from: str

    def of(self, text: str) -> Opinion:
        """The opinion on one text."""
        chances = self.chances(text)
        danger = 1.0 - chances.pop(ORDINARY)
        return Opinion(danger, max(chances, key=chances.__getitem__))

    def chances(self, text: str) -> dict[str, float]:
        """The probability of each label."""
        return self.chances_of(self.labels, text)

    def chances_of(self, labels: Sequence[str], text: str) -> dict[str, float]:
        """The probability of each of these labels, when it is one of them."""
        scores = encode([text])[0] * MEANING @ self.meaning + self._by_signs(signs(text)) + self.bias
        chosen = scores[[self.labels.index(label) for label in labels]]
        powers = np.exp(chosen - chosen.max())
        return dict(zip(labels, (powers / powers.sum()).tolist()))

    def _by_signs(self, found: Signs) -> Row:
        known = self.rarity[found.columns] > 0
        weights = self.signs[self.places[found.columns[known]]].astype(np.float32)
        return found.weighed(self.rarity)[known] @ weights

    def save(self, file: Path) -> None:
        """Half precision, and only signs that count: the file is small, and no sentence changes sides."""
        (seen,) = np.nonzero(self.rarity)
        parts = {
            "meaning": self.meaning,
            "signs": self.signs,
            "seen": seen.astype(np.int32),
            "rarity": self.rarity[seen],
            "columns": np.array(len(self.rarity)),
            "bias": self.bias,
            "labels": np.array(self.labels),
            "made_from": np.array(self.made_from),
        }
        np.savez_compressed(file, **parts)  # type: ignore[arg-type]

    @classmethod
    def load(cls, file: Path) -> "SecondOpinion":
        """Raises OSError or KeyError when the file is not there or not whole."""
        with np.load(file, allow_pickle=False) as stored:
            labels, seen, columns = tuple(map(str, stored["labels"])), stored["seen"], int(stored["columns"])
            places, rarity = np.zeros(columns, dtype=np.int32), np.zeros(columns, dtype=np.float32)
            places[seen], rarity[seen] = np.arange(len(seen)), stored["rarity"]
            made_from, bias = str(stored["made_from"]), stored["bias"]
            return cls(labels, stored["meaning"], stored["signs"], places, rarity, bias, made_from)


@lru_cache(maxsize=1)
def second_opinion() -> SecondOpinion:
    """The one in force, read once per process."""
    return SecondOpinion.load(FILE)
