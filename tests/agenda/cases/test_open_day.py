"""A wish for a closed day is moved to an open one, and it is said why."""

from datetime import date

from example_cases import CALENDAR

from agenda.cases.follow_up import last_day
from agenda.cases.open_day import open_day
from scheduler.working_days import ClosedKind

LAST = date(2027, 2, 24)


def test_an_open_day_stays():
    found = open_day(date(2026, 12, 10), LAST, CALENDAR)
    assert (found.on, found.closed) == (date(2026, 12, 10), None)


def test_a_closed_day_is_moved_to_the_next_open_one_and_said():
    found = open_day(date(2026, 12, 24), LAST, CALENDAR)
    assert (found.on, found.closed.kind) == (date(2026, 12, 28), ClosedKind.CLOSED_DAY)


def test_a_closed_day_at_the_end_of_the_time_allowed_is_moved_back_so_that_it_holds():
    last_on = last_day(date(2026, 11, 28))
    assert open_day(date(2027, 2, 28), last_on, CALENDAR).on == date(2027, 2, 26)
