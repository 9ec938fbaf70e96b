"""A sentence that looks for help beside, or instead of, an answer to the open question."""

from actions.assistant import Assistant
from actions.finding import found
from actions.stories import sounds_like_help
from actions.turn import Turn
from bot.dialogue.questions import TOPICS
from bot.dialogue.readers.wishes import is_wish
from bot.dialogue.speech import Message
from bot.dialogue.understanding import HELP, LIKELY, SURE, VERY_LIKELY, Meaning, Understanding

WISHES = frozenset({"voorziening_vraag", "situatie"})
"""Intents of a sentence that is more likely a wish for help than an answer that was not understood."""
A_STORY = 6
"""Words from which an answer to "about what?" is more than a topic: it is searched too."""


def cards_for_a_wish(turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """Cards for a sentence that looks for help; the search itself knows what is about something else."""
    if turn.state.municipality is None:
        return ()
    wishes = turn.intent.name in WISHES or is_wish(turn.text) or _tells_a_story(turn)
    return found(turn.text, turn.state, helper) if wishes or sounds_like_help(turn.text, turn, helper) else ()


def wishes_too(turn: Turn, understood: Understanding) -> bool:
    """Beside what it tells, the sentence looks for help: by its words, unless it is surely about something else."""
    likely = turn.intent.name in WISHES or turn.intent.confidence < LIKELY
    return (
        _tells_a_story(turn)
        or _names_help(turn)
        or is_wish(turn.text)
        and (likely or understood.meaning is Meaning.VOLUNTEERED)
    )


def only_a_wish(turn: Turn, understood: Understanding) -> bool:
    """A sentence that looks for help, in which a reader saw at most a guess at an answer."""
    guessed = turn.open_field != TOPICS and (understood.answer is None or not understood.answer.certain)
    return understood.meaning is Meaning.ANSWER and guessed and is_wish(turn.text)


def rather_a_wish(turn: Turn) -> bool:
    """Whether what is taken for a change of topic may as well be a wish: "ik wil iets doen voor anderen"."""
    return turn.intent.name == "ander_onderwerp" and turn.intent.confidence < VERY_LIKELY and is_wish(turn.text)


def _names_help(turn: Turn) -> bool:
    """Asked for a topic, the resident names what helps."""
    return turn.open_field == TOPICS and turn.intent.name == HELP and turn.intent.confidence >= SURE


def _tells_a_story(turn: Turn) -> bool:
    """Asked for a topic, the resident tells what is going on instead of naming one."""
    return turn.open_field == TOPICS and len(turn.text.split()) >= A_STORY
