"""What expires when. Pure: the clock is an argument."""

from dataclasses import dataclass
from datetime import datetime, timedelta

SESSION_HOURS = 12
"""After so long a session of staff is removed; it opens nothing since ``bot.staff.visits.LONGEST`` already."""


@dataclass(frozen=True)
class Retention:
    """How many days each kind of record is kept after it was last needed."""

    conversation_days: int = 28
    handover_days: int = 90
    audit_days: int = 400
    login_days: int = 30
    not_understood_days: int = 90


@dataclass(frozen=True)
class Cutoffs:
    """What was last needed before these moments has expired."""

    conversation: datetime
    handover: datetime
    audit: datetime
    login: datetime
    not_understood: datetime
    session: datetime


def cutoffs(now: datetime, retention: Retention) -> Cutoffs:
    """The moments before which records have expired. A record on the moment itself is still kept."""
    return Cutoffs(
        conversation=now - timedelta(days=retention.conversation_days),
        handover=now - timedelta(days=retention.handover_days),
        audit=now - timedelta(days=retention.audit_days),
        login=now - timedelta(days=retention.login_days),
        not_understood=now - timedelta(days=retention.not_understood_days),
        session=now - timedelta(hours=SESSION_HOURS),
    )


def expires_at(last_needed: datetime, days: int) -> datetime:
    """When a record that was last needed at that moment expires: for a countdown on the case."""
    return last_needed + timedelta(days=days)
