"""Haste or danger that is heard in an answer to the open question: how on with the questions."""

from dataclasses import replace

from actions.alarms import alarm_messages, also_answered, answer_danger, named_alarms, only_answers
from actions.asking import ask_next, keeping
from actions.assistant import Assistant
from actions.finding import ACUTE, first_help, help_that_waited
from actions.turn import Reply, Turn
from bot.dialogue.safety import is_answer, weigh
from bot.dialogue.understanding import DANGER
from bot.selfcheck.answers import FIELDS


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
