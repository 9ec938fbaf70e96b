"""Retention: each kind of record has its own period, counted in whole days of 24 hours, whatever the clocks do."""

from dataclasses import fields, replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.retention import SESSION_HOURS, Retention, cutoffs, expires_at

DAYS = {
    "conversation": "conversation_days",
    "handover": "handover_days",
    "audit": "audit_days",
    "login": "login_days",
    "not_understood": "not_understood_days",
}
MOMENTS = [
    datetime(2026, 11, 28, 12, tzinfo=timezone.utc),
    datetime(2026, 1, 1, tzinfo=timezone.utc),
    datetime(2026, 12, 31, 23, 59, 59, 999_999, tzinfo=timezone.utc),
    datetime(2024, 2, 29, 0, 0, tzinfo=timezone.utc),
    datetime(2026, 3, 29, 1, 0, tzinfo=timezone.utc),  # clocks go to summer time
    datetime(2026, 10, 25, 1, 0, tzinfo=timezone.utc),  # and back
]


@pytest.mark.parametrize("now", MOMENTS)
@pytest.mark.parametrize("kind", DAYS)
def test_a_kind_expires_after_its_own_days(now, kind):
    days = getattr(Retention(), DAYS[kind])
    assert now - getattr(cutoffs(now, Retention()), kind) == timedelta(days=days)


@pytest.mark.parametrize("kind", DAYS)
def test_a_period_moves_no_other(kind):
    now, longer = MOMENTS[0], replace(Retention(), **{DAYS[kind]: 1000})
    before, after = cutoffs(now, Retention()), cutoffs(now, longer)
    moved = [each.name for each in fields(before) if getattr(before, each.name) != getattr(after, each.name)]
    assert moved == [kind]


@pytest.mark.parametrize("now", MOMENTS)
def test_a_session_of_staff_ends_after_half_a_day(now):
    assert cutoffs(now, Retention()).session == now - timedelta(hours=SESSION_HOURS) == now - timedelta(hours=12)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2060, 1, 1), timezones=st.just(timezone.utc)), st.integers(0, 4000))
def test_what_the_countdown_says_is_when_it_goes(last_needed, days):
    gone = expires_at(last_needed, days)
    kept = Retention(handover_days=days)
    assert cutoffs(gone, kept).handover == last_needed
    assert cutoffs(gone + timedelta(microseconds=1), kept).handover > last_needed
    assert cutoffs(gone - timedelta(microseconds=1), kept).handover < last_needed
