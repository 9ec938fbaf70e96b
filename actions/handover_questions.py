"""The questions of a handover with their choices and the way out, and what is sent as the resident sees it first."""

import json
from dataclasses import replace
from typing import Any

from actions.assistant import Assistant
from actions.handover_reach import unwanted
from actions.interruptions import overview
from actions.turn import Turn
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
from bot.dialogue.questions import MUNICIPALITY
from bot.dialogue.speech import Choice, Message

EXAMINATION_WEEKS, PLAN_DAYS = 6, 7
"""Wmo 2015 art. 2.3.2 lid 1 and 2."""
AGREED_TO = (
    "overdracht_voorbeeld",
    "overdracht_voorbeeld_regels",
    "overdracht_voorbeeld_uitkomsten",
    "overdracht_voorbeeld_contact",
    AGREED,
    "keuze_akkoord",
)
"""The sentences to which the resident says yes; their version is stored with the agreement."""
WISHES = {CALL: "keuze_bellen", MAIL: "keuze_mailen", VISIT: "keuze_zelf"}
_KINDS = {REQUEST: "keuze_contactverzoek", REPORT: "keuze_melding"}
_OTHER_WAY = {CALL: (MAIL, VISIT), MAIL: (CALL, VISIT)}


def questions(step: str, handover: Handover, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """The messages that put this step, each with choices and a way out."""
    if step == AGREED:
        return _preview(handover, turn, helper)
    asked = replace(_asked(step, handover, turn, helper), choices=_options(step, handover, turn, helper))
    if step != KIND:
        return (asked,)
    return (helper.speech.tell("overdracht_soort_uitleg", turn.state, weken=EXAMINATION_WEEKS), asked)


def which_municipality(turn: Turn, helper: Assistant) -> Message:
    """Without a municipality there is no team: that comes first."""
    asked = helper.speech.tell("overdracht_gemeente", turn.state)
    towns = helper.speech.choices(helper.agenda.questionnaire.questions[MUNICIPALITY])[:-1]
    return replace(asked, field=MUNICIPALITY, choices=(*towns, _way_out(helper)))


def _asked(step: str, handover: Handover, turn: Turn, helper: Assistant) -> Message:
    if step == CONTACT:
        return helper.speech.tell("overdracht_telefoon" if handover.wish == CALL else "overdracht_mail", turn.state)
    return helper.speech.tell(step, turn.state, team=helper.team_name(turn.state))


def _options(step: str, handover: Handover, turn: Turn, helper: Assistant) -> tuple[Choice, ...]:
    if step == REASON:
        later = helper.speech.say("overdracht_reden_later")
        return (_choice("keuze_reden_later", REASON, later, helper), _way_out(helper))
    if step == KIND:
        return (*(_choice(key, KIND, kind, helper) for kind, key in _KINDS.items()), _way_out(helper))
    ways = tuple(WISHES) if step == WISH else _OTHER_WAY.get(handover.wish or "", ())
    ways = tuple(way for way in ways if way not in unwanted(turn.text))
    return (*(_choice(WISHES[way], WISH, way, helper) for way in ways), _way_out(helper))


def _way_out(helper: Assistant) -> Choice:
    return _choice("keuze_niet_doorgeven", AGREED, False, helper)


def _choice(key: str, step: str, value: Any, helper: Assistant) -> Choice:
    return Choice(helper.speech.say(key), "/kies" + json.dumps({"veld": step, "waarde": json.dumps(value)}))


def _preview(handover: Handover, turn: Turn, helper: Assistant) -> tuple[Message, ...]:
    """What is sent, to whom, and for how long it is kept."""
    speech = helper.speech
    lines = [
        speech.say("overdracht_voorbeeld", team=helper.team_name(turn.state)),
        f"- {speech.say('overdracht_voorbeeld_regels')}",
        f'- "{handover.reason}"',
        speech.say("overdracht_voorbeeld_contact", wens=speech.say(WISHES[str(handover.wish)])),
        overview(turn, helper),
        *_outcomes(turn, helper),
    ]
    agree = speech.tell(AGREED, turn.state, dagen=helper.retention.handover_days)
    yes, no = (_choice(key, AGREED, said, helper) for key, said in _AGREEMENT)
    return (Message("\n".join(lines)), replace(agree, choices=(yes, no)))


_AGREEMENT = (("keuze_akkoord", True), ("keuze_niet_akkoord", False))


def _outcomes(turn: Turn, helper: Assistant) -> list[str]:
    """One line for each outcome that goes along."""
    found = helper.evaluate(turn.state).outcomes
    head = [helper.speech.say("overdracht_voorbeeld_uitkomsten")] if found else []
    return [*head, *(f"- {outcome.facility.name}: {outcome.status}" for outcome in found)]
