"""Answers in, outcomes and referral out: the one decision behind the conversation and ``POST /zelfcheck``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.selfcheck.answers import Answers
from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import MAATWERK, Alarm, Facility, Municipality, Policy
from bot.selfcheck.kleene import Truth
from bot.selfcheck.norms import Norms
from bot.selfcheck.order import in_order
from bot.selfcheck.outcome import LIKELY, MAYBE, NOT, Outcome
from bot.selfcheck.reasons import (
    Wording,
    condition_reason,
    elsewhere_reason,
    examination_reason,
    need_reason,
    right_reason,
    way_out,
)
from bot.selfcheck.referral import CARED_FOR_IN, Referral, alarms_raised, cares_elsewhere, refer

ABOUT_EITHER = frozenset({"dementie"})
"""What is asked of the resident or the person that the resident cares for, without asking whom of the two."""
STATUS = {True: LIKELY, False: NOT, None: MAYBE}


@dataclass(frozen=True)
class Result:
    """Everything that a self-check says on one day."""

    day: date
    outcomes: tuple[Outcome, ...]
    referral: Referral
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """What a self-check ends in: the status of each listed facility by id, and the referral."""

    statuses: Mapping[str, str]
    referral: Referral


@dataclass(frozen=True)
class Rules:
    """What the decision stands on besides the municipality: norms, policy and wording."""

    norms: Norms
    policy: Policy
    wording: Wording


def selfcheck(
    municipality: Municipality,
    answers: Answers,
    day: date,
    rules: Rules,
    signals: Iterable[Alarm] = (),
    topics: frozenset[str] = frozenset(),
) -> Result:
    """Evaluate all facilities.

    ``signals``: alarms of danger or haste that the resident gave in words; ``topics``: domains that he asked about.
    """
    situation = Situation(answers.with_implied(), day, rules.norms)
    listed = [judge_facility(facility, situation, rules.wording) for facility in _needed(municipality, situation)]
    if cares_elsewhere(municipality).judge(situation) is True:
        listed = [_marked(outcome, situation, rules.wording) for outcome in listed]
    alarms = alarms_raised(situation, rules.policy, signals)
    outcomes = in_order(listed, alarms, rules.policy, topics)
    tailored = _tailored((outcome.facility, outcome.status) for outcome in outcomes)
    referral = refer(municipality, situation, rules.policy, tailored, alarms)
    missing = dict.fromkeys(field for outcome in outcomes for field in outcome.missing)
    return Result(day, tuple(outcomes), referral, tuple(missing))


def verdict(municipality: Municipality, answers: Answers, day: date, rules: Rules) -> Verdict:
    """As ``selfcheck``, without reasons and without an order: for whole populations."""
    situation = Situation(answers.with_implied(), day, rules.norms)
    listed = [
        (facility, _status(facility, _truth(facility, situation))) for facility in _needed(municipality, situation)
    ]
    alarms = alarms_raised(situation, rules.policy, ())
    referral = refer(municipality, situation, rules.policy, _tailored(listed), alarms)
    return Verdict({facility.id: status for facility, status in listed}, referral)


def status_of(facility: Facility, situation: Situation) -> str:
    """How sure this facility is for this resident, by its conditions alone."""
    return _status(facility, _truth(facility, situation))


def _tailored(listed: Iterable[tuple[Facility, str]]) -> bool:
    """Whether a maatwerkvoorziening is among them that the resident may get."""
    return any(facility.kind == MAATWERK and status != NOT for facility, status in listed)


def _needed(municipality: Municipality, situation: Situation) -> list[Facility]:
    return [facility for facility in municipality.facilities if facility.need.judge(situation) is True]


def judge_facility(facility: Facility, situation: Situation, wording: Wording) -> Outcome:
    """One facility for this resident, also when no answer shows the need (somebody asked about it)."""
    truth = _truth(facility, situation)
    reasons = [need_reason(facility, situation, wording)]
    reasons += [condition_reason(condition, situation, wording) for condition in facility.conditions]
    reasons += [right_reason(right, wording) for right in facility.rights]
    if facility.kind == MAATWERK:
        reasons.append(examination_reason(wording))
    missing = _missing(facility, situation) if truth is None else ()
    status = _status(facility, truth)
    steps = way_out(facility, wording) if status == NOT else facility.steps
    return Outcome(facility, status, tuple(reasons), missing, steps)


def _marked(outcome: Outcome, situation: Situation, wording: Wording) -> Outcome:
    """What is listed only by an answer that may be about the cared-for says where it is arranged for that person."""
    about_self = {name: value for name, value in situation.answers.items() if name not in ABOUT_EITHER}
    if outcome.facility.need.judge(replace(situation, answers=Answers(about_self))) is True:
        return outcome
    reason = elsewhere_reason(str(situation.answers[CARED_FOR_IN]), wording)
    return replace(outcome, reasons=(*outcome.reasons, reason))


def _truth(facility: Facility, situation: Situation) -> Truth:
    return facility.demands.judge(situation)


def _status(facility: Facility, truth: Truth) -> str:
    """A maatwerkvoorziening is never better than misschien: the municipality examines first."""
    return MAYBE if facility.kind == MAATWERK and truth is True else STATUS[truth]


def _missing(facility: Facility, situation: Situation) -> tuple[str, ...]:
    fields = [sorted(condition.rule.missing(situation)) for condition in facility.conditions]
    return tuple(dict.fromkeys(field for group in fields for field in group))
