"""When an answer comes: working days, closing days, closing time."""

from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.deadlines import AMSTERDAM, Workdays, due_at, due_date
from bot.store.workdays import Calendar, WorkdaysError

FILE = Path(__file__).parents[2] / "data" / "werkdagen.yml"
CALENDAR = Calendar.load(FILE)
COMMON = CALENDAR.of(None)


@pytest.mark.parametrize(
    ("received", "urgency", "due"),
    [
        (date(2026, 11, 23), "normaal", date(2026, 11, 25)),
        (date(2026, 11, 23), "spoed", date(2026, 11, 24)),
        (date(2026, 11, 23), "acuut", date(2026, 11, 23)),
        (date(2026, 11, 20), "normaal", date(2026, 11, 24)),
        (date(2026, 11, 21), "normaal", date(2026, 11, 25)),
        (date(2026, 11, 21), "acuut", date(2026, 11, 23)),
        (date(2026, 12, 24), "normaal", date(2026, 12, 29)),
        (date(2026, 12, 24), "spoed", date(2026, 12, 28)),
        (date(2026, 4, 24), "spoed", date(2026, 4, 28)),
        (date(2026, 5, 5), "acuut", date(2026, 5, 5)),
        (date(2026, 11, 23), "iets anders", date(2026, 11, 25)),
    ],
)
def test_the_day_of_the_answer(received, urgency, due):
    assert due_date(received, urgency, COMMON) == due


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-11-23T15:59:00+00:00", "2026-11-24T16:00:00+00:00"),
        ("2026-11-23T16:00:00+00:00", "2026-11-25T16:00:00+00:00"),
        ("2026-11-23T23:30:00+00:00", "2026-11-25T16:00:00+00:00"),
        ("2026-07-06T14:59:00+00:00", "2026-07-07T15:00:00+00:00"),
        ("2026-07-06T15:01:00+00:00", "2026-07-08T15:00:00+00:00"),
    ],
)
def test_what_comes_after_closing_time_counts_for_the_next_day(received, due):
    """In Dutch time: in winter 17.00 is 16.00 UTC, in summer 15.00."""
    assert due_at(datetime.fromisoformat(received), "spoed", COMMON).isoformat() == due


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1), timezones=st.just(timezone.utc)))
def test_the_answer_falls_on_a_working_day_in_the_future(received):
    for urgency in ("acuut", "spoed", "normaal"):
        due = due_at(received, urgency, COMMON)
        assert received < due < received + timedelta(days=12)
        assert COMMON.is_open(due.astimezone(AMSTERDAM).date())
    assert due_at(received, "acuut", COMMON) <= due_at(received, "spoed", COMMON) <= due_at(received, "normaal", COMMON)


def easter(year):
    """Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_the_closing_days_are_the_dutch_public_holidays(year):
    king = date(year, 4, 27)
    expected = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    expected |= {king - timedelta(days=1) if king.isoweekday() == 7 else king}
    expected |= {easter(year) + timedelta(days=days) for days in (1, 39, 50)}
    assert {day for day in COMMON.closed if day.year == year} == expected


def test_a_municipality_may_have_its_own_days(tmp_path):
    file = tmp_path / "werkdagen.yml"
    file.write_text(
        "standaard: {open: [maandag, dinsdag], sluit: '17:00'}\n"
        "feestdagen: {2026-12-25: Kerst}\n"
        "gemeenten: {elburg: {open: [woensdag], sluit: '12:30', gesloten: {2026-12-30: Dicht}}}\n"
    )
    elburg = Calendar.load(file).of("elburg")
    assert elburg.weekdays == {3}
    assert elburg.closing_time == time(12, 30)
    assert elburg.closed == {date(2026, 12, 25), date(2026, 12, 30)}
    assert Calendar.load(file).of("leiden").weekdays == {1, 2}


@pytest.mark.parametrize(
    "content",
    [
        "standaard: {open: [maandag], sluit: laat}\nfeestdagen: {}",
        "standaard: {open: [monday], sluit: '17:00'}\nfeestdagen: {}",
        "standaard: {sluit: '17:00'}\nfeestdagen: {}",
        "standaard: {open: [maandag], sluit: '17:00'}\nfeestdagen: {kerst: dicht}",
        "standaard: {open: [], sluit: '17:00'}\nfeestdagen: {}",
    ],
)
def test_a_wrong_file_is_refused(tmp_path, content):
    file = tmp_path / "werkdagen.yml"
    file.write_text(content)
    with pytest.raises(WorkdaysError):
        Calendar.load(file)


def test_workdays_need_at_least_one_day():
    with pytest.raises(ValueError, match="at least one"):
        Workdays(weekdays=frozenset())
