from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.series import (
    Dates,
    EndsBeforeStart,
    InClosedWeek,
    Interval,
    IsoWeeks,
    LeftOut,
    Move,
    MoveTo,
    NowhereToGo,
    NthWeekday,
    Occurrence,
    Plan,
    Series,
    SeriesNeverMeets,
    plan,
)
from scheduler.working_days import Calendar, ClosedDay, ClosedKind

OFFICE = Calendar(
    ZoneInfo("Europe/Copenhagen"),
    closed_days=((6, 5), (12, 24), (12, 31)),
    closed_weeks=frozenset({29, 30, 31}),
)
FORTNIGHT = Interval(date(2026, 11, 24), 14)
DATES = st.dates(date(2026, 1, 1), date(2045, 12, 31))
RULES = st.one_of(
    st.builds(Interval, DATES, st.integers(1, 40)),
    st.builds(IsoWeeks, st.integers(0, 6), st.sampled_from(["even", "odd"])),
    st.builds(
        NthWeekday,
        st.integers(0, 6),
        st.sampled_from([1, 2, 3, 4, -1]),
        st.sets(st.integers(1, 12), min_size=1).map(tuple),
    ),
    st.builds(Dates, st.lists(st.dates(date(2027, 1, 1), date(2027, 3, 1)), min_size=1).map(tuple)),
)
CALENDARS = st.dictionaries(st.dates(date(2027, 1, 1), date(2027, 3, 1)), st.just(""), max_size=12).map(
    OFFICE.with_closed
)


def held(rule, first, last, calendar=OFFICE):
    return [occurrence.on for occurrence in plan(rule, first, last, calendar).occurrences]


def closed(on, name=""):
    return ClosedDay(on, ClosedKind.EXTRA, name)


def test_every_14_days_goes_from_week_52_to_odd_week_1_after_a_year_of_53_weeks():
    assert held(FORTNIGHT, date(2026, 11, 1), date(2027, 6, 30)) == [
        date(2026, 11, 24),
        date(2026, 12, 8),
        date(2026, 12, 22),
        date(2027, 1, 5),
        date(2027, 1, 19),
        date(2027, 2, 2),
        date(2027, 2, 16),
        date(2027, 3, 2),
        date(2027, 3, 16),
        date(2027, 3, 30),
        date(2027, 4, 13),
        date(2027, 4, 27),
        date(2027, 5, 11),
        date(2027, 5, 25),
        date(2027, 6, 8),
        date(2027, 6, 22),
    ]


def test_even_weeks_leave_a_gap_of_three_weeks_there():
    assert held(IsoWeeks(1, "even"), date(2026, 12, 20), date(2027, 1, 31)) == [
        date(2026, 12, 22),
        date(2027, 1, 12),
        date(2027, 1, 26),
    ]


def test_odd_weeks_meet_twice_running_there():
    assert held(IsoWeeks(1, "odd"), date(2026, 12, 20), date(2027, 1, 20)) == [
        date(2026, 12, 29),
        date(2027, 1, 5),
        date(2027, 1, 19),
    ]


def test_the_second_thursday_of_named_months():
    assert held(NthWeekday(3, 2, (10, 2, 5)), date(2027, 1, 1), date(2028, 12, 31)) == [
        date(2027, 2, 11),
        date(2027, 5, 13),
        date(2027, 10, 14),
        date(2028, 2, 10),
        date(2028, 5, 11),
        date(2028, 10, 12),
    ]


def test_the_last_weekday_of_a_month_is_its_fourth_or_fifth():
    assert held(NthWeekday(0, -1, (2, 8)), date(2027, 1, 1), date(2027, 12, 31)) == [
        date(2027, 2, 22),
        date(2027, 8, 30),
    ]


def test_no_meeting_before_the_anchor():
    assert held(FORTNIGHT, date(2026, 1, 1), date(2026, 11, 24)) == [date(2026, 11, 24)]
    assert held(FORTNIGHT, date(2026, 1, 1), date(2026, 11, 23)) == []


def test_a_period_holds_both_its_ends():
    assert held(FORTNIGHT, date(2026, 12, 8), date(2026, 12, 22)) == [date(2026, 12, 8), date(2026, 12, 22)]


def test_a_period_without_a_meeting_is_empty_not_an_error():
    assert plan(FORTNIGHT, date(2026, 12, 9), date(2026, 12, 21), OFFICE) == Plan((), ())
    assert plan(FORTNIGHT, date(2026, 12, 21), date(2026, 12, 9), OFFICE) == Plan((), ())


def test_a_meeting_on_a_closed_day_goes_to_the_nearest_following_working_day_of_the_week():
    calendar = OFFICE.with_closed({date(2027, 2, 2): "flytning"})
    assert plan(FORTNIGHT, date(2027, 2, 2), date(2027, 2, 2), calendar) == Plan(
        (
            Occurrence(
                date(2027, 2, 2),
                date(2027, 2, 3),
                Move(closed(date(2027, 2, 2), "flytning"), MoveTo.FOLLOWING),
            ),
        ),
        (),
    )


def test_where_nothing_follows_in_the_week_it_goes_to_the_nearest_preceding_day():
    maundy_thursday = ClosedDay(date(2027, 3, 25), ClosedKind.PUBLIC_HOLIDAY, "skærtorsdag")
    assert plan(NthWeekday(3, 4, (3,)), date(2027, 1, 1), date(2027, 12, 31), OFFICE) == Plan(
        (Occurrence(date(2027, 3, 25), date(2027, 3, 24), Move(maundy_thursday, MoveTo.PRECEDING)),), ()
    )


def test_where_the_week_is_closed_it_goes_a_week_on():
    week = {date(2027, 2, day): "" for day in range(1, 6)}
    assert plan(FORTNIGHT, date(2027, 2, 2), date(2027, 2, 2), OFFICE.with_closed(week)) == Plan(
        (Occurrence(date(2027, 2, 2), date(2027, 2, 9), Move(closed(date(2027, 2, 2)), MoveTo.WEEK_LATER)),),
        (),
    )


@pytest.mark.parametrize(
    "rule",
    [
        Interval(date(2027, 2, 2), 7),
        Dates((date(2027, 2, 2), date(2027, 2, 12))),
    ],
)
def test_not_a_week_on_if_the_series_has_a_date_there_inside_the_period_or_not(rule):
    week = {date(2027, 2, day): "" for day in range(1, 6)}
    assert plan(rule, date(2027, 2, 2), date(2027, 2, 2), OFFICE.with_closed(week)) == Plan(
        (), (LeftOut(date(2027, 2, 2), NowhereToGo(closed(date(2027, 2, 2)))),)
    )


def test_not_a_week_on_into_a_closed_week():
    week = {date(2027, 7, day): "" for day in range(12, 17)}
    assert plan(
        Dates((date(2027, 7, 13),)), date(2027, 7, 1), date(2027, 7, 31), OFFICE.with_closed(week)
    ) == (Plan((), (LeftOut(date(2027, 7, 13), NowhereToGo(closed(date(2027, 7, 13)))),)))


def test_not_a_week_on_onto_a_closed_day():
    shut = {date(2027, 2, day): "" for day in (1, 2, 3, 4, 5, 9)}
    assert plan(FORTNIGHT, date(2027, 2, 2), date(2027, 2, 2), OFFICE.with_closed(shut)) == Plan(
        (), (LeftOut(date(2027, 2, 2), NowhereToGo(closed(date(2027, 2, 2)))),)
    )


def test_an_occurrence_in_a_closed_week_is_left_out_and_not_moved():
    assert plan(FORTNIGHT, date(2027, 7, 19), date(2027, 8, 8), OFFICE) == Plan(
        (),
        (
            LeftOut(date(2027, 7, 20), InClosedWeek(29)),
            LeftOut(date(2027, 8, 3), InClosedWeek(31)),
        ),
    )


def test_moved_meetings_pass_over_each_other_and_over_original_dates():
    calendar = OFFICE.with_closed({date(2027, 2, 1): "", date(2027, 2, 2): ""})
    rule = Dates((date(2027, 2, 3), date(2027, 2, 2), date(2027, 2, 1), date(2027, 2, 1)))
    assert plan(rule, date(2027, 2, 1), date(2027, 2, 28), calendar).occurrences == (
        Occurrence(
            date(2027, 2, 1),
            date(2027, 2, 4),
            Move(closed(date(2027, 2, 1)), MoveTo.FOLLOWING, (date(2027, 2, 3),)),
        ),
        Occurrence(
            date(2027, 2, 2),
            date(2027, 2, 5),
            Move(closed(date(2027, 2, 2)), MoveTo.FOLLOWING, (date(2027, 2, 3), date(2027, 2, 4))),
        ),
        Occurrence(date(2027, 2, 3), date(2027, 2, 3)),
    )


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Interval(date(2027, 1, 1), 0), "days"),
        (lambda: Interval(date(2027, 1, 1), -14), "days"),
        (lambda: NthWeekday(3, 2, ()), "months"),
        (lambda: NthWeekday(3, 5, (2,)), "nth"),
        (lambda: Dates(()), "dates"),
    ],
)
def test_a_series_that_can_never_meet_is_refused(make, field):
    with pytest.raises(SeriesNeverMeets) as refused:
        make()
    assert refused.value.field == field


@pytest.mark.parametrize("ends", [time(9), time(8, 59)])
def test_a_meeting_ends_after_it_starts(ends):
    with pytest.raises(EndsBeforeStart):
        Series(FORTNIGHT, time(9), ends)


@given(rule=RULES, first=st.dates(date(2027, 1, 1), date(2027, 3, 1)), calendar=CALENDARS)
def test_meetings_are_on_open_days_of_open_weeks_and_never_two_on_one_date(rule, first, calendar):
    made = plan(rule, first, first + timedelta(days=60), calendar)
    dates = [occurrence.on for occurrence in made.occurrences]
    assert all(calendar.is_open(on) and not calendar.is_closed_week(on) for on in dates)
    assert len(dates) == len(set(dates))
    assert all((one.move is None) == (one.on == one.original_on) for one in made.occurrences)


@given(rule=RULES, first=DATES, calendar=CALENDARS)
def test_every_original_date_of_the_period_is_met_or_left_out_once(rule, first, calendar):
    last = first + timedelta(days=200)
    made = plan(rule, first, last, calendar)
    told = [one.original_on for one in made.occurrences] + [one.on for one in made.left_out]
    assert sorted(told) == list(rule.between(first, last))


@given(
    rule=RULES,
    first=st.dates(date(2026, 12, 1), date(2027, 3, 20)),
    days=st.integers(0, 40),
    calendar=CALENDARS,
)
def test_a_meeting_falls_the_same_wherever_the_period_begins_and_ends(rule, first, days, calendar):
    last = first + timedelta(days=days)
    whole = plan(rule, date(2026, 11, 1), date(2027, 6, 1), calendar)
    assert plan(rule, first, last, calendar) == Plan(
        tuple(one for one in whole.occurrences if first <= one.original_on <= last),
        tuple(one for one in whole.left_out if first <= one.on <= last),
    )


@given(anchor=DATES, days=st.integers(1, 40), first=DATES)
def test_an_interval_series_keeps_its_step_from_the_anchor(anchor, days, first):
    for on in Interval(anchor, days).between(first, first + timedelta(days=100)):
        assert on >= max(anchor, first)
        assert (on - anchor).days % days == 0
