"""Handing over to the team: always the resident's own choice, with a preview and an agreement first."""

import json
from dataclasses import replace
from typing import Any

from rasa_sdk.events import SlotSet

from actions.alarms import (
    alarm_messages,
    answer_danger,
    doubt_confirmed,
    doubt_waits,
    named_alarms,
    with_doubt,
)
from actions.assistant import Assistant
from actions.explaining import about_a_word
from actions.handover_asides import about_help
from actions.handover_questions import PLAN_DAYS, questions, which_municipality
from actions.handover_reach import (
    expects_contact,
    says_only_how_not,
    unwanted,
    with_reach,
    without_unwanted,
)
from actions.handover_sending import already_sent, step_events
from actions.interruptions import patience
from actions.naming import about_a_name
from actions.own_language import agreed_in_own_language, begun, in_own_language
from actions.taking import after_choice
from actions.towns import OTHER_TOWN, not_here, town_unknown
from actions.turn import REQUESTED, Reply, Turn, ZelfcheckAction
from bot.dialogue.handover import AGREED, CONTACT, KIND, REASON, REFERENCE, REPORT, REQUEST, VISIT, WISH, Handover
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.readers.affirmation import is_refusal, is_unknown, yes_no
from bot.dialogue.readers.reading import Kind
from bot.dialogue.speech import Message
from bot.dialogue.understanding import DANGER, DOUBT, LIKELY, OTHER_LANGUAGE, VERY_LIKELY

WITHDRAW = "overdracht_intrekken"
INTERRUPTING = frozenset(
    [
        DANGER,
        DOUBT,
        "stop",
        "pauze",
        "verder",
        "uitkomst",
        "opnieuw",
        "overzicht",
        "waarom",
        "uitleg",
        "privacy",
        "ben_je_robot",
        "hulp_assistent",
        "bedankt",
        "boos",
        "bewaren",
        OTHER_LANGUAGE,
        WITHDRAW,
    ]
)
"""The intents that data/rules/overdracht.yml answers."""
Given = tuple[Handover, tuple[Message, ...]]


class ValidateOverdrachtForm(ZelfcheckAction):
    """One step of the handover at a time; what is not understood is asked again."""

    def name(self) -> str:
        return "validate_overdracht_form"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        handover, step = begun(Handover.of(turn.slots), turn.state, helper), turn.open_field
        waits = doubt_waits(turn)
        if waits is not None:
            return waits
        if not turn.is_new or step is None:
            return _ask(handover, turn, helper, ())
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            safe = (helper.speech.tell("geen_gevaar", turn.state),)
            return answer_danger(turn, (str(turn.doubt),), helper) if confirmed else _ask(handover, turn, helper, safe)
        about = _aside(step, turn, helper)
        if about and turn.doubt and not turn.doubt_repeated:
            return with_doubt(Reply(turn.state, about), turn, helper)
        if about:
            return _ask(handover, turn, helper, about)
        if step == MUNICIPALITY:
            return _town_told(handover, turn, helper)
        given = _given(handover, step, turn, helper)
        if given is not None:
            after, alarms = _with_alarms(turn, helper)
            return _ask(given[0], after, helper, (*alarms, *given[1], *_about_a_report(step, given[0], turn, helper)))
        return _no_answer(handover, step, turn, helper)


def _aside(step: str, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The answer to what is asked in between; what names no more than a facility may be the reason."""
    named = () if step == REASON else about_a_name(turn, helper) or about_a_word(turn, helper)
    return named or patience(turn, helper) or about_help(step, turn, helper)


def _about_a_report(step: str, handover: Handover, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """What somebody who chooses a report may do besides."""
    chosen = step == KIND and handover.kind == REPORT
    return (helper.speech.tell("overdracht_soort_melding", turn.state, dagen=PLAN_DAYS),) if chosen else ()


def _no_answer(handover: Handover, step: str, turn: Turn, helper: Assistant) -> Reply:
    """A command or question of the resident, or else the same step once more with other words first."""
    if turn.intent.name == "overdracht":
        return _ask(handover, turn, helper, ())
    if turn.intent.name == "terug":
        return _ask(handover.step_back(), turn, helper, ())
    if _interrupts(turn, LIKELY):
        return Reply(turn.state, reject=True)
    again = "overdracht_contact_fout" if step == CONTACT else "overdracht_kies"
    return _ask(handover, turn, helper, (helper.speech.tell(again, turn.state),))


def _town_told(handover: Handover, turn: Turn, helper: Assistant) -> Reply:
    """The municipality, by button or in words; the way out by its button."""
    if turn.text.startswith("/"):
        return _town_chosen(handover, turn, helper)
    reading = helper.listener.read(MUNICIPALITY, turn.text, turn.state, helper.today)
    if reading.kind is Kind.VALUE:
        after, said = after_choice(turn.state, MUNICIPALITY, reading.value, helper)
        return _ask(handover, replace(turn, state=after), helper, said)
    if reading.ask == OTHER_TOWN:
        return _ask(handover, turn, helper, (not_here(reading.words, turn.state, helper),))
    if _interrupts(turn, LIKELY):
        return Reply(turn.state, reject=True)
    return _ask(handover, turn, helper, town_unknown(turn.state, helper)[1])


def _town_chosen(handover: Handover, turn: Turn, helper: Assistant) -> Reply:
    given = _chosen(handover, MUNICIPALITY, turn)
    if given is not None:
        return _ask(given, turn, helper, ())
    if turn.entities.get("veld") != MUNICIPALITY:
        return _no_answer(handover, MUNICIPALITY, turn, helper)
    after, said = after_choice(turn.state, MUNICIPALITY, json.loads(turn.entities["waarde"]), helper)
    return _ask(handover, replace(turn, state=after), helper, said)


def _ask(handover: Handover, turn: Turn, helper: Assistant, before: tuple[Message, ...]) -> Reply:
    if turn.slots.get(REFERENCE):
        return already_sent(turn, helper)
    step = handover.next_step
    if step is None:
        return Reply(turn.state, before, (*step_events(handover), SlotSet(REQUESTED, None)))
    if turn.state.municipality is None:
        asked = (*before, *in_own_language((which_municipality(turn, helper),), turn.state, helper))
        return Reply(turn.state, asked, (SlotSet(REQUESTED, MUNICIPALITY),), open_field=MUNICIPALITY)
    messages = (*before, *in_own_language(questions(step, handover, turn, helper), turn.state, helper))
    events = (*step_events(handover), SlotSet(REQUESTED, step))
    return Reply(turn.state, messages, events, expects="contact" if expects_contact(step, handover) else None)


def _given(handover: Handover, step: str, turn: Turn, helper: Assistant) -> Given | None:
    """The handover with this step answered, and what to say about it; None when it is no answer."""
    if turn.text.startswith("/"):
        chosen = _chosen(handover, step, turn)
        return None if chosen is None else (chosen, ())
    if step == REASON and _is_no_reason(turn):
        return None
    if says_only_how_not(step, turn.text):
        return _not_that_way(handover, step, turn, helper)
    reached = with_reach(handover, step, turn.text, helper)
    if reached is not None:
        return reached, ()
    agreed = agreed_in_own_language(handover, turn.text, turn.state, helper) if step == AGREED else None
    if agreed is not None:
        return agreed, ()
    value = _said(step, turn.text, helper)
    if value is not None:
        return handover.told(step, value), ()
    another = _named_option(WISH, turn.text, helper, str(handover.wish)) if step == CONTACT else None
    if another is not None:
        return handover.told(WISH, another), ()
    return _left_open(handover, step, turn, helper)


def _not_that_way(handover: Handover, step: str, turn: Turn, helper: Assistant) -> Given:
    """Who says how not to be reached is told that we heard it; another way that is named counts."""
    refused = unwanted(turn.text)
    named = _named_option(WISH, turn.text, helper, *refused)
    said = tuple(helper.speech.tell(f"overdracht_niet_{way}", turn.state) for way in refused)
    return without_unwanted(handover, step, turn.text, named), said


def _chosen(handover: Handover, step: str, turn: Turn) -> Handover | None:
    """A button of this step: its answer, another way to be reached, or that nothing is sent after all."""
    if turn.intent.name != "kies":
        return None
    field, value = str(turn.entities.get("veld")), json.loads(turn.entities["waarde"])
    own = field == step and step != MUNICIPALITY
    fits = own or (field, value) == (AGREED, False) or (step, field) == (CONTACT, WISH)
    return handover.told(field, value) if fits else None


def _said(step: str, text: str, helper: Assistant) -> Any:
    """The value of an answer in words, or None."""
    if step == REASON:
        return None if is_unknown(text) or is_refusal(text) else text
    if step == CONTACT:
        return None
    return yes_no(text) if step == AGREED else _named_option(step, text, helper)


def _left_open(handover: Handover, step: str, turn: Turn, helper: Assistant) -> Given | None:
    """Who does not know or rather not says is helped too: a plain request, a reason told later, a visit."""
    refused = is_refusal(turn.text) or step == CONTACT and yes_no(turn.text) is False
    if not (refused or is_unknown(turn.text)):
        return None
    if step == AGREED:
        return (handover.told(AGREED, False), ()) if refused else None
    field, value, key = _WITHOUT[step]
    told = helper.speech.say("overdracht_reden_later") if step == REASON else value
    return handover.told(field, told), (helper.speech.tell(key, turn.state, team=helper.team_name(turn.state)),)


_WITHOUT = {
    KIND: (KIND, REQUEST, "overdracht_soort_open"),
    REASON: (REASON, None, "overdracht_reden_open"),
    WISH: (WISH, VISIT, "overdracht_contact_open"),
    CONTACT: (WISH, VISIT, "overdracht_contact_open"),
}
"""What is filled in without an answer, and what we say about it."""


def _named_option(step: str, text: str, helper: Assistant, *but: str) -> Any:
    """The option whose words the sentence holds (data/teksten/gesprek.yml, ``overdracht_woorden``); not ``but``."""
    said = text.casefold()
    words = helper.speech.sentences["overdracht_woorden"][step]
    named = (value for value, signs in words.items() if any(sign in said for sign in signs))
    return next((value for value in named if value not in but), None)


def _interrupts(turn: Turn, confidence: float) -> bool:
    """Whether a rule of data/rules/overdracht.yml answers this message."""
    return turn.intent.name in INTERRUPTING and turn.intent.confidence >= confidence


def _is_no_reason(turn: Turn) -> bool:
    """A plain sentence is the reason, also one about danger; only a clear command or question is not."""
    clear = turn.intent.name == "terug" or _interrupts(turn, VERY_LIKELY)
    return clear and turn.intent.name != DOUBT and not named_alarms(turn)


def _with_alarms(turn: Turn, helper: Assistant) -> tuple[Turn, tuple[Message, ...]]:
    """Danger in an answer comes first, and the answer counts."""
    alarms = () if turn.text.startswith("/") else named_alarms(turn)
    signals = tuple(dict.fromkeys((*turn.state.signals, *alarms)))
    after = replace(turn, state=replace(turn.state, signals=signals))
    return after, alarm_messages(alarms, after.state, helper)
