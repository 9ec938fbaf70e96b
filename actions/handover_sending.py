"""After the handover's questions: sending, withdrawing, and what was sent already."""

import secrets
from dataclasses import replace
from typing import Any

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.assistant import Assistant
from actions.handover_questions import AGREED_TO, EXAMINATION_WEEKS, PLAN_DAYS
from actions.own_language import in_own_language
from actions.turn import HANDED_OVER, REQUESTED, Reply, Turn, ZelfcheckAction
from actions.way_on import AFTER_HANDOVER
from bot.dialogue.handover import REFERENCE, REPORT, VISIT, Handover
from bot.dialogue.speech import Choice

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


class ActionOverdrachtAfronden(ZelfcheckAction):
    """After the form: sends when the resident agreed, else says that nothing was sent."""

    def name(self) -> str:
        return "action_overdracht_afronden"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        handover, clean = Handover.of(turn.slots), step_events(Handover())
        if not handover.agreed:
            return _nothing_sent(turn, helper, clean)
        reference = _reference()
        order = {"soort": handover.kind, "reden": handover.reason, "contactwens": handover.wish}
        team = helper.evaluate(turn.state).referral.team
        order |= {"team": team, "tekstversie": helper.speech.version(AGREED_TO), "kenmerk": reference}
        sent = _sent(handover, reference, turn, helper)
        events = (*clean, SlotSet(REFERENCE, reference))
        return Reply(turn.state, sent, events, {"overdracht": order}, status=HANDED_OVER)


class ActionOverdrachtIntrekken(ZelfcheckAction):
    """Withdraws what was sent, or says that nothing was."""

    def name(self) -> str:
        return "action_overdracht_intrekken"

    def respond(self, turn: Turn, helper: Assistant) -> Reply:
        reference, clean = turn.slots.get(REFERENCE), step_events(Handover())
        if reference is None:
            return replace(_nothing_sent(turn, helper, clean), open_field=turn.open_field)
        words = helper.speech.tell("overdracht_ingetrokken", turn.state, kenmerk=reference)
        said = (replace(words, choices=_after(helper)),)
        order = {"intrekken": {"kenmerk": reference}}
        return Reply(turn.state, said, (*clean, SlotSet(REFERENCE, None)), order, open_field=turn.open_field)


def step_events(handover: Handover) -> tuple[Any, ...]:
    """The slots of every step."""
    return tuple(SlotSet(name, value) for name, value in handover.slots.items())


def already_sent(turn: Turn, helper: Assistant) -> Reply:
    """A second handover is not needed; the first can be withdrawn."""
    choices = (
        Choice(helper.speech.say("keuze_intrekken"), "/overdracht_intrekken"),
        Choice(helper.speech.say("keuze_laten_staan"), "/verder"),
    )
    said = helper.speech.tell("overdracht_al_verstuurd", turn.state, kenmerk=turn.slots.get(REFERENCE))
    closed = (ActiveLoop(None), SlotSet(REQUESTED, None))
    return Reply(turn.state, (replace(said, choices=choices),), closed, status=HANDED_OVER)


def _nothing_sent(turn: Turn, helper: Assistant, clean: tuple[Any, ...]) -> Reply:
    said = replace(helper.speech.tell("overdracht_niet_verstuurd", turn.state), choices=_after(helper))
    return Reply(turn.state, in_own_language((said,), turn.state, helper), clean)


def _sent(handover: Handover, reference: str, turn: Turn, helper: Assistant) -> tuple[Any, ...]:
    team = helper.team_name(turn.state)
    if handover.wish == VISIT:
        words = helper.speech.tell("overdracht_verstuurd_zelf", turn.state, team=team, kenmerk=reference)
    else:
        day = helper.library.rules.wording.day(helper.answer_day(turn.state))
        words = helper.speech.tell("overdracht_verstuurd", turn.state, team=team, kenmerk=reference, dag=day)
    if handover.kind == REPORT:
        report = helper.speech.say("overdracht_melding_uitleg", weken=EXAMINATION_WEEKS, dagen=PLAN_DAYS)
        words = replace(words, text=f"{words.text} {report}")
    said = (replace(words, choices=_after(helper)),)
    return in_own_language(said, turn.state, helper, kenmerk=reference)


def _after(helper: Assistant) -> tuple[Choice, ...]:
    return helper.speech.commands(AFTER_HANDOVER)


def _reference() -> str:
    """ZC-XXXX-XXXX, without letters and digits that look alike."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"ZC-{letters[:4]}-{letters[4:]}"
