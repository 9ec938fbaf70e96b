"""Fixed phrases, the names of help, and the words of another language overrule the statistics."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.catalogue.library import Library
from bot.dialogue.language import is_other_language
from bot.dialogue.naming import Names
from bot.dialogue.understanding import HELP, OTHER_LANGUAGE
from bot.nlu.phrases import Phrases
from bot.nlu.verdict import decide


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class IntentLexicon(GraphComponent, IntentClassifier):
    """Sets the intent for certain when the whole message is a phrase of data/nlu_patronen.yml, the name of help in any
    of the municipalities, or surely no Dutch."""

    def __init__(self, phrases: Phrases, names: Names) -> None:
        self._phrases, self._names = phrases, names

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentLexicon":
        """Called by Rasa's graph."""
        return cls(Phrases.load(), all_names())

    def process(self, messages: list[Message]) -> list[Message]:
        """Overrules in place."""
        for message in messages:
            intent = self._intent_of(message.get(TEXT) or "")
            if intent is not None:
                decide(message, intent)
        return messages

    def _intent_of(self, text: str) -> str | None:
        phrase = self._phrases.intent_of(text)
        if phrase is not None:
            return phrase
        if is_other_language(text):
            return OTHER_LANGUAGE
        return HELP if not text.startswith("/") and self._names.named(text) else None


def all_names() -> Names:
    """The names of what there is in all municipalities; raises CatalogueError for a wrong file."""
    municipalities = Library.load().municipalities.values()
    return Names(facility for municipality in municipalities for facility in municipality.facilities)
