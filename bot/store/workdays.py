"""Reads ``data/werkdagen.yml``: the days on which a municipality works."""

from datetime import date, time
from pathlib import Path
from typing import Any

import yaml

from bot.store.deadlines import Workdays

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


class WorkdaysError(ValueError):
    """The file says something that cannot be read as working days."""


class Calendar:
    """The working days of every municipality; one that is not named has the common ones."""

    def __init__(self, common: Workdays, own: dict[str, Workdays]) -> None:
        self._common, self._own = common, own

    @classmethod
    def load(cls, path: Path) -> "Calendar":
        """From the file. Raises WorkdaysError naming what is wrong."""
        raw = yaml.load(path.read_bytes(), yaml.CSafeLoader)
        common = _workdays(raw, "standaard", raw.get("standaard"))
        return cls(common, {name: _workdays(raw, name, own) for name, own in (raw.get("gemeenten") or {}).items()})

    def of(self, gemeente: str | None) -> Workdays:
        """The working days of a municipality."""
        return self._own.get(gemeente or "", self._common)


def _workdays(raw: dict[str, Any], name: str, own: Any) -> Workdays:
    """A municipality's own entry over the common one; closing days add up."""
    merged = {**(raw.get("standaard") or {}), **(own or {})}
    closed = {**raw.get("feestdagen", {}), **((own or {}).get("gesloten") or {})}
    try:
        return Workdays(
            weekdays=frozenset(DAYS.index(day) + 1 for day in merged["open"]),
            closed=frozenset(_date(day) for day in closed),
            closing_time=time.fromisoformat(merged["sluit"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise WorkdaysError(f"{name}: {error}") from error


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
