"""Showing back what was understood besides a plain answer, so that the resident can correct it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from actions.assistant import Assistant
from actions.taking import SKIP_OF
from actions.turn import Turn
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers.amended import takes_back
from bot.dialogue.readers.reading import Kind, Reading
from bot.dialogue.speech import Message
from bot.dialogue.understanding import Meaning, Understanding


def shown_back(
    turn: Turn, field: str, understood: Understanding, facts: dict[str, Any], helper: Assistant
) -> tuple[Message, ...]:
    """What was understood besides a plain answer, so that the resident can correct it."""
    speech, told = helper.speech, dict(facts)
    answer = understood.answer
    if understood.meaning is Meaning.CORRECTION:
        return (speech.tell("gewijzigd", turn.state, feiten=speech.facts(told)),) if told else ()
    if answer is not None and answer.kind in SKIP_OF:
        return () if field in (TOPICS, MUNICIPALITY) else (speech.tell("overgeslagen", turn.state),)
    chosen = _topics_chosen(turn, field, answer, helper)
    if answer is not None and answer.kind is Kind.VALUE and field not in (TOPICS, MUNICIPALITY):
        told = {field: answer.value, **told} if told or not answer.certain or takes_back(turn.text) else {}
    if not told:
        return chosen
    return (understood_back(told, turn, helper), *chosen)


def understood_back(told: Mapping[str, Any], turn: Turn, helper: Assistant) -> Message:
    """What we took from a sentence, and that it may be put right."""
    words = helper.speech.tell("ik_begrijp", turn.state, feiten=helper.speech.facts(told))
    return replace(words, text=f"{words.text} {helper.speech.say('klopt_niet')}")


def _topics_chosen(turn: Turn, field: str, answer: Reading | None, helper: Assistant) -> tuple[Message, ...]:
    """The topics that we took from a story, so that the resident can name another."""
    if (
        field != TOPICS
        or answer is None
        or answer.kind is not Kind.VALUE
        or helper.listener.is_option(field, turn.text)
    ):
        return ()
    names = ", ".join(helper.agenda.questionnaire.topics[topic].phrase for topic in answer.value)
    return (helper.speech.tell("thema_gekozen", turn.state, themas=names),)
