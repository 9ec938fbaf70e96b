"""The time, as one function that tests can replace."""

from collections.abc import Callable
from datetime import datetime, timezone

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def utc_now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(timezone.utc)
