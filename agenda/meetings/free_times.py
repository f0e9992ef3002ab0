"""The first times when all can, by what is known of their calendars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice

from scheduler.working_days import Calendar


@dataclass(frozen=True)
class Span:
    """A stretch of time; half-open."""

    starts_at: datetime
    ends_at: datetime

    def meets(self, other: "Span") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True)
class Sought:
    """A meeting of some length, within these hours by the clock on the wall; tried every `step`."""

    length: timedelta
    earliest: time
    latest: time
    step: timedelta = timedelta(minutes=30)
    limit: int = 40


def open_days(calendar: Calendar, first_on: date, days: int) -> list[date]:
    """The next so many days, the first included, on which a meeting may be held."""
    found: list[date] = []
    on = first_on
    while len(found) < days:
        if calendar.is_open(on) and not calendar.is_closed_week(on):
            found.append(on)
        on += timedelta(days=1)
    return found


def free_times(
    taken: Iterable[Sequence[Span]], days: Iterable[date], sought: Sought, calendar: Calendar, now: datetime
) -> list[Span]:
    """In order of time, none that has begun; `taken` is when each person, or the body itself, can't."""
    never = [span for spans in taken for span in spans]
    tried = chain.from_iterable(_tried(calendar, on, sought) for on in days)
    free = (one for one in tried if one.starts_at > now and not any(one.meets(other) for other in never))
    return list(islice(free, sought.limit))


def _tried(calendar: Calendar, on: date, sought: Sought) -> Iterable[Span]:
    starts_at, closes_at = (calendar.moment(on, at) for at in (sought.earliest, sought.latest))
    while starts_at + sought.length <= closes_at:
        yield Span(starts_at, starts_at + sought.length)
        starts_at += sought.step
