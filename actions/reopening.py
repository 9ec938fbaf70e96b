"""A question that is asked anew: by the button "Wijzig" beside an answer, or in words ("mijn leeftijd was fout")."""

import json
from dataclasses import replace

from actions.turn import Turn
from bot.dialogue.questions import AGAIN
from bot.dialogue.readers.reopening import wants_anew
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import Meaning, Understanding


def reopened(turn: Turn) -> DialogueState | None:
    """The state in which the question of that button is asked first; None when this is another message."""
    if turn.intent.name != "kies" or json.loads(turn.entities["waarde"]) != AGAIN:
        return None
    return _asked_first(turn.state, str(turn.entities["veld"]))


def reopened_in_words(turn: Turn, understood: Understanding) -> DialogueState | None:
    """The state in which an earlier question is asked first that the resident names without a new answer."""
    if understood.others or (understood.meaning is Meaning.ANSWER and understood.answer and understood.answer.certain):
        return None
    named = wants_anew(turn.text)
    return _asked_first(turn.state, named[0]) if named and named[0] != turn.open_field else None


def _asked_first(state: DialogueState, field: str) -> DialogueState:
    again = state.reopened(field)
    return replace(again, progress=replace(again.progress, finished=False))
