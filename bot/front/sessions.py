"""How long a token opens its conversation: until nothing was said for a while, and never longer than a day.

After that whoever sits down at the same screen cannot read it (WCAG 2.2.1: a warning comes first, and one press goes
on). What was said stays stored as long as ``bot.privacy.retention`` says.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.front.problems import Problem
from bot.store.environment import Environment, number
from bot.store.ids import issued_at

MINUTE, HOUR = 60.0, 3600.0
SHORTEST_WARNING = 20.0
"""Seconds that WCAG 2.2.1 gives to answer a warning."""


@dataclass(frozen=True)
class Session:
    """Times in seconds: ``idle`` without a message, ``longest`` in all, ``warning`` before the end of ``idle``."""

    idle: float = 30 * MINUTE
    longest: float = 24 * HOUR
    warning: float = 2 * MINUTE

    @classmethod
    def read(cls, environment: Environment) -> "Session":
        """From ``SESSION_…`` in the environment. Raises SettingError."""
        idle = number(environment, "SESSION_IDLE_MINUTES", cls.idle / MINUTE, 1, 24 * 60) * MINUTE
        longest = number(environment, "SESSION_LONGEST_HOURS", cls.longest / HOUR, 1, 24) * HOUR
        warning = number(environment, "SESSION_WARNING_SECONDS", cls.warning, SHORTEST_WARNING, idle)
        return cls(idle, longest, warning)

    @property
    def minutes(self) -> int:
        """``idle`` as residents read it."""
        return math.ceil(self.idle / MINUTE)

    def idle_left(self, active_at: datetime, now: datetime) -> float:
        """Seconds until it ends when nothing is said; negative when it has ended."""
        return self.idle - (now - active_at).total_seconds()

    def left(self, token: str, active_at: datetime, now: datetime) -> float:
        """Seconds that the token still opens its conversation; negative when it does not any more."""
        issued = issued_at(token)
        whole = -1.0 if issued is None else self.longest - (now - issued).total_seconds()
        return min(whole, self.idle_left(active_at, now))

    def check(self, token: str, active_at: datetime, now: datetime) -> None:
        """Raises Problem when the token does not open its conversation any more."""
        if self.left(token, active_at, now) <= 0:
            raise ended(self)

    def ends(self, active_at: datetime) -> datetime:
        """When it ends if nothing is said."""
        return active_at + timedelta(seconds=self.idle)


def ended(session: Session) -> Problem:
    """That the conversation was closed, and what the resident can do."""
    problem = Problem(401, "verlopen", minuten=str(session.minutes))
    problem.headers = {"WWW-Authenticate": 'Bearer realm="gesprek", error="invalid_token"'}
    return problem
