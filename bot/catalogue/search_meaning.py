"""Sentences as vectors of meaning, those of the catalogue computed once and kept in var/zoeken.npz.

The encoder is that of bot.catalogue.encoder, one a process. It takes about two seconds at its first sentence and five
milliseconds at every next one.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.catalogue.encoder import Vectors, encode

KEPT = Path(__file__).resolve().parents[2] / "var" / "zoeken.npz"


class Meanings:
    """Vectors of length 1, so that their product is the likeness (cosine) of two sentences."""

    def __init__(self, kept: Path = KEPT) -> None:
        self._file = kept
        self._known: dict[str, Vectors] = _read(kept)

    def of(self, texts: Sequence[str]) -> Vectors:
        """One row a text; texts that are not kept yet are computed and kept."""
        self._learn({text for text in texts if text not in self._known})
        return np.stack([self._known[text] for text in texts])

    def of_question(self, text: str) -> Vectors:
        """The vector of a resident's text, which is never kept."""
        vector: Vectors = encode([text])[0]
        return vector

    def _learn(self, texts: Iterable[str]) -> None:
        missing = sorted(texts)
        if missing:
            self._known.update(zip(missing, encode(missing)))
            _write(self._file, self._known)


@lru_cache(maxsize=1)
def meanings() -> Meanings:
    """The vectors of this process."""
    return Meanings()


def _read(file: Path) -> dict[str, Vectors]:
    """What was kept; nothing when there is no file or it is damaged, because it can be computed again."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            return dict(zip(kept["texts"].tolist(), kept["vectors"].astype(np.float32)))
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return {}


def _write(file: Path, known: dict[str, Vectors]) -> None:
    """Replace the file at once, so that a process that starts meanwhile reads the old one or the new one."""
    unfinished = file.with_suffix(f".{os.getpid()}.tmp")
    with suppress(OSError):  # a folder that can't be written only costs time at the next start
        file.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as target:
            np.savez(target, texts=np.array(list(known)), vectors=np.stack(list(known.values())).astype(np.float16))
        unfinished.replace(file)
