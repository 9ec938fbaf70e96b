"""A sentence that contradicts an earlier answer: the resident says which one counts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.assistant import Assistant
from actions.towns import which_town
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.speech import Choice, Message, answer
from bot.dialogue.state import Clash, DialogueState


def contradicted(state: DialogueState, facts: Mapping[str, Any]) -> str | None:
    """The first field of which these facts say something else than the resident did before."""
    return next((name for name, value in facts.items() if _differs(state.answers.get(name, value), value)), None)


def with_clash(before: DialogueState, after: DialogueState, field: str, new: Any) -> DialogueState:
    """Which one counts is asked next: until it is answered the field is unknown."""
    reopened = after.reopened(field)
    clash = Clash(field, before.answers[field], new)
    return replace(reopened, progress=replace(reopened.progress, clash=clash))


def which_counts(clash: Clash, state: DialogueState, helper: Assistant) -> Message:
    """Both answers, to choose from."""
    if clash.field == MUNICIPALITY:
        return which_town(clash, state, helper)
    speech = helper.speech
    old, new = (speech.fact(clash.field, value) for value in (clash.old, clash.new))
    choices = tuple(
        Choice(speech.fact(clash.field, value), answer(clash.field, value)) for value in (clash.old, clash.new)
    )
    asked = speech.tell("spreekt_tegen", state, oud=old, nieuw=new)
    return replace(asked, field=clash.field, choices=choices)


def _differs(old: Any, new: Any) -> bool:
    """The order of a list says nothing."""
    if isinstance(old, list) and isinstance(new, list):
        return sorted(map(str, old)) != sorted(map(str, new))
    return bool(old != new)
