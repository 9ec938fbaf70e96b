"""Handing over to the team: always the resident's own choice, with a preview and an agreement first."""

import json
import secrets
from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.alarms import alarm_words, answer_danger, doubt_confirmed, named_alarms
from actions.assistant import Assistant
from actions.interruptions import overview
from actions.turn import HANDED_OVER, REQUESTED, Reply, Turn, ZelfcheckAction
from bot.dialogue.handover import (
    AGREED,
    CALL,
    CONTACT,
    KIND,
    MAIL,
    REASON,
    REPORT,
    REQUEST,
    VISIT,
    WISH,
    Handover,
)
from bot.dialogue.readers.affirmation import yes_no
from bot.dialogue.speech import Choice, Message
from bot.dialogue.understanding import DANGER, DOUBT, LIKELY, VERY_LIKELY

REFERENCE = "kenmerk"
TEXT_VERSION = "2026-11-22"
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
EXAMINATION_WEEKS, PLAN_DAYS = 6, 7
"""Wmo 2015 art. 2.3.2 lid 1 and 2."""


INTERRUPTING = frozenset(
    [
        DANGER,
        DOUBT,
        "stop",
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
        "andere_taal",
    ]
)
"""The intents that data/rules/overdracht.yml answers."""


class ValidateOverdrachtForm(ZelfcheckAction):
    """One step of the handover at a time; what is not understood is asked again."""

    def name(self) -> str:
        return "validate_overdracht_form"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        handover, step = Handover.of(turn.slots), turn.open_field
        if not turn.is_new or step is None:
            return _ask(handover, turn, helper, ())
        confirmed = doubt_confirmed(turn)
        if confirmed is not None:
            safe = (Message(helper.speech.say("geen_gevaar")),)
            return answer_danger(turn, (str(turn.doubt),), helper) if confirmed else _ask(handover, turn, helper, safe)
        filled = _filled(handover, step, turn, helper)
        if filled is not None:
            return _ask(filled, *_with_alarms(turn, helper))
        if turn.intent.name == "overdracht":
            return _ask(handover, turn, helper, ())
        if turn.intent.name == "terug":
            return _ask(handover.step_back(), turn, helper, ())
        if _interrupts(turn, LIKELY):
            return Reply(turn.state, reject=True)
        return _ask(handover, turn, helper, _retry(step, helper))


class ActionOverdrachtAfronden(ZelfcheckAction):
    """After the form: sends when the resident agreed, else says that nothing was sent."""

    def name(self) -> str:
        return "action_overdracht_afronden"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        handover = Handover.of(turn.slots)
        clean = _events(Handover())
        if not handover.agreed:
            message = Message(helper.speech.say("overdracht_niet_verstuurd"), choices=_after(helper))
            return Reply(turn.state, (message,), clean)
        reference = _reference()
        order = {"soort": handover.kind, "reden": handover.reason, "contactwens": handover.wish}
        team = helper.evaluate(turn.state).referral.team
        order |= {"team": team, "tekstversie": TEXT_VERSION, "kenmerk": reference}
        message = Message(_sent(handover, reference, turn, helper), choices=_after(helper))
        events = (*clean, SlotSet(REFERENCE, reference))
        return Reply(turn.state, (message,), events, {"overdracht": order}, status=HANDED_OVER)


class ActionOverdrachtIntrekken(ZelfcheckAction):
    """Withdraws what was sent, or says that nothing was."""

    def name(self) -> str:
        return "action_overdracht_intrekken"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        reference = turn.slots.get(REFERENCE)
        if reference is None:
            return Reply(turn.state, (Message(helper.speech.say("overdracht_niet_verstuurd")),))
        words = helper.speech.say("overdracht_ingetrokken", kenmerk=reference)
        order = {"intrekken": {"kenmerk": reference}}
        return Reply(turn.state, (Message(words, choices=_after(helper)),), (SlotSet(REFERENCE, None),), order)


def _events(handover: Handover) -> tuple[Any, ...]:
    return tuple(SlotSet(name, value) for name, value in handover.slots.items())


def _ask(handover: Handover, turn: Turn, helper: Assistant, before: tuple[Message, ...]) -> Reply:
    if turn.slots.get(REFERENCE):
        return _already_sent(turn, helper)
    step = handover.next_step
    if step is None:
        return Reply(turn.state, before, (*_events(handover), SlotSet(REQUESTED, None)))
    messages = (*before, *_questions(step, handover, turn, helper))
    events = (*_events(handover), SlotSet(REQUESTED, step))
    return Reply(turn.state, messages, events, expects="contact" if step == CONTACT else None)


def _questions(step: str, handover: Handover, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    speech, team = helper.speech, helper.team_name(turn.state)
    if step == KIND:
        explained = speech.say("overdracht_soort_uitleg", weken=EXAMINATION_WEEKS, dagen=PLAN_DAYS)
        return (Message(explained), Message(speech.say(KIND, team=team), choices=_options(step, helper)))
    if step == CONTACT:
        return (Message(speech.say("overdracht_telefoon" if handover.wish == CALL else "overdracht_mail")),)
    if step == AGREED:
        return _preview(handover, turn, helper)
    return (Message(speech.say(step, team=team), choices=_options(step, helper)),)


def _preview(handover: Handover, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """What is sent, to whom, and for how long it is kept."""
    speech = helper.speech
    head = speech.say("overdracht_voorbeeld", team=helper.team_name(turn.state))
    lines = [head, f"- {speech.say('overdracht_voorbeeld_regels')}", f'- "{handover.reason}"', overview(turn, helper)]
    agree = Message(speech.say(AGREED, dagen=helper.retention.handover_days), choices=_options(AGREED, helper))
    return (Message("\n".join(lines)), agree)


def _options(step: str, helper: Assistant) -> tuple[Choice, ...]:
    return tuple(
        Choice(helper.speech.say(f"keuze_{key}"), _payload(step, value)) for key, value in _OPTIONS.get(step, ())
    )


_OPTIONS: dict[str, tuple[tuple[str, Any], ...]] = {
    KIND: (("contactverzoek", REQUEST), ("melding", REPORT)),
    WISH: (("bellen", CALL), ("mailen", MAIL), ("zelf", VISIT)),
    AGREED: (("akkoord", True), ("niet_akkoord", False)),
}


def _payload(step: str, value: Any) -> str:
    return "/kies" + json.dumps({"veld": step, "waarde": json.dumps(value)})


def _filled(handover: Handover, step: str, turn: Turn, helper: Assistant) -> Handover | None:
    """The handover with this step filled in, or None when the answer does not fit."""
    if turn.text.startswith("/"):
        chosen = turn.intent.name == "kies" and turn.entities.get("veld") == step
        return handover.told(step, json.loads(turn.entities["waarde"])) if chosen else None
    if step == REASON:
        return None if _is_no_reason(turn) else handover.told(REASON, turn.text)
    if step == CONTACT:
        return handover.told(CONTACT, turn.text) if "weggehaald]" in turn.text else None
    value: Any = yes_no(turn.text) if step == AGREED else _named_option(step, turn.text, helper)
    return None if value is None else handover.told(step, value)


def _named_option(step: str, text: str, helper: Assistant) -> Any:
    """The option whose words the sentence holds (data/teksten/gesprek.yml, ``overdracht_woorden``)."""
    said = text.casefold()
    words = helper.speech.sentences["overdracht_woorden"][step]
    return next((value for value, signs in words.items() if any(sign in said for sign in signs)), None)


def _retry(step: str, helper: Assistant) -> tuple[Message, ...]:
    return (Message(helper.speech.say("overdracht_contact_fout" if step == CONTACT else "overdracht_kies")),)


def _interrupts(turn: Turn, confidence: float) -> bool:
    """Whether a rule of data/rules/overdracht.yml answers this message."""
    return turn.intent.name in INTERRUPTING and turn.intent.confidence >= confidence


def _is_no_reason(turn: Turn) -> bool:
    """A plain sentence is the reason, also one about danger; only a clear command or question is not."""
    clear = turn.intent.name == "terug" or _interrupts(turn, VERY_LIKELY)
    return clear and turn.intent.name != DOUBT and not named_alarms(turn)


def _with_alarms(turn: Turn, helper: Assistant) -> tuple[Turn, Assistant, tuple[Message, ...]]:
    """Danger in an answer comes first, and the answer counts."""
    alarms = () if turn.text.startswith("/") else named_alarms(turn)
    signals = tuple(dict.fromkeys((*turn.state.signals, *alarms)))
    after = replace(turn, state=replace(turn.state, signals=signals))
    return after, helper, tuple(Message(alarm_words(name, after.state, helper)) for name in alarms)


def _already_sent(turn: Turn, helper: Assistant) -> Reply:
    reference = turn.slots.get(REFERENCE)
    choices = (
        Choice(helper.speech.say("keuze_intrekken"), "/overdracht_intrekken"),
        Choice(helper.speech.say("keuze_laten_staan"), "/verder"),
    )
    message = Message(helper.speech.say("overdracht_al_verstuurd", kenmerk=reference), choices=choices)
    return Reply(turn.state, (message,), (ActiveLoop(None), SlotSet(REQUESTED, None)), status=HANDED_OVER)


def _sent(handover: Handover, reference: str, turn: Turn, helper: Assistant) -> str:
    team = helper.team_name(turn.state)
    if handover.wish == VISIT:
        words = helper.speech.say("overdracht_verstuurd_zelf", team=team, kenmerk=reference)
    else:
        day = helper.library.rules.wording.day(helper.answer_day(turn.state))
        words = helper.speech.say("overdracht_verstuurd", team=team, kenmerk=reference, dag=day)
    if handover.kind == REPORT:
        words += " " + helper.speech.say("overdracht_melding_uitleg", weken=EXAMINATION_WEEKS, dagen=PLAN_DAYS)
    return words


def _after(helper: Assistant) -> tuple[Choice, ...]:
    return helper.speech.commands(("uitkomst", "stop"))


def _reference() -> str:
    """ZC-XXXX-XXXX, without letters and digits that look alike."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"ZC-{letters[:4]}-{letters[4:]}"
