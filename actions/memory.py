"""Between Rasa's slots and the dialogue's state."""

from collections.abc import Iterable
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.state import DialogueState, Progress
from bot.selfcheck.answers import FIELDS

SKIPPED, SIGNALS, PROGRESS = "overgeslagen", "signalen", "voortgang"


def read_state(tracker: Tracker) -> DialogueState:
    """The state that the slots hold."""
    slots = tracker.slots
    return DialogueState(
        municipality=slots.get(MUNICIPALITY),
        topics=tuple(slots.get(TOPICS) or ()),
        answers={field: slots[field] for field in FIELDS if slots.get(field) is not None},
        skipped=slots.get(SKIPPED) or {},
        signals=tuple(slots.get(SIGNALS) or ()),
        progress=Progress.from_json(slots.get(PROGRESS)),
    )


def slot_events(before: DialogueState, after: DialogueState) -> list[EventType]:
    """The slots that changed, and always the progress: a form that sets no slot counts as rejected in Rasa."""
    old, new = dict(_slots(before)), dict(_slots(after))
    return [SlotSet(name, value) for name, value in new.items() if name == PROGRESS or old[name] != value]


def _slots(state: DialogueState) -> Iterable[tuple[str, Any]]:
    yield MUNICIPALITY, state.municipality
    yield TOPICS, list(state.topics) or None
    yield SKIPPED, dict(state.skipped) or None
    yield SIGNALS, list(state.signals) or None
    yield PROGRESS, state.progress.as_json()
    for field in FIELDS:
        yield field, state.answers.get(field)
