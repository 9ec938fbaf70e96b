"""Fixed phrases, and the words of another language, overrule the statistics."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.language import is_other_language
from bot.dialogue.understanding import OTHER_LANGUAGE
from bot.nlu.phrases import Phrases
from bot.nlu.verdict import decide


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentLexicon(GraphComponent, IntentClassifier):
    """Sets the intent for certain when the whole message is a phrase of data/nlu_patronen.yml, or surely no Dutch."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentLexicon":
        """Called by Rasa's graph."""
        return cls(Phrases.load())

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrules in place."""
        for message in messages:
            text = message.get(TEXT) or ""
            intent = self._phrases.intent_of(text) or (OTHER_LANGUAGE if is_other_language(text) else None)
            if intent is not None:
                decide(message, intent)
        return messages
