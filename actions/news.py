"""What is new in the outcomes since the resident saw them last: by facility and status, never by its wording."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.selfcheck.evaluate import Result
from bot.selfcheck.facility import Municipality
from bot.selfcheck.outcome import Outcome


@dataclass(frozen=True)
class News:
    """The outcomes that were not listed or had another status, and the names of what is no longer listed."""

    outcomes: tuple[Outcome, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.outcomes or self.gone)


def statuses(result: Result) -> dict[str, str]:
    """The status of each facility that is listed."""
    return {outcome.facility.id: outcome.status for outcome in result.outcomes}


def news_since(listed: Mapping[str, str], result: Result, municipality: Municipality) -> News:
    """What changed since a list with these statuses; in the order of the list now."""
    changed = tuple(outcome for outcome in result.outcomes if listed.get(outcome.facility.id) != outcome.status)
    now = statuses(result)
    gone = (facility.name for facility in municipality.facilities if facility.id in listed and facility.id not in now)
    return News(changed, tuple(gone))
