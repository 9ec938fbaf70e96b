"""What the regressions on the signs of a sentence share: the rows that they learn from, and what is stored."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse as sparse

from bot.catalogue.encoder import DIMENSIONS, encode
from bot.dialogue.safety.features import COLUMNS, Row, Signs
from bot.dialogue.safety.second_opinion import MEANING, SecondOpinion

AT_A_TIME = 500
"""Sentences, so that their embeddings do not fill the memory."""


def rows(texts: Sequence[str], found: Sequence[Signs], rarity: Row) -> Any:
    """A sparse row for each text: its embedding and, side by side with it, those of its signs that count."""
    parts = (encode(texts[start : start + AT_A_TIME]) for start in range(0, len(texts), AT_A_TIME))
    meaning = sparse.csr_matrix(np.vstack([*parts]) * np.float32(MEANING))
    values = np.concatenate([one.weighed(rarity) for one in found])
    starts = np.cumsum([0, *(len(one.columns) for one in found)])
    columns = np.concatenate([one.columns for one in found])
    by_signs = sparse.csr_matrix((values, columns, starts), (len(found), COLUMNS))[:, np.nonzero(rarity)[0]]
    return sparse.hstack([meaning, by_signs]).tocsr()


def record(labels: Sequence[str], weights: Any, bias: Any, rarity: Row, made_from: str) -> SecondOpinion:
    """From a row of ``weights`` for each label over the columns of ``rows``, and a number of ``bias`` for each."""
    table = np.asarray(weights).T.astype(np.float32)
    (seen,) = np.nonzero(rarity)
    places = np.zeros(len(rarity), dtype=np.int32)
    places[seen] = np.arange(len(seen))
    by_signs, offsets = table[DIMENSIONS:].astype(np.float16), np.asarray(bias).astype(np.float32)
    return SecondOpinion(tuple(labels), table[:DIMENSIONS], by_signs, places, rarity, offsets, made_from)
