"""A sentence that contradicts an earlier answer: the resident says which one counts."""

from collections.abc import Mapping
from typing import Any

from rasa_sdk.events import SlotSet

from actions.asking import counted, with_asked
from actions.assistant import Assistant
from actions.turn import REQUESTED, Reply
from bot.dialogue.speech import Choice, Message, answer
from bot.dialogue.state import DialogueState


def contradicted(state: DialogueState, facts: Mapping[str, Any]) -> str | None:
    """The first field of which these facts say something else than the resident did before."""
    return next((name for name, value in facts.items() if _differs(state.answers.get(name, value), value)), None)


def ask_which_counts(
    before: DialogueState, after: DialogueState, field: str, new: Any, helper: Assistant, shown: tuple[Message, ...]
) -> Reply:
    """Ask it: until it is answered the field is unknown; the question that was open comes after it."""
    old, speech = before.answers[field], helper.speech
    words = speech.say("spreekt_tegen", oud=speech.fact(field, old), nieuw=speech.fact(field, new))
    choices = tuple(Choice(speech.fact(field, value), answer(field, value)) for value in (old, new))
    state = counted(with_asked(after.reopened(field), field))
    asking = Message(words, field, choices=choices)
    return Reply(state, (*shown, asking), (SlotSet(REQUESTED, field),), open_field=field)


def _differs(old: Any, new: Any) -> bool:
    """The order of a list says nothing."""
    if isinstance(old, list) and isinstance(new, list):
        return sorted(map(str, old)) != sorted(map(str, new))
    return bool(old != new)
