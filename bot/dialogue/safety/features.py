"""A sentence as numbers, for the second opinion: what it means, how it is spelled, what its words stand for.

Meaning is the sentence's embedding (bot.catalogue.encoder). Its signs are pieces of words, words with their
neighbours, and what words stand for by the lists of the rules (data/veiligheid/woorden.yml), so that "mijn zwager" and
"haar vriend" count as one, alone and in pairs. Signs are hashed into columns, a block for each sort.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.dialogue.safety.rules import rule_set

BUCKETS, BLOCKS = 131072, 3
COLUMNS = BUCKETS * BLOCKS
"""Columns for signs: a block for pieces of words, for words with their neighbours, for what words stand for."""
LENGTH = 5.0
"""The length of each block of a row that has any sign at all."""
REACH = 4
"""Words that are at most so far apart make a pair."""

Row = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Signs:
    """``columns``: each sign of a sentence once; ``counts``: the logarithm of one more than how often it is there."""

    columns: Places
    counts: Row

    def weighed(self, rarity: Row) -> Row:
        """How much each sign counts, ``rarity`` being the weight of each column; every block is equally long."""
        values = self.counts * rarity[self.columns]
        blocks = self.columns // BUCKETS
        lengths = np.sqrt(np.bincount(blocks, weights=values * values, minlength=BLOCKS))
        return np.asarray(values * (LENGTH / np.maximum(lengths, 1e-9))[blocks], dtype=np.float32)


def signs(text: str) -> Signs:
    """The signs in one text; none in a text without words."""
    words = _WORD.findall(text.casefold())
    blocks = (_pieces(words), _neighbours(words), _pairs(rule_set().classes(text)))
    counted = Counter(column for number, names in enumerate(blocks) for column in _hashed(number, names))
    return Signs(np.array([*counted], dtype=np.int64), np.log1p(np.array([*counted.values()], dtype=np.float32)))


def _hashed(block: int, names: Iterable[str]) -> Iterator[int]:
    return (block * BUCKETS + zlib.crc32(name.encode()) % BUCKETS for name in names)


def _pieces(words: list[str]) -> Iterator[str]:
    for word in (f" {word} " for word in words):
        yield from _runs(word, (2, 3, 4, 5))


def _neighbours(words: list[str]) -> Iterator[str]:
    for run in _runs(["^", *words, "$"], (1, 2, 3)):
        yield " ".join(run)


def _pairs(classes: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for place, names in enumerate(classes):
        near = [other for others in classes[place + 1 : place + 1 + REACH] for other in others]
        for name in names:
            yield name
            yield from (f"{name} {other}" for other in near)


def _runs(whole: Any, lengths: tuple[int, ...]) -> Iterator[Any]:
    """All stretches of these lengths, of a word or of a list of words."""
    return (whole[start : start + length] for length in lengths for start in range(len(whole) - length + 1))
