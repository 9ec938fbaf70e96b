"""Haste or danger that is heard in an answer to the open question: whether it is more than that answer, and how on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from actions.alarms import alarm_messages, also_answered, answer_danger, named_alarms, only_answers
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.finding import ACUTE, STRONG, best_hit, first_help, help_that_waited
from actions.turn import Reply, Turn
from bot.dialogue.guess import BEYOND_DOUBT, guess
from bot.dialogue.readers.reading import Kind
from bot.dialogue.readers.wishes import without_requests
from bot.dialogue.safety import Signal, is_answer, weigh
from bot.dialogue.understanding import DANGER, DOUBT, NO_INTENT
from bot.selfcheck.answers import FIELDS

ABOUT_WELL_BEING = frozenset({"onveilig", "somber", "eenzaam", "belasting", "dreiging"})
"""The questions that danger may answer."""
ALL_IS_WELL: tuple[Any, ...] = (False, [], "licht")
SAFETY = "veiligheid"
"""The domain of help against danger."""


def only_sounds_hasty(turn: Turn, field: str, helper: Assistant) -> bool:
    """Whether a certain answer to an ordinary question is taken for haste (never for danger) where no rule says so."""
    if turn.intent.name != DANGER or field not in FIELDS:
        return False
    signals, known = weigh(turn.text), helper.library.rules.policy.alarms
    unruled = all(not signal.rule and known[signal.alarm].urgency != ACUTE for signal in signals)
    ordinary = all(is_answer(field, replace(signal, sure=False)) for signal in signals)
    return (
        bool(signals) and unruled and ordinary and helper.listener.is_answer(field, turn.text, turn.state, helper.today)
    )


def without_false_danger(turn: Turn, field: str, helper: Assistant) -> Turn:
    """The turn as one that says nothing but the answer, where that is all it is."""
    return replace(turn, intent=NO_INTENT) if _only_sounds_dangerous(turn, field, helper) else turn


def _only_sounds_dangerous(turn: Turn, field: str, helper: Assistant) -> bool:
    """Whether the second opinion alone, and no rule, hears danger in what is nothing but an answer or a request."""
    heard = turn.intent.name in (DANGER, DOUBT) and field in FIELDS and not turn.doubt
    signals = weigh(turn.text) if heard else ()
    if not signals or any(signal.rule for signal in signals):
        return False
    return _surely_answers(turn, field, helper) or _only_asks_for_help(turn, signals, helper)


def _surely_answers(turn: Turn, field: str, helper: Assistant) -> bool:
    """Whether this is very surely the answer to the open question, and no reader is certain of another.

    At a question about mood or danger only what says that all is well, and only where a reader understands the same.
    """
    guessed = guess(field, turn.text, BEYOND_DOUBT)
    if guessed is None:
        return False
    answer = helper.listener.read(field, turn.text, turn.state, helper.today)
    is_read = answer.kind is Kind.VALUE and answer.value == guessed.value
    if field in ABOUT_WELL_BEING:
        return is_read and guessed.value in ALL_IS_WELL
    return is_read or not (answer.kind is Kind.VALUE and answer.certain)


def _only_asks_for_help(turn: Turn, signals: Sequence[Signal], helper: Assistant) -> bool:
    """Whether all of the text asks for help that the search is sure of and that is no help against danger.

    Who asks for shelter or food tonight may well be in haste: that is never passed over.
    """
    known = helper.library.rules.policy.alarms
    if without_requests(turn.text) != "" or any(known[signal.alarm].urgency != ACUTE for signal in signals):
        return False
    best = best_hit(turn.text, turn.state, helper) if turn.state.municipality else None
    return best is not None and best.score >= STRONG and SAFETY not in best.facility.domains


def hasty_answer(turn: Turn, helper: Assistant) -> Reply | None:
    """An answer that tells of haste, not of danger: the way to the team first, and then on with the questions."""
    alarms = named_alarms(turn) if turn.intent.name == DANGER else ()
    after = also_answered(turn, helper) if alarms else turn.state
    known = helper.library.rules.policy.alarms
    if after == turn.state or any(known[name].urgency == ACUTE for name in alarms):
        return None
    signals = tuple(dict.fromkeys((*after.signals, *alarms)))
    after = replace(after, signals=signals)
    words = alarm_messages(alarms, after, helper)
    help_soon = () if only_answers(turn, after, helper) else first_help(alarms, turn.text, after, helper)
    return ask_next(after, helper, (*words, *help_soon))


def doubt_settled(danger: bool, turn: Turn, helper: Assistant) -> Reply:
    """After our question about danger: the numbers, or on with the open question."""
    if danger:
        return answer_danger(turn, (str(turn.doubt),), helper)
    waited = help_that_waited(turn.waiting, turn.state, helper)
    said = (helper.speech.tell("geen_gevaar", turn.state), *waited)
    return ask_next(keeping(turn.state, turn.open_field), helper, said)
