"""The order of outcomes: urgent needs, then the plan's order of support; money and shelter by how sure they are.

What the municipality itself offers stands before what national law gives everywhere. Of the same rank, what the
resident asked about (``topics``: the domains of the chosen topics) stands before the rest: that never leaves one out.
"""

from collections.abc import Iterable

from bot.selfcheck.facility import Alarm, Facility, Policy
from bot.selfcheck.outcome import LIKELY, MAYBE, NOT, Outcome

SURENESS = {LIKELY: 0, MAYBE: 1, NOT: 2}
SURE_FIRST = frozenset({"inkomensregeling", "noodhulp"})
"""Of the same rank: a fund for when nothing else helps does not stand before a scheme that is as sure."""
AT_ONCE, SOON, CALM = range(3)


def in_order(
    outcomes: Iterable[Outcome], alarms: Iterable[Alarm], policy: Policy, topics: frozenset[str] = frozenset()
) -> list[Outcome]:
    """Sorted for the resident; what is not for him comes last, the plan's own order breaks ties."""
    raised = tuple(alarms)
    return sorted(outcomes, key=lambda outcome: _rank(outcome, raised, policy, topics))


def _rank(
    outcome: Outcome, alarms: tuple[Alarm, ...], policy: Policy, topics: frozenset[str]
) -> tuple[bool, int, bool, int, int, bool]:
    facility = outcome.facility
    sure = SURENESS[outcome.status] if facility.kind in SURE_FIRST else 0
    support = policy.support_order[facility.kind or "algemeen"]
    elsewhere = topics.isdisjoint(facility.domains)
    return outcome.status == NOT, _haste(facility, alarms, policy), facility.national, support, sure, elsewhere


def _haste(facility: Facility, alarms: tuple[Alarm, ...], policy: Policy) -> int:
    """How soon it helps with what is urgent."""
    if any(facility.id in alarm.first for alarm in alarms):
        return AT_ONCE
    helps = facility.kind in policy.urgent_kinds
    return SOON if helps and any(set(alarm.domains) & set(facility.domains) for alarm in alarms) else CALM
