from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.working_days import Calendar, ClosedDay, ClosedKind, Counted

OFFICE = Calendar(
    ZoneInfo("Europe/Copenhagen"),
    closed_days=((6, 5), (12, 24), (12, 31)),
    extra_closed={date(2027, 5, 7): "skolelukkedag"},
    closed_weeks=frozenset({29, 30, 31}),
)
DATES = st.dates(date(2026, 1, 1), date(2045, 12, 31))


@pytest.mark.parametrize(
    ("on", "kind", "name"),
    [
        (date(2027, 1, 1), "public_holiday", "nytårsdag"),
        (date(2027, 3, 25), "public_holiday", "skærtorsdag"),
        (date(2027, 3, 26), "public_holiday", "langfredag"),
        (date(2027, 3, 29), "public_holiday", "2. påskedag"),
        (date(2027, 5, 6), "public_holiday", "Kristi himmelfartsdag"),
        (date(2027, 5, 17), "public_holiday", "2. pinsedag"),
        (date(2028, 6, 5), "public_holiday", "2. pinsedag"),
        (date(2028, 12, 25), "public_holiday", "juledag"),
        (date(2028, 12, 26), "public_holiday", "2. juledag"),
        (date(2029, 6, 5), "closed_day", "grundlovsdag"),
        (date(2026, 12, 24), "closed_day", "juleaftensdag"),
        (date(2026, 12, 31), "closed_day", "nytårsaftensdag"),
        (date(2027, 5, 7), "extra", "skolelukkedag"),
        (date(2027, 6, 5), "weekend", ""),
        (date(2027, 3, 28), "weekend", ""),
    ],
)
def test_a_closed_day_says_what_it_is(on, kind, name):
    assert OFFICE.closed(on) == ClosedDay(on, ClosedKind(kind), name)


@pytest.mark.parametrize("on", [date(2026, 5, 1), date(2026, 11, 24), date(2027, 12, 23), date(2028, 12, 27)])
def test_other_days_are_open_the_first_of_may_too(on):
    assert OFFICE.closed(on) is None


@pytest.mark.parametrize("on", [date(2024, 4, 26), date(2026, 5, 1), date(2027, 4, 23), date(2028, 5, 12)])
def test_store_bededag_is_a_working_day_from_2024(on):
    assert OFFICE.is_open(on)


def test_store_bededag_was_closed_until_2023():
    assert OFFICE.closed(date(2023, 5, 5)) == ClosedDay(
        date(2023, 5, 5), ClosedKind.PUBLIC_HOLIDAY, "store bededag"
    )


def test_a_closed_day_of_the_year_without_a_known_name_has_none():
    calendar = Calendar(ZoneInfo("Europe/Copenhagen"), closed_days=((5, 3),))
    assert calendar.closed(date(2027, 5, 3)) == ClosedDay(date(2027, 5, 3), ClosedKind.CLOSED_DAY, "")


@pytest.mark.parametrize(
    ("meeting", "working_days", "expected"),
    [
        (date(2027, 4, 6), -3, date(2027, 4, 1)),
        (date(2027, 4, 6), -5, date(2027, 3, 30)),
        (date(2027, 4, 6), -6, date(2027, 3, 24)),
        (date(2027, 4, 6), -8, date(2027, 3, 22)),
        (date(2027, 1, 12), -6, date(2027, 1, 4)),
        (date(2027, 1, 12), -7, date(2026, 12, 30)),
        (date(2027, 1, 12), -8, date(2026, 12, 29)),
        (date(2027, 1, 5), -3, date(2026, 12, 29)),
        (date(2027, 1, 5), -8, date(2026, 12, 18)),
        (date(2027, 3, 30), -3, date(2027, 3, 22)),
        (date(2027, 3, 30), -8, date(2027, 3, 15)),
        (date(2026, 12, 22), 3, date(2026, 12, 29)),
        (date(2027, 1, 2), 1, date(2027, 1, 4)),
        (date(2027, 1, 2), 0, date(2027, 1, 2)),
    ],
)
def test_counting_passes_over_closed_days(meeting, working_days, expected):
    assert OFFICE.count(meeting, working_days).on == expected


@pytest.mark.parametrize(("working_days", "expected"), [(-3, date(2027, 5, 20)), (-8, date(2027, 5, 12))])
def test_counting_back_over_whitsun(working_days, expected):
    assert OFFICE.count(date(2027, 5, 25), working_days).on == expected


def test_the_skipped_days_are_told_in_date_order_counting_back():
    weekend, holiday = ClosedKind.WEEKEND, ClosedKind.PUBLIC_HOLIDAY
    assert OFFICE.count(date(2027, 4, 6), -6) == Counted(
        date(2027, 4, 6),
        -6,
        date(2027, 3, 24),
        (
            ClosedDay(date(2027, 3, 25), holiday, "skærtorsdag"),
            ClosedDay(date(2027, 3, 26), holiday, "langfredag"),
            ClosedDay(date(2027, 3, 27), weekend, ""),
            ClosedDay(date(2027, 3, 28), weekend, ""),
            ClosedDay(date(2027, 3, 29), holiday, "2. påskedag"),
            ClosedDay(date(2027, 4, 3), weekend, ""),
            ClosedDay(date(2027, 4, 4), weekend, ""),
        ),
    )


def test_closed_weeks_do_not_stop_the_counting():
    assert OFFICE.is_closed_week(date(2027, 7, 20))
    assert OFFICE.count(date(2027, 7, 20), 1) == Counted(date(2027, 7, 20), 1, date(2027, 7, 21), ())


def test_an_added_closed_day_counts_and_leaves_the_first_calendar_as_it_was():
    assert OFFICE.count(date(2027, 4, 9), -1).on == date(2027, 4, 8)
    added = OFFICE.with_closed({date(2027, 4, 8): "flytning"})
    assert added.count(date(2027, 4, 9), -1).on == date(2027, 4, 7)
    assert OFFICE.count(date(2027, 4, 9), -1).on == date(2027, 4, 8)
    assert added.closed(date(2027, 5, 7)) == ClosedDay(date(2027, 5, 7), ClosedKind.EXTRA, "skolelukkedag")


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (date(2026, 12, 8), time(9), datetime(2026, 12, 8, 8, tzinfo=UTC)),
        (date(2027, 6, 8), time(9), datetime(2027, 6, 8, 7, tzinfo=UTC)),
        (date(2027, 3, 28), time(2, 30), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (date(2027, 10, 31), time(2, 30), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
        (date(2027, 10, 31), time(2, 30, fold=1), datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_wall_clock_time_is_one_moment(on, at, expected):
    assert OFFICE.moment(on, at) == expected


def test_a_skipped_local_time_is_read_after_the_jump():
    assert OFFICE.local(OFFICE.moment(date(2027, 3, 28), time(2, 30))).time() == time(3, 30)


def test_working_days_later_keeps_the_local_hour_across_summer_time():
    friday = OFFICE.moment(date(2026, 10, 23), time(16))
    assert OFFICE.later(friday, 1) == OFFICE.moment(date(2026, 10, 26), time(16))
    assert OFFICE.later(OFFICE.later(friday, 1), -1) == friday
    assert OFFICE.later(friday, 0) == friday


def test_an_hour_later_on_the_night_the_clock_goes_back_is_not_the_same_moment():
    second = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert OFFICE.local(second).time() == time(2, 30)
    assert OFFICE.later(second, 0) == second
    assert OFFICE.later(second, 1) == OFFICE.moment(date(2027, 11, 1), time(2, 30))


@given(start=DATES, working_days=st.integers(-30, 30).filter(bool))
def test_counting_lands_on_an_open_day_and_skips_only_closed_ones(start, working_days):
    counted = OFFICE.count(start, working_days)
    between = abs((counted.on - start).days)
    assert OFFICE.is_open(counted.on)
    assert between == abs(working_days) + len(counted.skipped)
    assert [day.on for day in counted.skipped] == sorted(day.on for day in counted.skipped)
    assert not any(OFFICE.is_open(day.on) for day in counted.skipped)


@given(start=DATES.filter(OFFICE.is_open), working_days=st.integers(-30, 30))
def test_counting_there_and_back_again_from_an_open_day(start, working_days):
    there = OFFICE.count(start, working_days)
    back = OFFICE.count(there.on, -working_days)
    assert (back.on, back.skipped) == (start, there.skipped)


@given(on=DATES, at=st.times())
def test_a_moment_read_back_is_the_same_wall_clock_but_in_the_skipped_hour(on, at):
    local = OFFICE.local(OFFICE.moment(on, at))
    jumped = local.replace(tzinfo=None) - datetime.combine(on, at)
    skipped = jumped == timedelta(hours=1) and on.month == 3 and at.hour == 2
    assert jumped == timedelta(0) or skipped


@pytest.mark.parametrize("year", [2000, 2026, 2045, 2099, 2100])
def test_holidays_are_known_for_every_year_that_settings_reach(year):
    assert OFFICE.closed(date(year, 1, 1)) is not None
    whole = [date(year, 1, 1) + timedelta(days=days) for days in range(365)]
    holidays = [on for on in whole if (day := OFFICE.closed(on)) and day.kind is ClosedKind.PUBLIC_HOLIDAY]
    assert len(holidays) >= 5
