from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from scheduler.named_days import NamedDays, holding
from scheduler.series import Dates, Interval, Move, MoveTo, NthWeekday, Occurrence, plan
from scheduler.working_days import Calendar, ClosedDay, ClosedKind

OFFICE = Calendar(ZoneInfo("Europe/Copenhagen"), closed_weeks=frozenset({29, 30, 31}))
FORUM = NthWeekday(3, 2, (2, 5, 10))
WINTER = NamedDays(date(2026, 2, 9), date(2026, 2, 13), "skolernes vinterferie")
SUMMER = NamedDays(date(2026, 6, 29), date(2026, 8, 7), "skolernes sommerferie")
ASCENSION = NamedDays(date(2026, 5, 14), date(2026, 5, 15), "skolernes ferie ved Kristi himmelfart")
AVOIDED = st.lists(
    st.builds(
        lambda first, days: NamedDays(first, first + timedelta(days=days), "ferie"),
        st.dates(date(2027, 1, 1), date(2027, 3, 1)),
        st.integers(0, 20),
    ),
    max_size=4,
).map(tuple)


def placed(rule, on, *avoided, calendar=OFFICE):
    (occurrence,) = plan(rule, on, on, calendar.avoiding(avoided)).occurrences
    return occurrence


def test_a_meeting_in_a_school_holiday_goes_a_week_later_and_says_why():
    assert placed(FORUM, date(2026, 2, 12), WINTER) == Occurrence(
        date(2026, 2, 12), date(2026, 2, 19), Move(WINTER, MoveTo.AFTER_AVOIDED)
    )


def test_a_meeting_outside_of_it_stays_where_it_is():
    assert placed(FORUM, date(2026, 10, 8), WINTER) == Occurrence(date(2026, 10, 8), date(2026, 10, 8))


def test_a_closed_day_in_a_school_holiday_is_left_with_the_holiday():
    assert placed(FORUM, date(2026, 5, 14), ASCENSION).on == date(2026, 5, 21)


def test_of_a_long_holiday_the_first_week_behind_it_is_taken():
    assert placed(Dates((date(2026, 7, 2),)), date(2026, 7, 2), SUMMER) == Occurrence(
        date(2026, 7, 2), date(2026, 8, 13), Move(SUMMER, MoveTo.AFTER_AVOIDED)
    )


def test_where_the_series_has_a_date_of_its_own_before_that_the_meeting_stays_in_the_holiday():
    assert placed(Interval(date(2026, 2, 12), 7), date(2026, 2, 12), WINTER).move is None


def test_a_meeting_on_a_closed_day_goes_rather_to_a_day_that_is_not_avoided():
    calendar = OFFICE.with_closed({date(2026, 2, 4): ""})
    friday = NamedDays(date(2026, 2, 5), date(2026, 2, 6), "ferie")
    assert placed(Dates((date(2026, 2, 4),)), date(2026, 2, 4), friday, calendar=calendar) == Occurrence(
        date(2026, 2, 4),
        date(2026, 2, 3),
        Move(ClosedDay(date(2026, 2, 4), ClosedKind.EXTRA, ""), MoveTo.PRECEDING),
    )


def test_but_to_one_that_is_rather_than_nowhere():
    calendar = OFFICE.with_closed({date(2026, 2, 4): ""})
    always = NamedDays(date(2026, 1, 1), date(2026, 3, 31), "ferie")
    rule = Dates((date(2026, 2, 4), date(2026, 2, 11)))
    found = plan(rule, date(2026, 2, 4), date(2026, 2, 4), calendar.avoiding((always,))).occurrences
    assert [one.on for one in found] == [date(2026, 2, 5)]


def test_both_ends_of_named_days_are_held():
    days = [WINTER.first_on - timedelta(days=1), WINTER.first_on, WINTER.last_on]
    assert [holding(on, (WINTER,)) for on in (*days, WINTER.last_on + timedelta(days=1))] == [
        (),
        (WINTER,),
        (WINTER,),
        (),
    ]


@given(avoided=AVOIDED, first=st.dates(date(2027, 1, 1), date(2027, 3, 1)), days=st.integers(1, 60))
def test_no_avoided_day_costs_a_meeting_and_no_two_fall_together(avoided, first, days):
    rule, last = Interval(date(2027, 1, 5), days), first + timedelta(days=90)
    shunning = plan(rule, first, last, OFFICE.avoiding(avoided))
    dates = [one.on for one in shunning.occurrences]
    assert (len(dates), shunning.left_out) == (len(set(dates)), plan(rule, first, last, OFFICE).left_out)


@given(avoided=AVOIDED, first=st.dates(date(2026, 12, 1), date(2027, 3, 20)), days=st.integers(0, 40))
def test_a_meeting_falls_the_same_wherever_the_period_begins(avoided, first, days):
    calendar = OFFICE.avoiding(avoided)
    rule = NthWeekday(3, 2, tuple(range(1, 13)))
    whole = plan(rule, date(2026, 11, 1), date(2027, 6, 1), calendar).occurrences
    part = plan(rule, first, first + timedelta(days=days), calendar).occurrences
    assert part == tuple(one for one in whole if first <= one.original_on <= first + timedelta(days=days))
