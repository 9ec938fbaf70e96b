"""Putting the next question, and keeping the open one for later."""

from dataclasses import replace

from rasa_sdk.events import SlotSet

from actions.assistant import Assistant
from actions.contradictions import which_counts
from actions.turn import REQUESTED, Reply
from bot.dialogue.agenda import Ahead
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.speech import Message
from bot.dialogue.state import Clash, DialogueState
from bot.selfcheck.facility import Money


def ask_next(state: DialogueState, helper: Assistant, before: tuple[Message, ...]) -> Reply:
    """Ask the next question that matters after these messages; without one the form is done."""
    if state.progress.clash is not None:
        return _ask_which_counts(state, state.progress.clash, helper, before)
    ahead = Ahead(None, 0) if state.progress.finished else helper.agenda.ahead(state, helper.today)
    field = ahead.field
    if field is None:
        done = replace(state, progress=replace(state.progress, first=None))
        return Reply(done, before, (SlotSet(REQUESTED, None),))
    asked = with_asked(state, field)
    asking = helper.speech.ask(field, asked, ahead.progress(asked), grens=_savings_limit(asked, helper))
    return Reply(counted(asked), (*before, asking), (SlotSet(REQUESTED, field),), open_field=field)


def _ask_which_counts(state: DialogueState, clash: Clash, helper: Assistant, before: tuple[Message, ...]) -> Reply:
    """The question that was open comes after it."""
    asking = which_counts(clash, state, helper)
    asked = replace(state, progress=replace(state.progress, clash=None))
    if clash.field != MUNICIPALITY:
        asked = counted(with_asked(asked, clash.field))
    return Reply(asked, (*before, asking), (SlotSet(REQUESTED, clash.field),), open_field=clash.field)


def keeping(state: DialogueState, field: str | None) -> DialogueState:
    """The open question comes back first, unless a step back put another one first."""
    asked_first_anyway = field in (None, MUNICIPALITY, TOPICS)
    if asked_first_anyway or (state.progress.first and not state.is_handled(state.progress.first)):
        return state
    return replace(state, progress=replace(state.progress, first=field))


def with_asked(state: DialogueState, field: str) -> DialogueState:
    """The field comes last in the history; the same field again is put in other words."""
    history = state.progress.history
    if history and history[-1] == field:
        return state
    return replace(state, progress=replace(state.progress, history=(*history, field), misses=0, wording=0))


def counted(state: DialogueState) -> DialogueState:
    """The open question was put once more."""
    return replace(state, progress=replace(state.progress, wording=state.progress.wording + 1))


def _savings_limit(state: DialogueState, helper: Assistant) -> Money:
    single = state.answers.get("huishouden") == "alleenstaand"
    return Money(helper.library.rules.norms.asset_limit(single, helper.today))
