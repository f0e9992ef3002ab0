"""On which open day a wish for a day ends: the same rule for all that is to come back or be done."""

from dataclasses import dataclass
from datetime import date

from scheduler.working_days import Calendar, ClosedDay


@dataclass(frozen=True)
class DayFound:
    """The day that became of a wish, and why that is not the day that was asked for (None: it is)."""

    on: date
    closed: ClosedDay | None


def open_day(wanted_on: date, last_on: date, calendar: Calendar) -> DayFound:
    """The day itself, or from a closed one the next open day; the one before where that is later than the last."""
    closed = calendar.closed(wanted_on)
    if closed is None:
        return DayFound(wanted_on, None)
    following = calendar.count(wanted_on, 1).on
    on = following if following <= last_on else calendar.count(wanted_on, -1).on
    return DayFound(on, closed)
