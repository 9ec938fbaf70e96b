"""The order of outcomes: urgent needs, then the plan's order of support; income schemes by how sure they are.

What the municipality itself offers stands before what national law gives everywhere.
"""

from collections.abc import Iterable

from bot.selfcheck.expressions import Situation
from bot.selfcheck.facility import Policy
from bot.selfcheck.outcome import LIKELY, MAYBE, NOT, Outcome

SURENESS = {LIKELY: 0, MAYBE: 1, NOT: 2}
INCOME_SCHEME = "inkomensregeling"


def in_order(outcomes: Iterable[Outcome], situation: Situation, policy: Policy) -> list[Outcome]:
    """Sorted for the resident; what is not for him comes last, the plan's own order breaks ties."""
    urgent = _urgent_domains(situation, policy)
    return sorted(outcomes, key=lambda outcome: _rank(outcome, urgent, policy))


def _rank(outcome: Outcome, urgent: frozenset[str], policy: Policy) -> tuple[bool, bool, bool, int, int]:
    facility = outcome.facility
    sure = SURENESS[outcome.status] if facility.kind == INCOME_SCHEME else 0
    solves_urgent = facility.kind in policy.urgent_kinds and not urgent.isdisjoint(facility.domains)
    support = policy.support_order[facility.kind or "algemeen"]
    return outcome.status == NOT, not solves_urgent, facility.national, support, sure


def _urgent_domains(situation: Situation, policy: Policy) -> frozenset[str]:
    raised = [rule for rule in policy.alarm_rules if rule.when.judge(situation) is True]
    return frozenset(domain for rule in raised for domain in rule.domains)
