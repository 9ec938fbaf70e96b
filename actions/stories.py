"""A need that is told as a story while another question is open: its cards, and what the story answers besides."""

import re
from dataclasses import dataclass

from actions.assistant import Assistant
from actions.finding import NEAR, STRONG, best_hit, found, likeness
from actions.interruptions import CLEAR
from actions.turn import Turn
from bot.dialogue.guess import is_no_answer
from bot.dialogue.questions import MUNICIPALITY, TOPICS
from bot.dialogue.readers.choices import opens_with_answer
from bot.dialogue.readers.interruptions import is_question
from bot.dialogue.readers.reading import NOT_UNDERSTOOD, Kind, Reading
from bot.dialogue.readers.small_talk import without_small_talk
from bot.dialogue.readers.text import plain
from bot.dialogue.speech import Message
from bot.dialogue.understanding import LIKELY, SITUATION, VERY_LIKELY, Meaning, Understanding
from bot.selfcheck.answers import FIELDS, FieldKind

SHORTEST, WHOLE = 6, 8
"""Words from which what is left beside an answer is a story, and from which all of a sentence is one."""
_PART_END = re.compile(r"(?<=[.,;!?:])\s+|\s+(?=(?:en|maar|want|omdat|dus)\s)")
_EXPLAINED_BY_NO_NEED = (FieldKind.NUMBER, FieldKind.AGES, FieldKind.AMOUNT, FieldKind.PLACE)
_ANSWERS = (Kind.VALUE, Kind.UNKNOWN, Kind.REFUSED)


@dataclass(frozen=True)
class Story:
    """The cards of the need that is told, and what the sentence answers or tells besides."""

    cards: tuple[Message, ...]
    besides: Understanding


def told_need(turn: Turn, field: str, understood: Understanding, helper: Assistant) -> Story | None:
    """The need in a sentence of which the open question explains no more than a part; None without one."""
    if field in (TOPICS, MUNICIPALITY) or turn.state.municipality is None or not _may_tell(turn, understood):
        return None
    need, answer = _beside_the_answer(turn, field, helper)
    if not need or not _is_need(turn, field, need, answer, helper):
        return None
    cards = found(need, turn.state, helper)
    meaning = Meaning.ANSWER if answer.kind in _ANSWERS else Meaning.VOLUNTEERED
    return Story(cards, Understanding(meaning, answer, understood.others)) if cards else None


def _may_tell(turn: Turn, understood: Understanding) -> bool:
    """Whether the sentence is surely no question, command or correction, and answers no question about danger."""
    surely_else = understood.meaning is Meaning.INTERRUPTION and turn.intent.confidence >= CLEAR
    if surely_else or understood.meaning is Meaning.CORRECTION:
        return False
    asks_back = understood.answer is not None and understood.answer.ask is not None
    return not turn.doubt and not asks_back and not is_question(plain(turn.text))


def _beside_the_answer(turn: Turn, field: str, helper: Assistant) -> tuple[str, Reading]:
    """What the sentence tells beside its answer, and that answer; a guess at one gives way to a whole story."""
    answer, text = helper.listener.read(field, turn.text, turn.state, helper.today), without_small_talk(turn.text)
    unanswered = answer.kind not in _ANSWERS or is_no_answer(field, turn.text)
    if unanswered or (_is_guess(answer, text) and _tells_all(turn, text, helper)):
        return text, NOT_UNDERSTOOD
    parts = [part for part in _PART_END.split(text) if part.strip()]
    kinds = [helper.listener.read(field, part, turn.state, helper.today).kind for part in parts]
    untold = [part for part, kind in zip(parts, kinds) if kind not in _ANSWERS]
    rest = " ".join(untold) if len(untold) < len(parts) else ""
    return _need_in(text, rest, field, turn, helper), answer


def _need_in(text: str, rest: str, field: str, turn: Turn, helper: Assistant) -> str:
    """What is left beside the answer; all of the text where that says more: "my daughter of 4 has fits of anger"."""
    if FIELDS[field].kind not in _EXPLAINED_BY_NO_NEED or len(text.split()) < WHOLE:
        return rest
    return max((rest, text), key=lambda said: likeness(said, turn.state, helper) if said else 0.0)


def _is_guess(answer: Reading, text: str) -> bool:
    """What opens a longer text is no guess: "lezen lukt wel, alleen durf ik de post niet open te maken"."""
    return answer.kind is Kind.VALUE and not answer.certain and not answer.opens(text)


def _tells_all(turn: Turn, text: str, helper: Assistant) -> bool:
    """Whether the whole of the text is very likely a story about a need that the search is sure of."""
    likely = turn.intent.name == SITUATION and turn.intent.confidence >= VERY_LIKELY
    return likely and not opens_with_answer(plain(text)) and sounds_like_help(text, turn, helper, STRONG)


def sounds_like_help(text: str, turn: Turn, helper: Assistant, enough: float = NEAR) -> bool:
    """Whether a text of some length comes so near to a facility that it needs no intent to be about help."""
    return len(text.split()) >= WHOLE and likeness(text, turn.state, helper) >= enough


def _is_need(turn: Turn, field: str, need: str, answer: Reading, helper: Assistant) -> bool:
    likely = turn.intent.name == SITUATION and turn.intent.confidence >= LIKELY
    if answer.kind is Kind.NOT_UNDERSTOOD:
        return likely or sounds_like_help(need, turn, helper)
    return likely and len(need.split()) >= SHORTEST and _is_about_something_else(need, field, turn, helper)


def _is_about_something_else(need: str, field: str, turn: Turn, helper: Assistant) -> bool:
    """Whether what is told beside the answer is a need of another topic: else it explains the answer. A number, an age
    or a place is explained by no need."""
    best, asked = best_hit(need, turn.state, helper), helper.agenda.questionnaire
    own = asked.domains(topic for topic in asked.questions[field].topics if topic in asked.topics)
    explains = FIELDS[field].kind not in _EXPLAINED_BY_NO_NEED and best and own & set(best.facility.domains)
    return best is not None and best.score >= NEAR and not explains
