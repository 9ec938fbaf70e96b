"""Questions about the help itself while a handover is filled in: the answer with its card, and then that step again."""

from actions.assistant import Assistant
from actions.finding import found
from actions.turn import Turn
from bot.dialogue.handover import REASON
from bot.dialogue.readers.follow_up import About, asked_about
from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.text import plain
from bot.dialogue.readers.wishes import without_requests
from bot.dialogue.speech import Message
from bot.dialogue.understanding import HELP, LIKELY

_NO_REASON = (About.COSTS, About.STEPS, About.WHERE)
"""What is asked about the help itself; "can I get help with cleaning" is why somebody wants the team."""
SHORT = 8
"""Words; a longer question at the reason tells of one."""


def about_help(step: str, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to a question about help; nothing for anything else, or where a request is the reason that we ask."""
    if turn.state.municipality is None or turn.text.startswith("/") or not _asks(step, turn):
        return ()
    return found(turn.text, turn.state, helper)


def _asks(step: str, turn: Turn) -> bool:
    said, about = plain(turn.text), asked_about(turn.text)
    if step == REASON:
        return about in _NO_REASON and is_question(said) and len(said.split()) <= SHORT
    if about is not None and is_question(said):
        return True
    requests = is_question(said) or without_requests(turn.text) is not None
    return requests and turn.intent.name == HELP and turn.intent.confidence >= LIKELY
