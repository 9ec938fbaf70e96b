"""``python -m bot.nlu.danger_training``: makes the second opinion on danger (bot.dialogue.safety.second_opinion).

It learns danger and near misses from data/veiligheid/voorbeelden and from the reviewed tables of the tests, never from
what is kept out (tests/dialogue/safety/achtergehouden.yml); and that all that residents ordinarily say, ask and answer
is none. The threshold is the probability that at most 1 in 200 near misses reaches in cross-validation, not counting
those that the rules judge; below ``calm`` at most 1 in 100 dangerous sentences falls.
"""

import hashlib
import json
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
import yaml
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from bot.dialogue.safety.detection import detect, is_silent
from bot.dialogue.safety.second_opinion import FILE, ORDINARY, SecondOpinion, features

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "data" / "veiligheid" / "voorbeelden"
TABLES = ROOT / "tests" / "dialogue" / "safety" / "cases"
ANSWERS = ROOT / "tests" / "dialogue" / "readers" / "cases"
SENTENCES = ROOT / "data" / "nlu"
ABOUT_DANGER = frozenset({"onveilig", "dreiging"})
"""Questions whose answers are no example of ordinary talk."""
NOT_SAID = frozenset({"nood", "kies"})
"""Intents whose sentences are no example of ordinary talk."""
FALSE_ALARMS = 0.005
"""One in a hundred near misses may alarm at all; the rules take their half of that."""
CALMED = 0.01
"""Of the dangerous sentences that the rules hear, this share may get a question instead of a siren."""
NEAR_MISS_WEIGHT = 2.0
FOLDS = 5
KEPT = 2
"""Of the ordinary sentences one in so many is learned from; the near misses teach more."""


@dataclass(frozen=True)
class Example:
    """A sentence, its label, and whether it is a near miss."""

    text: str
    label: str
    near: bool = False


def fingerprint() -> str:
    """Changes with the reviewed sentences; those of data/nlu and the readers may move without a new training."""
    reviewed = [(example.text, example.label) for example in reviewed_examples()]
    return hashlib.sha256(json.dumps(reviewed).encode()).hexdigest()[:16]


def reviewed_examples() -> list[Example]:
    """Danger and near misses, each once, in the order of the files."""
    danger = [Example(text, kind) for kind, text in _sentences("gevaar")]
    near = [Example(text, ORDINARY, near=True) for name in ("gewoon", "niet_gevaar") for _, text in _sentences(name)]
    return _once([*danger, *near])


def all_examples() -> list[Example]:
    """The reviewed ones and what residents ordinarily say."""
    said = [text for text in (*_answers(), *_messages()) if zlib.crc32(text.encode()) % KEPT == 0]
    ordinary = [text for text in said if not any(signal.sure for signal in detect(text))]
    return _once([*reviewed_examples(), *(Example(text, ORDINARY) for text in ordinary)])


def train(examples: list[Example]) -> SecondOpinion:
    """Fit on all; the threshold comes from cross-validation on the same sentences."""
    rows = sparse.csr_matrix(features([example.text for example in examples]))
    danger = unseen(rows, examples)
    model = _fit(rows, examples)
    labels = tuple(str(label) for label in model.classes_)
    weights, bias = model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    return SecondOpinion(labels, weights, bias, threshold(examples, danger), calm(examples, danger), fingerprint())


def unseen(rows: Any, examples: list[Example]) -> npt.NDArray[np.float64]:
    """The probability of danger of each sentence, by a model that did not learn from it."""
    danger = np.zeros(len(examples))
    groups = [f"{example.label} {example.near}" for example in examples]
    for learned, asked in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(rows, groups):
        model = _fit(rows[learned], [examples[index] for index in learned])
        danger[asked] = 1.0 - model.predict_proba(rows[asked])[:, list(model.classes_).index(ORDINARY)]
    return danger


def threshold(examples: list[Example], danger: npt.NDArray[np.float64]) -> float:
    """Just above what all but ``FALSE_ALARMS`` of the near misses get."""
    near = [index for index, example in enumerate(examples) if example.near]
    heard = sorted((danger[index] for index in near if is_silent(examples[index].text)), reverse=True)
    return float(heard[int(FALSE_ALARMS * len(near))]) + 1e-6


def calm(examples: list[Example], danger: npt.NDArray[np.float64]) -> float:
    """What all but ``CALMED`` of the dangerous sentences reach."""
    dangerous = [example.label != ORDINARY for example in examples]
    return float(np.quantile(danger[dangerous], CALMED))


def _fit(rows: Any, examples: list[Example]) -> LogisticRegression:
    weights = [NEAR_MISS_WEIGHT if example.near else 1.0 for example in examples]
    labels = [example.label for example in examples]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # more iterations only make it surer of itself
        return LogisticRegression(max_iter=200, random_state=0).fit(rows, labels, sample_weight=weights)


def _sentences(name: str) -> Iterator[tuple[str, str]]:
    """Kind and sentence, of the examples and of the reviewed table of this name; never what is held out."""
    for file in (EXAMPLES / f"{name}.yml", TABLES / f"{name}.yml"):
        kinds = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
        for kind, sentences in kinds.items():
            yield from ((kind, _text(raw)) for raw in sentences if not _held_out(raw))


def _text(raw: Any) -> str:
    return str(raw["tekst"] if isinstance(raw, dict) else raw)


def _held_out(raw: Any) -> bool:
    return isinstance(raw, dict) and bool(raw.get("achtergehouden"))


def _answers() -> Iterator[str]:
    for file in sorted(ANSWERS.glob("*.yml")):
        cases = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        if file.stem not in ABOUT_DANGER:
            yield from (_text(case) for case in cases if "tekst" in case and not _held_out(case))


def _messages() -> Iterator[str]:
    for file in sorted(SENTENCES.glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            if block["intent"] not in NOT_SAID:
                yield from (line.removeprefix("- ") for line in block["examples"].splitlines())


def _once(examples: list[Example]) -> list[Example]:
    """Each sentence once; the first time counts."""
    return list({example.text.casefold(): example for example in reversed(examples)}.values())[::-1]


if __name__ == "__main__":
    opinion = train(all_examples())
    opinion.save(FILE)
    print(f"{FILE.relative_to(ROOT)}: {len(opinion.labels)} labels, threshold {opinion.threshold:.3f}")
