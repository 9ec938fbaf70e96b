"""The card of a facility that a message names and says nothing else, at any moment."""

from dataclasses import replace

from actions.assistant import Assistant
from actions.explaining import about_a_word
from actions.turn import Turn
from bot.dialogue.questions import TOPICS
from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.text import plain
from bot.dialogue.speech import Message
from bot.selfcheck.evaluate import judge_facility
from bot.selfcheck.presentation import outcome_as_json


def about_a_name(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The cards of what the text names; nothing when it names none, or is a good answer to the open question."""
    names = None if turn.text.startswith("/") else helper.names.get(turn.state.municipality or "")
    named = names.named(turn.text) if names else ()
    if not named or _is_answer(turn, helper):
        return ()
    situation, wording = helper.situation(turn.state), helper.library.rules.wording
    cards = tuple(outcome_as_json(judge_facility(facility, situation, wording)) for facility in named)
    said = about_a_word(turn, helper) or (helper.speech.tell("genoemd", turn.state),)
    return (*said[:-1], replace(said[-1], cards=cards))


def _is_answer(turn: Turn, helper: Assistant) -> bool:
    """A topic counts too: then the card comes beside it. A number in a name ("55+") is no answer."""
    field, listener = turn.open_field, helper.listener
    if field == TOPICS:
        return not is_question(plain(turn.text)) and bool(listener.topics.read(turn.text))
    asked = helper.agenda.questionnaire.questions.get(field or "")
    return (
        asked is not None
        and bool(asked.options)
        and listener.is_answer(str(field), turn.text, turn.state, helper.today)
    )
