"""Whether a person is needed, which desk comes first, and how soon."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from bot.selfcheck.expressions import All, AtLeast, Expression, Not, OneOf, Situation
from bot.selfcheck.facility import Alarm, Contact, Municipality, PhoneNumber, Policy

URGENCIES = ("normaal", "spoed", "acuut")
CARED_FOR_IN = "mantelzorg_gemeente"


@dataclass(frozen=True)
class Referral:
    """The contract's ``verwijzing``: the desk is always the one where this resident goes first.

    ``elsewhere``: whose municipality does what, when the carer and the cared-for live in different ones.
    """

    needed: bool
    desk: Contact
    urgency: str
    reasons: tuple[str, ...]
    phones: tuple[PhoneNumber, ...]
    elsewhere: str | None

    @property
    def team(self) -> str:
        """The id of the desk."""
        return self.desk.id


def refer(
    municipality: Municipality, situation: Situation, policy: Policy, tailored: bool, alarms: tuple[Alarm, ...]
) -> Referral:
    """``tailored``: a maatwerkvoorziening is listed; ``alarms``: see ``alarms_raised``."""
    urgency = max((alarm.urgency for alarm in alarms), key=URGENCIES.index, default="normaal")
    several = several_needs(policy).judge(situation) is True
    reasons = _reasons(policy, alarms, tailored, several)
    desk, elsewhere = _desk(municipality, situation), _elsewhere(municipality, situation, policy)
    return Referral(bool(reasons), desk, urgency, reasons, _phones(alarms), elsewhere)


def several_needs(policy: Policy) -> Expression:
    """Needs in so many domains together that a person should look at them."""
    return AtLeast(policy.domains_for_referral, tuple(policy.needs.values()))


def cares_elsewhere(municipality: Municipality) -> Expression:
    """The resident cares for somebody who lives in another municipality."""
    carer, here = OneOf("mantelzorg", frozenset({True})), OneOf(CARED_FOR_IN, frozenset({municipality.slug}))
    return All((carer, Not((here,))))


def alarms_raised(situation: Situation, policy: Policy, signals: Iterable[Alarm]) -> tuple[Alarm, ...]:
    """The alarms of the resident's own words (``signals``), then those that the answers raise; each once."""
    answered = [rule.alarm for rule in policy.alarm_rules if rule.when.judge(situation) is True]
    return tuple(dict.fromkeys([*signals, *answered]))


def _reasons(policy: Policy, alarms: tuple[Alarm, ...], tailored: bool, several: bool) -> tuple[str, ...]:
    reasons = [alarm.reason for alarm in alarms]
    if tailored:
        reasons.append(policy.reason_tailored)
    if several:
        reasons.append(policy.reason_several)
    return tuple(reasons)


def _desk(municipality: Municipality, situation: Situation) -> Contact:
    chosen = (rule.team for rule in municipality.team_rules if rule.when.judge(situation) is True)
    return municipality.contacts[next(chosen, municipality.default_team)]


def _elsewhere(municipality: Municipality, situation: Situation, policy: Policy) -> str | None:
    if cares_elsewhere(municipality).judge(situation) is not True:
        return None
    place = cast(str, situation.answers[CARED_FOR_IN])
    return policy.cared_for_elsewhere.format(gemeente=place.replace("-", " ").title())


def _phones(alarms: tuple[Alarm, ...]) -> tuple[PhoneNumber, ...]:
    acute = [alarm for alarm in alarms if alarm.urgency == "acuut"]
    return tuple(dict.fromkeys(phone for alarm in acute for phone in alarm.phones))
