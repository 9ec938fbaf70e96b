"""Danger overrules everything: the last component of the pipeline."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import (
    ENTITY_ATTRIBUTE_END,
    ENTITY_ATTRIBUTE_START,
    ENTITY_ATTRIBUTE_TYPE,
    ENTITY_ATTRIBUTE_VALUE,
    EXTRACTOR,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.safety import Signal, detect
from bot.nlu.verdict import add_entity, decide

INTENT = "nood"
ENTITY = "alarm"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetySignals(GraphComponent, IntentClassifier):
    """Sets intent ``nood`` for certain, with an entity ``alarm`` for each sure signal, the most urgent first."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SafetySignals":
        """Called by Rasa's graph."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrules in place; doubtful signals are left to the dialogue."""
        for message in messages:
            text = message.get(TEXT) or ""
            sure = [signal for signal in detect(text) if signal.sure]
            for signal in sure:
                add_entity(message, _entity(text, signal))
            if sure:
                decide(message, INTENT)
        return messages


def _entity(text: str, signal: Signal) -> dict[str, Any]:
    start = max(text.find(signal.words), 0)
    return {
        ENTITY_ATTRIBUTE_TYPE: ENTITY,
        ENTITY_ATTRIBUTE_VALUE: signal.alarm,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: start + len(signal.words),
        EXTRACTOR: SafetySignals.__name__,
    }
