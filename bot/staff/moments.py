"""Moments and durations in Dutch words, in Dutch time."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.store.deadlines import AMSTERDAM

DATE_LENGTH = len("2026-11-23")
UNITS = (("dag", timedelta(days=1)), ("uur", timedelta(hours=1)), ("minuut", timedelta(minutes=1)))


class TimeWords:
    """Says moments and durations with the words under ``tijd`` of medewerker.yml."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    def moment(self, at: datetime) -> str:
        """For example ``ma 23 november 2026, 17:00``."""
        local = at.astimezone(AMSTERDAM)
        weekday, day = self._said["dagen"][local.weekday()], self.day(local.date())
        return str(self._said["moment"]).format(dag=weekday, dagdatum=day, uur=f"{local:%H:%M}")

    def day(self, day: date) -> str:
        """For example ``23 november 2026``."""
        month = self._said["maanden"][day.month - 1]
        return str(self._said["dagdatum"]).format(datum=day.day, maand=month, jaar=day.year)

    def written(self, at: str) -> str:
        """As ``moment`` or ``day``, of what stands in ISO 8601; what is neither stays as it is."""
        try:
            if len(at) == DATE_LENGTH:
                return self.day(date.fromisoformat(at))
            return self.moment(datetime.fromisoformat(at.replace("Z", "+00:00")))
        except ValueError:
            return at

    def duration(self, span: timedelta) -> str:
        """In the largest unit that fits, rounded down: ``3 dagen``."""
        for name, size in UNITS:
            if span >= size:
                return self._counted(name, span // size)
        return str(self._said["net"])

    def _counted(self, name: str, count: int) -> str:
        one, more = self._said[name]
        return str(one if count == 1 else more).format(aantal=count)
