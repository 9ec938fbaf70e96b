"""Whether a person is needed, which desk comes first, and how soon."""

from dataclasses import dataclass

from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Alarm, Municipality, PhoneNumber, Policy

URGENCIES = ("normaal", "spoed", "acuut")


@dataclass(frozen=True)
class Referral:
    """The contract's ``verwijzing``: team is always the desk where this resident goes first."""

    needed: bool
    team: str
    urgency: str
    reasons: tuple[str, ...]
    phones: tuple[PhoneNumber, ...]


def refer(
    municipality: Municipality, situation: Situation, policy: Policy, tailored: bool, signals: tuple[Alarm, ...]
) -> Referral:
    """``tailored``: a maatwerkvoorziening is listed; ``signals``: alarms from the resident's own words."""
    alarms = _alarms(situation, policy, signals)
    urgency = max((alarm.urgency for alarm in alarms), key=URGENCIES.index, default="normaal")
    needs = [domain for domain, need in policy.needs.items() if need.judge(situation) is True]
    several = len(needs) >= policy.domains_for_referral
    reasons = _reasons(policy, alarms, tailored, several)
    return Referral(bool(reasons), _team(municipality, situation), urgency, reasons, _phones(alarms))


def _alarms(situation: Situation, policy: Policy, signals: tuple[Alarm, ...]) -> list[Alarm]:
    answered = [rule.alarm for rule in policy.alarm_rules if rule.when.judge(situation) is True]
    return list(dict.fromkeys([*signals, *answered]))


def _reasons(policy: Policy, alarms: list[Alarm], tailored: bool, several: bool) -> tuple[str, ...]:
    reasons = [alarm.reason for alarm in alarms]
    if tailored:
        reasons.append(policy.reason_tailored)
    if several:
        reasons.append(policy.reason_several)
    return tuple(reasons)


def _team(municipality: Municipality, situation: Situation) -> str:
    chosen = (rule.team for rule in municipality.team_rules if rule.when.judge(situation) is True)
    return next(chosen, municipality.default_team)


def _phones(alarms: list[Alarm]) -> tuple[PhoneNumber, ...]:
    acute = [alarm for alarm in alarms if alarm.urgency == "acuut"]
    return tuple(dict.fromkeys(phone for alarm in acute for phone in alarm.phones))
