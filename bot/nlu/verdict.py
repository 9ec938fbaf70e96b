"""How a component overrules the statistics: its intent is certain; the ranking of the classifier stays readable."""

from typing import Any

from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

CERTAIN = 1.0
"""Statistics stay below it, so that a confidence of 1.0 always means a rule."""


def decide(message: Message, intent: str) -> None:
    """Set the intent for certain."""
    message.set(INTENT, {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: CERTAIN}, add_to_output=True)


def add_entity(message: Message, entity: dict[str, Any]) -> None:
    """Put one more entity beside those that are there."""
    message.set(ENTITIES, [*message.get(ENTITIES, []), entity], add_to_output=True)
