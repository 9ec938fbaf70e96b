"""A button that asks a question anew: "Wijzig", beside an answer that was shown back."""

import json
from dataclasses import replace

from actions.turn import Turn
from bot.dialogue.questions import AGAIN
from bot.dialogue.state import DialogueState


def reopened(turn: Turn) -> DialogueState | None:
    """The state in which the question of that button is asked first; None when this is another message."""
    if turn.intent.name != "kies" or json.loads(turn.entities["waarde"]) != AGAIN:
        return None
    state = turn.state.reopened(str(turn.entities["veld"]))
    return replace(state, progress=replace(state.progress, finished=False))
