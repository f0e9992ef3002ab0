from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from agenda.meetings.free_times import Sought, Span, free_times, open_days
from scheduler.working_days import Calendar

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
CALENDAR = Calendar(COPENHAGEN, closed_days=((12, 24), (12, 31)), closed_weeks=frozenset({29, 30, 31}))
TWO_HOURS = Sought(timedelta(hours=2), time(8), time(16), limit=3)
MONDAY, TUESDAY = date(2026, 11, 9), date(2026, 11, 10)
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


def at(on, clock):
    return datetime.combine(on, time.fromisoformat(clock), COPENHAGEN)


def span(on, first, last):
    return Span(at(on, first), at(on, last))


def found(*taken, days=(MONDAY,), sought=TWO_HOURS, now=BEFORE):
    times = free_times(taken, days, sought, CALENDAR, now)
    return [each.starts_at.astimezone(COPENHAGEN).strftime("%d.%m. %H:%M") for each in times]


def test_the_first_times_of_the_day_are_given_in_order():
    assert found() == ["09.11. 08:00", "09.11. 08:30", "09.11. 09:00"]


def test_a_time_when_one_of_them_is_taken_is_not_given():
    assert found([span(MONDAY, "09:00", "10:00")], [span(MONDAY, "11:30", "13:00")]) == [
        "09.11. 13:00",
        "09.11. 13:30",
        "09.11. 14:00",
    ]


def test_a_meeting_may_begin_when_another_ends_and_end_when_another_begins():
    taken = [span(MONDAY, "08:00", "10:00"), span(MONDAY, "12:00", "16:00")]
    assert found(taken) == ["09.11. 10:00"]


def test_no_time_runs_past_the_hours_and_the_next_day_goes_on():
    taken = [span(MONDAY, "08:00", "14:30")]
    assert found(taken, days=(MONDAY, TUESDAY)) == ["10.11. 08:00", "10.11. 08:30", "10.11. 09:00"]


def test_what_has_begun_is_not_given():
    assert found(now=at(MONDAY, "13:30")) == ["09.11. 14:00"]


def test_the_hours_are_those_of_the_wall_clock_on_both_sides_of_the_change_to_summer_time():
    days = open_days(CALENDAR, date(2027, 3, 26), 2)
    times = free_times([], days, Sought(timedelta(hours=8), time(8), time(16)), CALENDAR, BEFORE)
    assert [each.starts_at.isoformat() for each in times] == [
        "2027-03-30T06:00:00+00:00",
        "2027-03-31T06:00:00+00:00",
    ]
    winter = free_times([], [date(2027, 3, 25)], TWO_HOURS, CALENDAR, BEFORE)[0]
    assert winter.starts_at.isoformat() == "2027-03-25T07:00:00+00:00"


def test_no_closed_day_and_no_day_of_a_closed_week_is_looked_at():
    assert open_days(CALENDAR, date(2026, 12, 23), 3) == [
        date(2026, 12, 23),
        date(2026, 12, 28),
        date(2026, 12, 29),
    ]
    assert open_days(CALENDAR, date(2027, 7, 16), 2) == [date(2027, 7, 16), date(2027, 8, 9)]


stretches = st.builds(
    lambda start, length: Span(
        at(MONDAY, "00:00") + timedelta(minutes=start),
        at(MONDAY, "00:00") + timedelta(minutes=start + length),
    ),
    st.integers(0, 2880),
    st.integers(1, 600),
)


@given(st.lists(st.lists(stretches, max_size=5), max_size=4))
def test_whatever_is_taken_nothing_given_meets_it_and_nothing_free_is_left_out(taken):
    sought = Sought(timedelta(hours=2), time(8), time(16), limit=100)
    given_times = free_times(taken, (MONDAY, TUESDAY), sought, CALENDAR, BEFORE)
    every = free_times([], (MONDAY, TUESDAY), sought, CALENDAR, BEFORE)
    never = [each for spans in taken for each in spans]
    assert given_times == [one for one in every if not any(one.meets(other) for other in never)]
