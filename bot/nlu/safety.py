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
    INTENT,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.safety import Signal, weigh
from bot.dialogue.understanding import DANGER, DOUBT
from bot.nlu.verdict import CERTAIN, add_entity, decide

ENTITY = "alarm"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class SafetySignals(GraphComponent, IntentClassifier):
    """Sets intent ``nood`` for certain, with an entity ``alarm`` for each sure signal, the most urgent first; without
    one, intent ``twijfel`` where the dialogue must ask."""

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
        """Overrules in place."""
        for message in messages:
            text = message.get(TEXT) or ""
            signals = weigh(text)
            sure = [signal for signal in signals if signal.sure]
            for signal in sure:
                add_entity(message, _entity(text, signal))
            if sure:
                decide(message, DANGER)
            elif any(_outweighs(doubt, message) for doubt in signals):
                decide(message, DOUBT)
        return messages


def _outweighs(doubt: Signal, message: Message) -> bool:
    """A rule's doubt overrules all; the second opinion leaves a fixed phrase alone."""
    certain = (message.get(INTENT) or {}).get(PREDICTED_CONFIDENCE_KEY, 0) >= CERTAIN
    return bool(doubt.rule) or not certain


def _entity(text: str, signal: Signal) -> dict[str, Any]:
    start = max(text.find(signal.words), 0)
    return {
        ENTITY_ATTRIBUTE_TYPE: ENTITY,
        ENTITY_ATTRIBUTE_VALUE: signal.alarm,
        ENTITY_ATTRIBUTE_START: start,
        ENTITY_ATTRIBUTE_END: start + len(signal.words),
        EXTRACTOR: SafetySignals.__name__,
    }
