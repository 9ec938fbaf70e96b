"""The meaning of a whole sentence as features for a classifier."""

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
from bot.nlu.fingerprint import code_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(DenseFeaturizer, GraphComponent):
    """Adds one embedding per message; a message that is only an intent gets none."""

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
        return code_of(encoder)

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
        for message, vector in zip(said, encoder.encode([message.get(TEXT) for message in said])):
            self.add_features_to_message(self._per_token(message, vector), vector[np.newaxis], TEXT, message)
        return messages

    @staticmethod
    def _per_token(message: Message, vector: Any) -> Any:
        """Rasa wants features per token too; every token gets those of its sentence."""
        return np.repeat(vector[np.newaxis], max(len(message.get("text_tokens", [])), 1), axis=0)
