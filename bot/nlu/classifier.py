"""The statistics in Rasa's graph: letters, words and meaning of a sentence → intents with probabilities.

Rasa's own LogisticRegressionClassifier silently loads untrained when a stored type is not trusted; this one raises.
"""

from typing import Any

import numpy as np
import scipy.sparse as sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu import views as views_module
from bot.nlu.fingerprint import code_of
from bot.nlu.views import Array, Matrix, TwoViews

FILE = "views.npz"
HIGHEST = 0.99
"""Statistics never claim more: 1.0 is for rules (bot.nlu.verdict)."""


class UntrainedError(RuntimeError):
    """The model holds no weights: it must not answer."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TwoViewsClassifier(GraphComponent, IntentClassifier):
    """Spelling (every sparse featurizer before it) and meaning (the dense features) together."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, views: TwoViews | None = None
    ) -> None:
        self._config, self._storage, self._resource, self._views = config, storage, resource, views

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Lengths of the feature rows and sharpness (measured in bench/nlu.py); intents that are left to the rules."""
        return {
            "spelling_scale": 6.0,
            "meaning_scale": 4.0,
            "sharpness": 0.65,
            "iterations": 100,
            "ranking_length": 10,
            "only_by_rule": [],
        }

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Other arithmetic is another model for Rasa's cache."""
        return code_of(views_module)

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa checks that a featurizer comes first."""
        return [Featurizer]

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TwoViewsClassifier":
        """An untrained one, for training only."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on all sentences with an intent, and store the weights."""
        examples = [example for example in training_data.intent_examples if self._learns_from(example)]
        labels = [example.get(INTENT) for example in examples]
        features = self._spelling(examples), self._meaning(examples)
        self._views = TwoViews.fit(*features, labels, self._config)
        with self._storage.write_to(self._resource) as folder:
            self._views.save(folder / FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TwoViewsClassifier":
        """The trained one; raises UntrainedError when the weights are not there."""
        try:
            with model_storage.read_from(resource) as folder:
                return cls(config, model_storage, resource, TwoViews.load(folder / FILE))
        except (OSError, KeyError, ValueError) as error:
            raise UntrainedError(f"{resource.name} has no usable weights; train again (make train)") from error

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets intent and ranking in place; a message without text features gets no intent, with confidence 0."""
        for message in messages:
            ranking = self._ranking(message) if _is_complete(message) else []
            best = ranking[0] if ranking else {INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}
            message.set(INTENT, best, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _learns_from(self, example: Message) -> bool:
        return _is_complete(example) and example.get(INTENT) not in self._config["only_by_rule"]

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        if self._views is None:
            raise UntrainedError("asked to answer before training")
        row = self._views.probabilities(self._spelling([message]), self._meaning([message]))[0]
        best = np.argsort(-row)[: self._config["ranking_length"]]
        return [_opinion(self._views.labels[index], row[index]) for index in best]

    @staticmethod
    def _spelling(messages: list[Message]) -> list[Matrix]:
        """The counts of each featurizer."""
        blocks = zip(*[_sentence_features(message, sparse_ones=True) for message in messages])
        return [sparse.vstack(block).tocsr() for block in blocks]

    def _meaning(self, messages: list[Message]) -> Array:
        rows = [np.hstack(_sentence_features(message, sparse_ones=False)) for message in messages]
        return np.vstack(rows).astype(np.float64) * float(self._config["meaning_scale"])


def _opinion(label: str, probability: float) -> dict[str, Any]:
    return {INTENT_NAME_KEY: label, PREDICTED_CONFIDENCE_KEY: min(float(probability), HIGHEST)}


def _is_complete(message: Message) -> bool:
    return bool(_sentence_features(message, sparse_ones=True) and _sentence_features(message, sparse_ones=False))


def _sentence_features(message: Message, sparse_ones: bool) -> list[Matrix]:
    """The features of the whole text, in the order of the pipeline."""
    return [
        feature.features
        for feature in message.features
        if feature.attribute == TEXT and feature.type == FEATURE_TYPE_SENTENCE and feature.is_sparse() == sparse_ones
    ]
