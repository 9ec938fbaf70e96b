"""The meaning of a sentence as features for a classifier: of the whole, and of what it begins and ends with.

Who tells a story says at one end of it what it is about: the embedding of the whole drowns that.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.catalogue import encoder
from bot.nlu import clauses
from bot.nlu.fingerprint import code_of


def meanings(texts: Sequence[str]) -> encoder.Vectors:
    """A row for each text: of the whole, of its first clause and of its last. One clause is encoded only once."""
    whole = encoder.encode(texts)
    ends = [clauses.ends(text) for text in texts]
    longer = [index for index, pair in enumerate(ends) if pair is not None]
    parts = np.stack([whole, whole], axis=1)
    if longer:
        encoded = encoder.encode([clause for pair in ends if pair is not None for clause in pair])
        parts[longer] = encoded.reshape(len(longer), 2, encoder.DIMENSIONS)
    return np.hstack([whole, parts[:, 0], parts[:, 1]])


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds three embeddings per message, side by side; a message that is only an intent gets none."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoder":
        """Called by Rasa's graph."""
        return cls(execution_context.node_name, config)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Other vectors are other features for Rasa's cache."""
        return code_of(encoder, clauses)

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa checks that a tokenizer comes first."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """None: Rasa wants one name that is both module and distribution, which this package does not have."""
        return []

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """All training sentences in one go."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the features in place."""
        said = [message for message in messages if message.get(TEXT)]
        for message, vector in zip(said, meanings([message.get(TEXT) for message in said])):
            self.add_features_to_message(self._per_token(message, vector), vector[np.newaxis], TEXT, message)
        return messages

    @staticmethod
    def _per_token(message: Message, vector: Any) -> Any:
        """Rasa wants features per token too; every token gets those of its sentence."""
        return np.repeat(vector[np.newaxis], max(len(message.get("text_tokens", [])), 1), axis=0)
