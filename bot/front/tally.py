"""Takes tokens: here, and where several front doors share a database over all of them as well.

Here comes first: whoever asks far too much is refused without a question to the database.
"""

from bot.front.limits import MINUTE, Buckets
from bot.store.buckets import Buckets as SharedBuckets


class Tally:
    """Counts. ``shared`` is None where there is one front door."""

    def __init__(self, shared: SharedBuckets | None) -> None:
        self._shared = shared

    async def take(self, *wanted: tuple[Buckets, str]) -> float:
        """Takes one of each. The seconds to wait when there is none in one of them; 0 when all were taken."""
        for buckets, key in wanted:
            seconds = buckets.take(key)
            if seconds:
                return seconds
        return await self._take_shared(wanted, self._shared) if self._shared else 0.0

    async def _take_shared(self, wanted: tuple[tuple[Buckets, str], ...], shared: SharedBuckets) -> float:
        """A refusal costs nothing, so that the next token is there within the time of one."""
        measures = {f"{buckets.name} {key}": buckets.per_minute for buckets, key in wanted}
        refused = await shared.take(measures)
        return max((MINUTE / measures[key] for key in refused), default=0.0)
