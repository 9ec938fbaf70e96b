"""A question is no answer: among questions and commands the statistics choose, an answer is left out."""

from collections.abc import Sequence
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
    ranking = message.get(INTENT_RANKING_KEY) or []
    best = likeliest_question([(rank[INTENT_NAME_KEY], float(rank[PREDICTED_CONFIDENCE_KEY])) for rank in ranking])
    if best is not None:
        message.set(INTENT, {INTENT_NAME_KEY: best[0], PREDICTED_CONFIDENCE_KEY: best[1]}, add_to_output=True)


def likeliest_question(ranking: Sequence[tuple[str, float]]) -> tuple[str, float] | None:
    """The likeliest intent that a question can have, with its share among those; None when there is none."""
    asked = [(name, confidence) for name, confidence in ranking if name not in STATEMENTS]
    total = sum(confidence for _, confidence in asked)
    if total <= 0:
        return None
    name, confidence = max(asked, key=lambda rank: rank[1])
    return name, min(confidence / total, CERTAIN - 0.001)
