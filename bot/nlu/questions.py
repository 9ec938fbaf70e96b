"""A question is no answer: among questions and commands the statistics choose, an answer is left out."""

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.text import plain
from bot.nlu.verdict import CERTAIN

STATEMENTS = frozenset(
    {"antwoord", "bevestig", "ontken", "situatie", "groet", "bedankt", "start", "kies", "verder", "nood"}
)
"""Intents that a question does not have."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class QuestionIntents(GraphComponent, IntentClassifier):
    """Where a sentence asks something back, takes the likeliest intent that a question can have.

    Its confidence is its share among those, so that the dialogue can weigh it as usual.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "QuestionIntents":
        """Called by Rasa's graph."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Reweighs in place; what a fixed phrase decided stays."""
        for message in messages:
            text, intent = message.get(TEXT) or "", message.get(INTENT) or {}
            decided = intent.get(PREDICTED_CONFIDENCE_KEY, 0) >= CERTAIN
            if not decided and not text.startswith("/") and is_question(plain(text)):
                _reweigh(message)
        return messages


def _reweigh(message: Message) -> None:
    asked = [rank for rank in message.get(INTENT_RANKING_KEY) or [] if rank[INTENT_NAME_KEY] not in STATEMENTS]
    total = sum(rank[PREDICTED_CONFIDENCE_KEY] for rank in asked)
    if not asked or total <= 0:
        return
    best = max(asked, key=lambda rank: float(rank[PREDICTED_CONFIDENCE_KEY]))
    share = min(best[PREDICTED_CONFIDENCE_KEY] / total, CERTAIN - 0.001)
    chosen = {INTENT_NAME_KEY: best[INTENT_NAME_KEY], PREDICTED_CONFIDENCE_KEY: share}
    message.set(INTENT, chosen, add_to_output=True)
