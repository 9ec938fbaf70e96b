"""The candidates for "what is this sentence about?", side by side on the same sentences: statistics only, no rules."""

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import scipy.sparse as sparse
import yaml

from bench.calibration import Calibration, best_temperature, calibration, tempered, truth
from bench.memory import in_fresh_process, resident
from bot.catalogue import encoder
from bot.dialogue.understanding import LIKELY, NOT_INTERRUPTING
from bot.nlu.offline import (
    Fit,
    Fitted,
    Judged,
    counter,
    counts,
    cross_validated,
    forget,
    settings_of,
    two_views,
    vectors,
)
from bot.nlu.sentences import BY_RULE, HELD_OUT, ROOT, Line, read_lines, trained_lines
from bot.nlu.views import Array, Matrix, Rarity, View

NEAR = ROOT / "tests" / "nlu" / "dichtbij.yml"
NO_INTERRUPTION = NOT_INTERRUPTING | {"kies", "verder"}
"""Intents that leave an answer an answer."""
LATER = frozenset({"buiten_bereik", "mens"})
"""What may be made of a sentence about something else: turned away, or offered a person."""
TIMED = 40

Rows = Callable[[Sequence[Line]], Matrix]
"""Features of sentences, a row for each."""


@dataclass(frozen=True)
class Sets:
    """What is learned from, what is held out, and subjects near ours that we do nothing with."""

    known: Sequence[Line]
    held: Sequence[Line]
    near: Sequence[Line]


@dataclass(frozen=True)
class Candidate:
    """A way to learn; ``encodes``: needs the sentence encoder in memory."""

    name: str
    fit: Fit
    encodes: bool


@dataclass(frozen=True)
class Scores:
    """On unseen sentences. Shares from 0 to 1; ``after`` a temperature; ``far`` and ``near`` wrongly accepted then."""

    held_out: float
    before: Calibration
    after: Calibration
    far: float
    near: float


@dataclass(frozen=True)
class Costs:
    """Seconds and milliseconds of processor time, megabytes of memory that loading it and asking once adds."""

    seconds: float
    milliseconds: float
    megabytes: float


@dataclass(frozen=True)
class Measured:
    """A row of the table; ``inside`` is the share right by cross-validation, where that was done."""

    name: str
    inside: float | None
    scores: Scores
    costs: Costs

    def __str__(self) -> str:
        inside = "–" if self.inside is None else f"{self.inside:.3f}"
        scores, costs = self.scores, self.costs
        shares = f"{scores.held_out:.3f} | {scores.before} | {scores.after} | {scores.far:.1%} | {scores.near:.1%}"
        spent = f"{costs.seconds:.0f} | {costs.milliseconds:.1f} | {costs.megabytes:.0f}"
        return f"| {self.name} | {inside} | {shares} | {spent} |"


HEAD = (
    "| candidate | cross-validation | held out | ECE / Brier | after a temperature "
    "| far accepted | near accepted | training, s | ms a message | MB added |",
    "|---" * 10 + "|",
)


def read_sets() -> Sets:
    """The real ones; what only rules know is left out."""
    held = [line for line in read_lines(HELD_OUT) if line.intent not in BY_RULE]
    return Sets(trained_lines(), held, near_lines())


def near_lines() -> list[Line]:
    """The sentences about subjects near ours."""
    subjects = yaml.safe_load(NEAR.read_text(encoding="utf-8"))
    return [Line(text, "buiten_bereik", subject) for subject, texts in subjects.items() for text in texts]


def letters(known: Sequence[Line]) -> Fitted:
    """On pieces of words, the rare ones first."""
    return _regression(known, *_spelling(known, settings_of("CountVectorsFeaturizer")[:1]))


def spelling(known: Sequence[Line]) -> Fitted:
    """On pieces of words, and words with their neighbours."""
    return _regression(known, *_spelling(known, settings_of("CountVectorsFeaturizer")))


def meaning(known: Sequence[Line]) -> Fitted:
    """On embeddings of the sentence, its first clause and its last."""
    return _regression(known, _meaning())


def both(known: Sequence[Line]) -> Fitted:
    """On all of these side by side."""
    spelled, *kept = _spelling(known, settings_of("CountVectorsFeaturizer"))
    meant = _meaning()
    return _regression(known, lambda lines: sparse.hstack([spelled(lines), meant(lines)]).tocsr(), *kept)


CANDIDATES = (
    Candidate("pieces of words → logistic regression", letters, encodes=False),
    Candidate("pieces of words, words → logistic regression", spelling, encodes=False),
    Candidate("embeddings → logistic regression", meaning, encodes=True),
    Candidate("pieces of words, words, embeddings → one logistic regression", both, encodes=True),
    Candidate("**two views: one on spelling × one on embeddings (chosen)**", two_views, encodes=True),
)


def measure(candidate: Candidate, sets: Sets) -> Measured:
    """Cross-validated, then learned from all and asked what it never saw; by then the embeddings are made."""
    folds = list(cross_validated(candidate.fit, sets.known))
    inside, right = np.vstack([each.rows for each in folds]), np.vstack([truth_of(each) for each in folds])
    temperature = best_temperature(inside, right)
    began = time.process_time()
    model = candidate.fit(sets.known)
    seconds = time.process_time() - began
    held = Judged(tuple(sets.held), model.labels, model.predict(sets.held))
    scores = scored(held, tempered(held.rows, temperature), tempered(model.predict(sets.near), temperature))
    costs = Costs(seconds, _milliseconds(model, sets.held), _megabytes(candidate, model))
    return Measured(candidate.name, _share_right(inside, right), scores, costs)


def scored(held: Judged, mended: Array, near: Array) -> Scores:
    """From the rows of a model, those after a temperature (``mended``), and those of near sentences after one too."""
    right = truth_of(held)
    far = mended[[line.intent == "buiten_bereik" for line in held.lines]]
    return Scores(
        _share_right(held.rows, right),
        calibration(held.rows, right),
        calibration(mended, right),
        accepted(held.labels, far),
        accepted(held.labels, near),
    )


def accepted(labels: Sequence[str], rows: Array) -> float:
    """The share that is likely enough taken for something that we do at once."""
    ours = [labels[row.argmax()] not in NO_INTERRUPTION | LATER and row.max() >= LIKELY for row in rows]
    return float(np.mean(ours))


def truth_of(judged: Judged) -> Array:
    """Which labels were right."""
    return truth(judged.labels, [line.intent for line in judged.lines])


def table(rows: Iterable[Measured]) -> Iterator[str]:
    """As Markdown."""
    yield from HEAD
    yield from (str(row) for row in rows)


def _share_right(rows: Array, right: Array) -> float:
    return float(right[np.arange(len(rows)), rows.argmax(axis=1)].mean())


def _regression(known: Sequence[Line], rows: Rows, *kept: Any) -> Fitted:
    intents = [line.intent for line in known]
    view = View.fit(rows(known), intents, _settings()["iterations"])
    return Fitted(tuple(sorted(set(intents))), lambda asked: view.probabilities(rows(asked)), (view, *kept))


def _spelling(known: Sequence[Line], parts: Sequence[Mapping[str, Any]]) -> tuple[Any, ...]:
    counters = [
        counter(analyzer=part["analyzer"], ngram_range=(part["min_ngram"], part["max_ngram"]), min_df=part["min_df"])
        for part in parts
    ]
    counted = [each.fit_transform([line.text for line in known]) for each in counters]
    rarity = Rarity.of(counted, float(_settings()["spelling_scale"]))
    return (lambda lines: rarity.rows([counts(each, lines) for each in counters]), rarity, *counters)


def _meaning() -> Rows:
    scale = float(_settings()["meaning_scale"])
    return lambda lines: vectors(lines) * scale


def _settings() -> dict[str, Any]:
    return settings_of("bot.nlu.classifier.TwoViewsClassifier")[0]


def _milliseconds(model: Fitted, lines: Sequence[Line]) -> float:
    asked = lines[:: max(len(lines) // TIMED, 1)]
    encoder.encode(["hallo"])
    forget()
    began = time.process_time()
    for line in asked:
        model.predict([line])
    return (time.process_time() - began) / len(asked) * 1000


def _megabytes(candidate: Candidate, model: Fitted) -> float:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kept.pickle"
        file.write_bytes(pickle.dumps(model.kept))
        return in_fresh_process(_loaded, file, ["hallo"] if candidate.encodes else [])


def _loaded(file: Path, sentences: Sequence[str]) -> float:
    before = resident()
    kept = pickle.loads(file.read_bytes())
    encoded = encoder.encode(sentences) if sentences else None
    after = resident()
    del kept, encoded
    return after - before
