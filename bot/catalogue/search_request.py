"""How much a text sounds like a request for help: a ridge regression on the vectors of examples.

The examples are those of data/nlu (the lines of ``voorziening_vraag`` and ``situatie`` ask for help, those of
``buiten_bereik`` don't) and those of data/zoeken/voorbeelden.yml.
"""

from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from bot.catalogue.document import CatalogueError
from bot.catalogue.encoder import Vectors
from bot.catalogue.search_meaning import meanings
from bot.catalogue.search_text import load

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "nlu"
FOR_HELP, OTHER = ("voorziening_vraag", "situatie"), ("buiten_bereik",)
RIDGE = 1.5


class RequestSense:
    """Tells requests for help from other talk."""

    def __init__(self, asking: list[str], other: list[str]) -> None:
        vectors = _with_constant(meanings().of([*asking, *other]))
        meant = np.array([1.0] * len(asking) + [-1.0] * len(other))
        each = np.array([0.5 / len(asking)] * len(asking) + [0.5 / len(other)] * len(other)) * len(meant)
        penalty = RIDGE * np.eye(vectors.shape[1])
        penalty[-1, -1] = 0.0
        self._weights = np.linalg.solve(vectors.T @ (vectors * each[:, None]) + penalty, vectors.T @ (meant * each))

    def of(self, question: Vectors) -> float:
        """About 1 for a request for help, about -1 for other talk."""
        return float(_with_constant(question[None])[0] @ self._weights)


@lru_cache(maxsize=1)
def request_sense(folder: Path = EXAMPLES) -> RequestSense:
    """Learn from the examples; raises CatalogueError when there are none."""
    own = load("voorbeelden.yml")
    asking, other = [*_examples(folder, FOR_HELP), *own["hulp"]], [*_examples(folder, OTHER), *own["anders"]]
    if not asking or not other:
        raise CatalogueError(folder, 1, f"geen voorbeelden van {', '.join((*FOR_HELP, *OTHER))}")
    return RequestSense(asking, other)


def _examples(folder: Path, intents: tuple[str, ...]) -> list[str]:
    files = (
        yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in sorted(folder.glob("*.yml"))
    )
    groups = [group for file in files for group in file.get("nlu", []) if group.get("intent") in intents]
    lines = (line for group in groups for line in group["examples"].splitlines())
    return [line.strip().removeprefix("- ").casefold() for line in lines if line.strip()]


def _with_constant(vectors: Vectors) -> Vectors:
    return np.hstack([vectors, np.ones((len(vectors), 1), dtype=np.float32)])
