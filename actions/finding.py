"""Finding the facilities that fit a resident's words, as cards that are judged by the answers so far."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from actions.assistant import Assistant
from actions.followups import answered
from bot.catalogue.search import Hit
from bot.dialogue.readers.follow_up import asked_about
from bot.dialogue.speech import Message
from bot.dialogue.state import DialogueState
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.facility import Facility
from bot.selfcheck.outcome import Outcome
from bot.selfcheck.presentation import outcome_as_json
from bot.selfcheck.referral import URGENCIES

CARDS = 4
ACUTE = URGENCIES[-1]
NEAR, STRONG = 12.0, 16.0
"""Likeness from which the search agrees with the model that a need is told, and from which it is sure of one that the
model does not see.

Of the tuned talk about something else (tests/catalogue/zoekvragen.yml) none comes that near to a facility. A text of
eight words or more that no reader understands is nearly always a need when it does: tests/actions/test_stories.py.
"""


def found(text: str, state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """Cards of the facilities that these words find, judged by the answers so far; nothing when none fits.

    What is asked about them (costs, steps, desk, reasons) is answered in words: of those that are named, else the best.
    """
    fitting, about = _fitting(text, state, helper), asked_about(text)
    if not fitting or about is None:
        return _cards(fitting, state, helper)
    outcomes = _judged(fitting, state, helper)
    named = [outcome for outcome in outcomes if outcome.facility.name.casefold() in text.casefold()]
    return (_shown(Message(answered(about, named or outcomes[:1], helper)), named or outcomes),)


def first_help(alarms: Iterable[str], text: str, state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """Cards of what helps soon where there is haste; none beside acute danger: there the numbers stand alone."""
    municipality = helper.municipality(state)
    known = [helper.library.rules.policy.alarms[name] for name in alarms]
    if municipality is None or any(alarm.urgency == ACUTE for alarm in known):
        return ()
    ids = {id for alarm in known for id in alarm.first}
    first = [facility for facility in municipality.facilities if facility.id in ids]
    domains = {domain for alarm in known for domain in alarm.domains}
    fitting = () if text.startswith("/") else _fitting(text, state, helper)
    also = [facility for facility in fitting if facility not in first and domains & set(facility.domains)]
    return _cards([*first, *also][:CARDS], state, helper)


def sure_help(alarm: str, text: str, state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """Cards of what the search is sure of in a text that may tell of haste; none where the danger may be acute."""
    if helper.municipality(state) is None or helper.library.rules.policy.alarms[alarm].urgency == ACUTE:
        return ()
    return found(text, state, helper) if likeness(text, state, helper) >= STRONG else ()


def help_for_later(text: str, state: DialogueState, helper: Assistant) -> tuple[str, ...]:
    """The facilities of which the search is sure in a text that may tell of danger, to show when it is none."""
    if helper.municipality(state) is None or likeness(text, state, helper) < STRONG:
        return ()
    return tuple(facility.id for facility in _fitting(text, state, helper))


def help_that_waited(ids: Sequence[str], state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """The cards of these facilities of the resident's municipality."""
    municipality = helper.municipality(state)
    known = {facility.id: facility for facility in municipality.facilities} if municipality else {}
    return _cards([known[id] for id in ids if id in known], state, helper)


def likeness(text: str, state: DialogueState, helper: Assistant) -> float:
    """How well the facility that fits best fits these words, as the search counts; 0 when none does."""
    best = best_hit(text, state, helper)
    return best.score if best else 0.0


def best_hit(text: str, state: DialogueState, helper: Assistant) -> Hit | None:
    """The facility that fits these words best, if any does."""
    return next(iter(helper.searches[str(state.municipality)].find(text, limit=1)), None)


def _fitting(text: str, state: DialogueState, helper: Assistant) -> Sequence[Facility]:
    """What the text names, else what the search finds, else what residents look for with these very words."""
    names, search = helper.names[str(state.municipality)], helper.searches[str(state.municipality)]
    hits = [hit.facility for hit in search.find(text, limit=CARDS)]
    return names.named(text) or hits or names.sought(text)[:CARDS]


def _cards(facilities: Sequence[Facility], state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    outcomes = _judged(facilities, state, helper)
    return (_shown(helper.speech.tell("gevonden", state), outcomes),) if outcomes else ()


def _judged(facilities: Sequence[Facility], state: DialogueState, helper: Assistant) -> list[Outcome]:
    situation, wording = helper.situation(state), helper.library.rules.wording
    return [judge_facility(facility, situation, wording) for facility in facilities]


def _shown(message: Message, outcomes: Sequence[Outcome]) -> Message:
    return replace(message, cards=tuple(map(outcome_as_json, outcomes)))
