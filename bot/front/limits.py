"""How much one conversation and one address may ask, and the problem that says when to try again.

The numbers are far above what a person does, and above what a test run from one machine does: they are there for
programs. ``waiting`` is counted in the database; what is asked of a conversation, from an address and of new
conversations there too, where several front doors may stand on it (``bot.front.tally``). The others are there for the
process itself, its time and its memory, and count in each apart.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from bot.front.problems import Problem
from bot.store.environment import Environment, whole

MINUTE = 60.0
MOST_KEYS = 50_000
HIGHEST = 1_000_000
HOME_PREFIX = 64
"""Bits of an IPv6 address that one household or phone has; the rest it chooses itself."""


@dataclass(frozen=True)
class Limits:
    """Per minute, except ``waiting`` (messages without an answer) and ``streams`` (open at once): per conversation."""

    conversation: int = 120
    address: int = 1_200
    begin: int = 600
    other: int = 6_000
    waiting: int = 10
    streams: int = 6

    @classmethod
    def read(cls, environment: Environment) -> "Limits":
        """From ``LIMIT_…`` in the environment. Raises SettingError."""

        def limit(name: str, default: int) -> int:
            return whole(environment, name, default, 1, HIGHEST)

        return cls(
            conversation=limit("LIMIT_CONVERSATION", cls.conversation),
            address=limit("LIMIT_ADDRESS", cls.address),
            begin=limit("LIMIT_BEGIN", cls.begin),
            other=limit("LIMIT_OTHER", cls.other),
            waiting=limit("LIMIT_WAITING", cls.waiting),
            streams=limit("LIMIT_STREAMS", cls.streams),
        )


class Buckets:
    """A bucket of tokens for each key: a minute's worth at most, refilled evenly. Full ones are forgotten.

    ``name`` tells these apart from others where they are counted together.
    """

    def __init__(self, per_minute: int, now: Callable[[], float] = time.monotonic, name: str = "") -> None:
        self.per_minute, self.name = per_minute, name
        self._most, self._now = float(per_minute), now
        self._rate = per_minute / MINUTE
        self._buckets: dict[str, tuple[float, float]] = {}

    def take(self, key: str) -> float:
        """Takes one. The seconds to wait when there is none; 0 when it was taken."""
        left = self._left(key)
        if left < 1:
            return (1 - left) / self._rate
        self._buckets[key] = (left - 1, self._now())
        if len(self._buckets) > MOST_KEYS:
            self._forget_full()
        return 0.0

    def _left(self, key: str) -> float:
        left, since = self._buckets.get(key, (self._most, self._now()))
        return min(self._most, left + (self._now() - since) * self._rate)

    def _forget_full(self) -> None:
        """Those who did nothing for a minute; and when nobody did nothing, the oldest half."""
        self._buckets = {key: value for key, value in self._buckets.items() if self._left(key) < self._most}
        if len(self._buckets) > MOST_KEYS:
            for key in sorted(self._buckets, key=lambda each: self._buckets[each][1])[: MOST_KEYS // 2]:
                del self._buckets[key]


def too_much(code: str, seconds: float) -> Problem:
    """429 with ``Retry-After``; ``code`` is a key of ``problemen`` in voordeur.yml."""
    whole_seconds = str(max(1, math.ceil(seconds)))
    problem = Problem(429, code, seconden=whole_seconds)
    problem.headers = {"Retry-After": whole_seconds}
    return problem


def household(address: str) -> str:
    """The address, of IPv6 its network: who is counted as one. What is no address is one as it stands."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Network((found, HOME_PREFIX), strict=False))
    return str(found)
