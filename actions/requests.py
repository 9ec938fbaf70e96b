"""Help that is asked for while a question is open: its cards, and what the sentence tells besides."""

from dataclasses import dataclass

from actions.assistant import Assistant
from actions.finding import found
from actions.interruptions import CLEAR
from actions.turn import Turn
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.interruptions import says_about_what, wants_a_person
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Context, Kind
from bot.dialogue.readers.wishes import without_requests
from bot.dialogue.speech import Message
from bot.dialogue.understanding import A_PERSON, HELP, NOT_INTERRUPTING, SURE, Meaning, Understanding

_ANSWERS = (Kind.VALUE, Kind.UNKNOWN, Kind.REFUSED)


@dataclass(frozen=True)
class Request:
    """The cards of what is asked for, and what the rest of the sentence tells; the open question may be answered."""

    cards: tuple[Message, ...]
    besides: Understanding


def requested(turn: Turn, field: str, helper: Assistant) -> Request | None:
    """The help that is asked for in a sentence that is not plainly about something else; None without a card."""
    if field in (TOPICS, MUNICIPALITY) or turn.state.municipality is None or not _may_ask(turn):
        return None
    beside = without_requests(turn.text)
    if beside is None:
        return None
    cards = found(turn.text, turn.state, helper)
    return Request(cards, _besides(beside, turn, field, helper)) if cards else None


def _may_ask(turn: Turn) -> bool:
    """Whether the intent leaves room for a request, which one for no more than a person is not; after our question
    about danger none does."""
    if turn.doubt or (wants_a_person(turn.text) and not says_about_what(turn.text)):
        return False
    asks = turn.intent.name in NOT_INTERRUPTING | {HELP}
    return asks or turn.intent.confidence < (SURE if turn.intent.name == A_PERSON else CLEAR)


def _besides(beside: str, turn: Turn, field: str, helper: Assistant) -> Understanding:
    context = Context(helper.today, turn.state.answers, turn.state.municipality)
    others = volunteered(beside, context, field) if beside else {}
    answer = helper.listener.read(field, beside, turn.state, helper.today) if beside else NOT_UNDERSTOOD
    meaning = Meaning.ANSWER if answer.kind in _ANSWERS else Meaning.VOLUNTEERED
    return Understanding(meaning, answer, others)
