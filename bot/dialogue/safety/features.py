"""A sentence as a row of numbers, for the second opinion: what it means, how it is spelled, what its words stand for.

Meaning is the sentence's embedding; spelling is pieces of words, and words with their neighbours; what words stand for
are the lists of the rules (data/veiligheid/woorden.yml), so that "mijn zwager" and "haar vriend" count as one, alone
and in pairs. All but the embedding are hashed.
"""

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.catalogue.encoder import DIMENSIONS, encode
from bot.dialogue.safety.rules import rule_set

BUCKETS, PAIRS = 4096, 8192
"""Columns for pieces of words, and as many for words with their neighbours; columns for what words stand for."""
COLUMNS = DIMENSIONS + 2 * BUCKETS + PAIRS
MEANING, SPELLING = 6.0, 3.0
"""Lengths of the parts of a row: the first, and each of the others."""
REACH = 4
"""Words that are at most so far apart make a pair."""

Row = npt.NDArray[np.float32]
_WORD = re.compile(r"\w+")


def features(texts: Sequence[str]) -> Row:
    """A row for each text."""
    rows = np.zeros((len(texts), COLUMNS), dtype=np.float32)
    rows[:, :DIMENSIONS] = encode(texts) * MEANING
    for row, text in zip(rows, texts):
        words = _WORD.findall(text.casefold())
        _count(row[DIMENSIONS : DIMENSIONS + BUCKETS], _pieces(words))
        _count(row[DIMENSIONS + BUCKETS : -PAIRS], _neighbours(words))
        _count(row[-PAIRS:], _pairs(rule_set().classes(text)))
    return rows


def _count(block: Row, names: Iterable[str]) -> None:
    """Fills the block in place with the logarithms of the counts, as a row of length ``SPELLING``."""
    for name, count in Counter(names).items():
        block[zlib.crc32(name.encode()) % len(block)] += count
    np.log1p(block, out=block)
    block *= SPELLING / max(float(np.linalg.norm(block)), 1e-9)


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
