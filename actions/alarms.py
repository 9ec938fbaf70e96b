"""Danger and haste: the numbers first, in the same turn, in every state of the conversation."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace

from rasa_sdk.events import EventType, SlotSet

from actions.assistant import Assistant
from actions.finding import first_help, help_for_later, sure_help
from actions.naming import about_a_name
from actions.showing import understood_back
from actions.taking import told_facts
from actions.turn import REQUESTED, Reply, Turn, ZelfcheckAction
from bot.dialogue.readers import volunteered
from bot.dialogue.readers.affirmation import is_plain_no, is_unknown, yes_no
from bot.dialogue.readers.reading import Context, Kind
from bot.dialogue.readers.text import plain
from bot.dialogue.safety import doubts, weigh
from bot.dialogue.safety.wording import buttons, message, question
from bot.dialogue.speech import Choice, Message
from bot.dialogue.state import DialogueState
from bot.dialogue.understanding import DANGER, DOUBT
from bot.selfcheck.answers import FIELDS
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Alarm, Contact

THREATS = "dreiging"
_OWN = re.compile(r"\b(?:ik|wij|we)\b")
UNNAMED = "onveilig_thuis"
"""What we ask about when danger was said without saying which."""


class ActionNood(ZelfcheckAction):
    """Answers danger in the resident's words; the open question waits until the resident wants to go on."""

    def name(self) -> str:
        return "action_nood"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        alarms = named_alarms(turn)
        return answer_danger(turn, alarms, helper) if alarms else ask_about_danger(turn, UNNAMED, helper)


class ActionTwijfel(ZelfcheckAction):
    """Asks about what may be danger; who says such a thing again instead of yes or no has said yes.

    What is the name of a facility as well ("een kind dat thuis niet veilig is") brings its card too, and so does a need
    of which the search is sure where the doubt is about haste. Where the danger may be acute its cards wait for a no.
    """

    def name(self) -> str:
        return "action_twijfel"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        if turn.doubt:
            return answer_danger(turn, (turn.doubt,), helper)
        alarm = next((signal.alarm for signal in doubts(turn.text)), UNNAMED)
        asked = ask_about_danger(turn, alarm, helper)
        cards = about_a_name(turn, helper) or sure_help(alarm, turn.text, turn.state, helper)
        waiting = () if cards else help_for_later(turn.text, turn.state, helper)
        progress = replace(asked.state.progress, waiting=waiting)
        return replace(asked, state=replace(asked.state, progress=progress), messages=(*cards, *asked.messages))


def answer_danger(turn: Turn, alarms: tuple[str, ...], helper: Assistant) -> Reply:
    """The words and numbers for these alarms, what helps soon, and how to go on; the open question stays open.

    What only answers the open question brings no cards: they come with the outcomes.
    """
    signals = tuple(dict.fromkeys((*turn.state.signals, *alarms)))
    answered = also_answered(turn, helper)
    after, told = also_told(replace(answered, signals=signals), turn, helper)
    words = alarm_messages(alarms, after, helper)
    help_soon = () if only_answers(turn, answered, helper) else first_help(alarms, turn.text, after, helper)
    commands = helper.speech.commands(("overdracht", "verder", "stop"))
    choice = replace(helper.speech.tell("na_gevaar", after), choices=commands)
    return Reply(after, (*words, *told, *help_soon, choice), _kept_open(turn), open_field=turn.open_field)


def only_answers(turn: Turn, after: DialogueState, helper: Assistant) -> bool:
    """Whether the danger is what was asked about: "they cut off my power" at the question on threats."""
    return after != turn.state and not helper.agenda.questionnaire.questions[str(turn.open_field)].is_general


def doubt_confirmed(turn: Turn) -> bool | None:
    """Whether the resident says yes or no to our question about danger; None when that was not asked or not answered.

    Who does not know is told the numbers: better once too often.
    """
    rules_decide = turn.intent.name in (DANGER, DOUBT) or turn.text.startswith("/")
    if turn.doubt is None or rules_decide:
        return None
    if is_unknown(turn.text):
        return True
    said = yes_no(turn.text)
    return None if said is False and not is_plain_no(turn.text) else said


def also_answered(turn: Turn, helper: Assistant) -> DialogueState:
    """Danger may be the answer to the open question too: then that is not asked again."""
    if turn.open_field not in FIELDS or turn.text.startswith("/") or turn.doubt:
        return turn.state
    reading = helper.listener.read(turn.open_field, turn.text, turn.state, helper.today)
    certain = reading.kind is Kind.VALUE and reading.certain
    return turn.state.with_answer(turn.open_field, reading.value) if certain else turn.state


def also_told(state: DialogueState, turn: Turn, helper: Assistant) -> tuple[DialogueState, tuple[Message, ...]]:
    """Danger may tell other facts as well, such as ``dreiging``: they are shown back and not asked again."""
    if turn.text.startswith("/") or turn.doubt:
        return state, ()
    context = Context(helper.today, state.answers, state.municipality)
    facts = {**_threats(turn.text), **told_facts(volunteered(turn.text, context))}
    news = {name: value for name, value in facts.items() if name not in state.answers}
    for name, value in news.items():
        state = state.with_answer(name, value)
    return state, (understood_back(news, turn, helper),) if news else ()


def _threats(text: str) -> dict[str, list[str]]:
    """The threats among the signals, where the resident speaks for the own household."""
    if not _OWN.search(plain(text)):
        return {}
    found = {signal.alarm for signal in weigh(text) if signal.sure}
    threats = [threat for threat in FIELDS[THREATS].values if threat in found]
    return {THREATS: threats} if threats else {}


def ask_about_danger(turn: Turn, alarm: str, helper: Assistant) -> Reply:
    """A sentence that may mean danger: a gentle question, without numbers; the open question waits."""
    after = also_answered(turn, helper)
    after = replace(after, progress=replace(after.progress, doubt=alarm))
    return Reply(after, (_asked(alarm, 0),), _kept_open(turn), open_field=turn.open_field)


def with_doubt(reply: Reply, turn: Turn, helper: Assistant) -> Reply:
    """The reply to what was said instead of yes or no; then that question comes back, once, in other words."""
    if turn.doubt is None or turn.doubt_repeated:
        return reply
    messages = (*reply.messages, _asked(turn.doubt, 1))
    return replace(
        reply,
        state=turn.asking_again(reply.state, repeated=True),
        messages=messages,
        events=(*reply.events, *_kept_open(turn)),
        open_field=turn.open_field,
    )


def doubt_waits(turn: Turn) -> Reply | None:
    """Nothing more to say where our question about danger was put just now; None where it was not."""
    if turn.is_new or turn.doubt is None:
        return None
    return Reply(turn.unheard_state, (), _kept_open(turn), open_field=turn.open_field)


def _asked(alarm: str, times: int) -> Message:
    yes, no = buttons(alarm)
    choices = (Choice(yes, "/nood" + json.dumps({"alarm": alarm})), Choice(no, "/verder"))
    return Message(question(alarm, times), choices=choices)


def _kept_open(turn: Turn) -> tuple[EventType, ...]:
    return (SlotSet(REQUESTED, turn.open_field),) if turn.open_field else ()


def raised_messages(before: DialogueState, after: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """What to say first when an answer itself means danger or haste, such as ``onveilig``."""
    earlier = set(_answered(helper.situation(before), helper))
    raised = [alarm for alarm in _answered(helper.situation(after), helper) if alarm not in earlier]
    return alarm_messages((alarm.id for alarm in raised), after, helper)


def alarm_messages(names: Iterable[str], state: DialogueState, helper: Assistant) -> tuple[Message, ...]:
    """The messages that answer these alarms, in other words than the last time in this conversation."""
    return tuple(Message(alarm_words(name, state, helper), name=_said_as(name)) for name in names)


def alarm_words(name: str, state: DialogueState, helper: Assistant) -> str:
    """The message that answers this alarm, with the numbers that may be shown, the resident's own team, and the crisis
    desks that the plan of the municipality names for it."""
    times = state.progress.said.get(_said_as(name), 0)
    phones = {phone.id: phone.number for phone in helper.library.phones.values()}
    own = [
        helper.speech.say("crisis_eigen", naam=desk.name, wat=desk.what) for desk in crisis_desks(name, state, helper)
    ]
    return "\n".join([message(name, phones, helper.team_name(state), times), *own])


def _said_as(name: str) -> str:
    return f"gevaar {name}"


def crisis_desks(alarm: str, state: DialogueState, helper: Assistant) -> list[Contact]:
    """The municipality's own desks for this alarm, in the plan's order; none before the municipality is known."""
    municipality = helper.library.municipalities.get(state.municipality or "")
    return [municipality.contacts[desk] for desk in municipality.crisis.get(alarm, ())] if municipality else []


def named_alarms(turn: Turn) -> tuple[str, ...]:
    """The alarms of the sentence, or the one that the resident confirmed with a button."""
    if "alarm" in turn.entities and turn.text.startswith("/"):
        return (str(turn.entities["alarm"]),)
    found = [signal.alarm for signal in weigh(turn.text) if signal.sure]
    return tuple(dict.fromkeys(found))


def _answered(situation: Situation, helper: Assistant) -> list[Alarm]:
    rules = helper.library.rules.policy.alarm_rules
    return [rule.alarm for rule in rules if rule.when.judge(situation) is True]
