"""The way on where no question stands open: what the resident may choose now, so that no answer is a dead end."""

from collections.abc import Iterable
from dataclasses import replace

from actions.alarms import with_doubt
from actions.assistant import Assistant
from actions.turn import Reply, Turn
from bot.dialogue.handover import REFERENCE
from bot.dialogue.speech import Choice, Message

AFTER_HANDOVER = ("verder", "uitkomst", "stop")
"""The ways on after a handover, sent or not."""


def ways_on(turn: Turn, helper: Assistant) -> tuple[str, ...]:
    """The commands that fit where the conversation stands: handed over, outcomes shown, under way, or not begun."""
    if turn.slots.get(REFERENCE):
        return AFTER_HANDOVER
    if turn.state.progress.finished:
        return after_outcomes(turn, helper)
    return ("verder", *(("uitkomst",) if turn.state.topics else ()), "overdracht")


def after_outcomes(turn: Turn, helper: Assistant) -> tuple[str, ...]:
    """What stands under the outcomes; another topic only while there is one."""
    every = set(turn.state.topics) == set(helper.agenda.questionnaire.topics)
    return ("overdracht", "overzicht", "bewaren", *(() if every else ("ander_onderwerp",)), "stop")


def with_way_on(reply: Reply, turn: Turn, helper: Assistant) -> Reply:
    """The reply to an interruption; outside a form nothing else brings the choices back, so they come with it.

    What was asked just now is not offered again. A question of our own keeps its choices, and no others. Where we
    asked about danger, that question comes back instead.
    """
    if turn.doubt and not turn.doubt_repeated:
        return with_doubt(reply, turn, helper)
    if turn.form or turn.open_field or any(message.field for message in reply.messages):
        return reply
    names = [name for name in ways_on(turn, helper) if name != turn.intent.name]
    return replace(reply, messages=_offered(reply.messages, helper.speech.commands(names), turn, helper))


def _offered(
    messages: tuple[Message, ...], choices: Iterable[Choice], turn: Turn, helper: Assistant
) -> tuple[Message, ...]:
    """Beside the choices of the last message when it has some, else below a line of their own."""
    last = messages[-1]
    if not last.choices:
        return (*messages, replace(helper.speech.tell("hoe_verder", turn.state), choices=tuple(choices)))
    there = {choice.payload for choice in last.choices}
    more = (choice for choice in choices if choice.payload not in there)
    return (*messages[:-1], replace(last, choices=(*last.choices, *more)))
