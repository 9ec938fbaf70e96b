"""The classifier outside Rasa's graph, with the same settings: for measuring by cross-validation in minutes."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import yaml
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.model_selection import StratifiedKFold
from spacy.lang.nl import Dutch

from bot.nlu.featurizer import meanings
from bot.nlu.sentences import ROOT, Line
from bot.nlu.views import Array, Matrix, TwoViews

FOLDS = 3
RANKED = 10
"""As many as the classifier ranks (config.yml)."""
WORDS = r"(?u)\b\w+\b"
_NUMBER = re.compile(r"\b[0-9]+\b")
_vectors: dict[str, Array] = {}


@dataclass(frozen=True)
class Fitted:
    """A model that learned: its labels, a row of probabilities for each line that it is asked, and what it keeps."""

    labels: tuple[str, ...]
    predict: Callable[[Sequence[Line]], Array]
    kept: tuple[Any, ...]


Fit = Callable[[Sequence[Line]], Fitted]
"""Learns from lines."""


@dataclass(frozen=True)
class Judged:
    """Lines that a model did not learn from, and what it makes of them: a row of probabilities for each."""

    lines: tuple[Line, ...]
    labels: tuple[str, ...]
    rows: Array


def settings_of(component: str) -> list[dict[str, Any]]:
    """What config.yml says of the components of this name, in order."""
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    return [part for part in pipeline if part["name"] == component]


def two_views(known: Sequence[Line]) -> Fitted:
    """Our classifier: letters and words in one view, embeddings in the other."""
    settings = settings_of("bot.nlu.classifier.TwoViewsClassifier")[0]
    counters = [_counter(part) for part in settings_of("CountVectorsFeaturizer")]
    counted = [counter.fit_transform(_texts(known)) for counter in counters]
    scale = float(settings["meaning_scale"])
    views = TwoViews.fit(counted, vectors(known) * scale, [line.intent for line in known], settings)

    def predict(asked: Sequence[Line]) -> Array:
        return views.probabilities([counter.transform(_texts(asked)) for counter in counters], vectors(asked) * scale)

    return Fitted(views.labels, predict, (views, *counters))


def cross_validated(fit: Fit, lines: Sequence[Line]) -> Iterator[Judged]:
    """Each line judged once, by a model that learned from the other folds."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=1)
    for inside, outside in folds.split(lines, [line.intent for line in lines]):
        model, asked = fit([lines[index] for index in inside]), [lines[index] for index in outside]
        yield Judged(tuple(asked), model.labels, model.predict(asked))


def counter(**settings: Any) -> CountVectorizer:
    """Counts n-grams as Rasa's featurizer does."""
    return CountVectorizer(preprocessor=tokens, token_pattern=WORDS, **settings)


def counts(found: CountVectorizer, lines: Sequence[Line]) -> Matrix:
    """With the vocabulary that was learned."""
    return found.transform(_texts(lines))


def vectors(lines: Sequence[Line]) -> Array:
    """The embeddings that the classifier gets, each made once."""
    new = list({line.text for line in lines} - _vectors.keys())
    _vectors.update(zip(new, meanings(new)))
    return np.vstack([_vectors[line.text] for line in lines]).astype(np.float64)


def forget() -> None:
    """Embeddings are made anew: to measure how long that takes."""
    _vectors.clear()


def tokens(text: str) -> str:
    """As the pipeline hands them to the featurizers."""
    return _NUMBER.sub("__number__", " ".join(word.text.lower() for word in _dutch().make_doc(text)))


@cache
def _dutch() -> Dutch:
    return Dutch()


def _counter(settings: Mapping[str, Any]) -> CountVectorizer:
    length = (settings["min_ngram"], settings["max_ngram"])
    return counter(analyzer=settings["analyzer"], ngram_range=length, min_df=settings["min_df"])


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]
