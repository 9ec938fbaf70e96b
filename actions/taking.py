"""Taking up an answer, from a button or from a reader, and what to say about it besides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.assistant import Assistant
from actions.towns import Taken, chosen_town, town_unknown
from bot.dialogue.questions import MUNICIPALITY, NOTHING, REFUSED, TOPICS, UNKNOWN
from bot.dialogue.readers.reading import Kind, Reading
from bot.dialogue.state import DialogueState
from bot.selfcheck.answers import AnswerError, read_value

SKIP_OF = {Kind.UNKNOWN: UNKNOWN, Kind.REFUSED: REFUSED}


def after_choice(state: DialogueState, field: str, value: Any, helper: Assistant) -> Taken:
    """The state after a button."""
    if value in (UNKNOWN, REFUSED):
        return after_skip(state, field, value, helper)
    if field == TOPICS:
        return with_topics(state, value, helper), ()
    if field == MUNICIPALITY:
        return chosen_town(state, value, helper)
    several = helper.agenda.questionnaire.questions[field].nothing_title is not None and not isinstance(value, list)
    return state.with_answer(field, [] if value == NOTHING else [value] if several else value), ()


def after_reading(state: DialogueState, field: str, reading: Reading, helper: Assistant) -> Taken:
    """The state after an answer in words."""
    if reading.kind is not Kind.VALUE:
        return after_skip(state, field, SKIP_OF[reading.kind], helper)
    if field in (TOPICS, MUNICIPALITY):
        return after_choice(state, field, reading.value, helper)
    return (state.with_answer(field, reading.value) if fits(field, reading.value) else state), ()


def after_skip(state: DialogueState, field: str, why: str, helper: Assistant) -> Taken:
    """Without an answer: no topic is all topics, no municipality is explained, anything else stays unknown."""
    if field == MUNICIPALITY:
        return town_unknown(state, helper)
    if field == TOPICS:
        everything = list(helper.agenda.questionnaire.topics)
        return with_topics(state, everything, helper), (helper.speech.tell("themas_alle", state),)
    return state.with_skip(field, why), ()


def with_topics(state: DialogueState, chosen: list[str], helper: Assistant) -> DialogueState:
    """These topics too, in the order of the questionnaire."""
    topics = [topic for topic in helper.agenda.questionnaire.topics if topic in (*state.topics, *chosen)]
    return replace(state, topics=tuple(topics), progress=replace(state.progress, finished=False))


def told_facts(readings: Mapping[str, Reading]) -> dict[str, Any]:
    """What was told besides, as the contract writes it. Where somebody lives is no fact of the self-check."""
    return {name: found.value for name, found in readings.items() if name != MUNICIPALITY and fits(name, found.value)}


def fits(field: str, value: Any) -> bool:
    """Whether a reader's value is one that the contract knows."""
    try:
        read_value(field, value)
    except AnswerError:
        return False
    return True


def not_known_yet(facts: dict[str, Any], state: DialogueState) -> dict[str, Any]:
    """What was not known yet."""
    return {name: value for name, value in facts.items() if name not in state.answers}
