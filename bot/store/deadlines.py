"""When a resident may expect an answer. Pure: days in, days out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WORKING_DAYS: Mapping[str, int] = {"acuut": 0, "spoed": 1, "normaal": 2}
"""Within how many working days a team answers, by urgency."""


@dataclass(frozen=True)
class Workdays:
    """When a desk is open: weekdays (1 is Monday), closing days, and the hour at which its day ends (Dutch time)."""

    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    closed: frozenset[date] = field(default_factory=frozenset)
    closing_time: time = time(17, 0)

    def __post_init__(self) -> None:
        if not self.weekdays:
            raise ValueError("a desk is open on at least one day of the week")

    def is_open(self, day: date) -> bool:
        """Whether the desk works on this day."""
        return day.isoweekday() in self.weekdays and day not in self.closed

    def after(self, day: date, count: int) -> date:
        """The working day that lies ``count`` working days after the first one on or after ``day``."""
        current = self._first_open(day)
        for _ in range(count):
            current = self._first_open(current + timedelta(days=1))
        return current

    def _first_open(self, day: date) -> date:
        while not self.is_open(day):
            day += timedelta(days=1)
        return day


def due_date(received: date, urgentie: str, workdays: Workdays) -> date:
    """The last day on which the team answers what it received on that day. An unknown urgency counts as normal."""
    return workdays.after(received, WORKING_DAYS.get(urgentie, WORKING_DAYS["normaal"]))


def due_at(received: datetime, urgentie: str, workdays: Workdays) -> datetime:
    """The moment (UTC) by which the team answers; what comes after closing time counts for the next day."""
    local = received.astimezone(AMSTERDAM)
    day = local.date() + timedelta(days=1) if local.time() >= workdays.closing_time else local.date()
    last = due_date(day, urgentie, workdays)
    return datetime.combine(last, workdays.closing_time, AMSTERDAM).astimezone(timezone.utc)
