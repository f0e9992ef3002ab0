"""A rule and a period make the dates, each with why it was moved or left out, as facts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Literal

from scheduler.named_days import NamedDays
from scheduler.working_days import Calendar, ClosedDay

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MOST_WEEKS_LATER = 8  # longer than any school holiday


class SeriesNeverMeets(ValueError):
    """A rule without a single date; `field` names what to change, `remedy` how."""

    def __init__(self, field: str, remedy: str) -> None:
        super().__init__(f"{field}: {remedy}")
        self.field = field
        self.remedy = remedy


class EndsBeforeStart(ValueError):
    def __init__(self, starts: time, ends: time) -> None:
        super().__init__(f"ends ({ends:%H:%M}) must be later on the same day than starts ({starts:%H:%M})")
        self.starts = starts
        self.ends = ends


@dataclass(frozen=True)
class Interval:
    """Every so many days from the anchor on; nothing before it."""

    anchor: date
    days: int

    def __post_init__(self) -> None:
        if self.days <= 0:
            raise SeriesNeverMeets("days", "give the number of days from one meeting to the next, 1 or more")

    def between(self, first: date, last: date) -> Iterator[date]:
        behind = max((first - self.anchor).days, 0)
        on = self.anchor + timedelta(days=behind + -behind % self.days)
        while on <= last:
            yield on
            on += timedelta(days=self.days)


@dataclass(frozen=True)
class IsoWeeks:
    """A weekday (Monday is 0) of each even or odd ISO week; a year of 53 weeks makes a gap or a pair."""

    weekday: int
    parity: Literal["even", "odd"]

    def between(self, first: date, last: date) -> Iterator[date]:
        remainder = 0 if self.parity == "even" else 1
        on = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        while on <= last:
            if on.isocalendar().week % 2 == remainder:
                yield on
            on += WEEK


@dataclass(frozen=True)
class NthWeekday:
    """The first to fourth, or last (-1), such weekday (Monday is 0) of the named months."""

    weekday: int
    nth: int
    months: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.months:
            raise SeriesNeverMeets("months", "name at least one month, such as [2, 5, 10]")
        if self.nth not in (1, 2, 3, 4, -1):
            raise SeriesNeverMeets("nth", "give 1 to 4, or -1 for the last of the month")

    def between(self, first: date, last: date) -> Iterator[date]:
        for year in range(first.year, last.year + 1):
            for month in sorted(set(self.months)):
                on = self._in_month(date(year, month, 1))
                if first <= on <= last:
                    yield on

    def _in_month(self, first_of_month: date) -> date:
        if self.nth > 0:
            return _on_or_after(first_of_month, self.weekday) + (self.nth - 1) * WEEK
        fifth = _on_or_after(first_of_month, self.weekday) + 4 * WEEK
        return fifth if fifth.month == first_of_month.month else fifth - WEEK


@dataclass(frozen=True)
class Dates:
    """The listed dates, and no others."""

    dates: tuple[date, ...]

    def __post_init__(self) -> None:
        if not self.dates:
            raise SeriesNeverMeets("dates", "list at least one date, such as 2027-02-01")

    def between(self, first: date, last: date) -> Iterator[date]:
        return (on for on in sorted(set(self.dates)) if first <= on <= last)


Rule = Interval | IsoWeeks | NthWeekday | Dates


@dataclass(frozen=True)
class Series:
    """A rule, and the wall-clock hours of its meetings."""

    rule: Rule
    starts: time
    ends: time

    def __post_init__(self) -> None:
        if self.ends <= self.starts:
            raise EndsBeforeStart(self.starts, self.ends)


class MoveTo(StrEnum):
    FOLLOWING = "following_working_day_of_the_week"
    PRECEDING = "preceding_working_day_of_the_week"
    WEEK_LATER = "same_weekday_a_week_later"
    AFTER_AVOIDED = "same_weekday_of_the_first_week_that_is_not_avoided"


@dataclass(frozen=True)
class Move:
    """Why and how; `passed` are the nearer working days that other meetings of the series hold."""

    why: ClosedDay | NamedDays
    how: MoveTo
    passed: tuple[date, ...] = ()


@dataclass(frozen=True)
class Occurrence:
    original_on: date
    on: date
    move: Move | None = None


@dataclass(frozen=True)
class InClosedWeek:
    week: int


@dataclass(frozen=True)
class NowhereToGo:
    closed: ClosedDay


@dataclass(frozen=True)
class LeftOut:
    on: date
    why: InClosedWeek | NowhereToGo


@dataclass(frozen=True)
class Plan:
    """Both in order of the original date, which is not always that of the meetings."""

    occurrences: tuple[Occurrence, ...]
    left_out: tuple[LeftOut, ...]


def plan(rule: Rule, first: date, last: date, calendar: Calendar) -> Plan:
    """Place the occurrences whose original date lies in the period, both ends included.

    A move reaches into its own ISO week and those behind it, up to the first in which the rule has something.
    So whole weeks, read with the weeks behind them, give each date the same place whatever the period is.
    """
    if last < first:
        return Plan((), ())
    monday, sunday = first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY
    originals = tuple(rule.between(monday, sunday + MOST_WEEKS_LATER * WEEK))
    weeks = frozenset(_week(on) for on in originals)
    placed = [
        result
        for _, week in groupby((on for on in originals if on <= sunday), key=_week)
        for result in _place_week(tuple(week), weeks, calendar)
    ]
    return Plan(
        tuple(one for one in placed if isinstance(one, Occurrence) and first <= one.original_on <= last),
        tuple(one for one in placed if isinstance(one, LeftOut) and first <= one.on <= last),
    )


def _place_week(
    originals: tuple[date, ...], weeks: frozenset[tuple[int, int]], calendar: Calendar
) -> Iterator[Occurrence | LeftOut]:
    held = set(originals)
    for on in originals:
        result = _place(on, held, weeks, calendar)
        if isinstance(result, Occurrence):
            held.add(result.on)
        yield result


def _place(
    on: date, held: set[date], weeks: frozenset[tuple[int, int]], calendar: Calendar
) -> Occurrence | LeftOut:
    if calendar.is_closed_week(on):
        return LeftOut(on, InClosedWeek(on.isocalendar().week))
    avoided, closed = calendar.avoids(on), calendar.closed(on)
    if avoided is not None and (later := _after_avoided(on, held, weeks, calendar)):
        return Occurrence(on, later, Move(avoided, MoveTo.AFTER_AVOIDED))
    if closed is None:
        return Occurrence(on, on)
    return (
        _nearby(closed, held, weeks, calendar)
        or _nearby(closed, held, weeks, calendar.avoiding(()))
        or LeftOut(on, NowhereToGo(closed))
    )


def _after_avoided(
    on: date, held: set[date], weeks: frozenset[tuple[int, int]], calendar: Calendar
) -> date | None:
    """The same weekday of the first week that is not avoided; None where the series has a week of its own before."""
    for weeks_later in range(1, MOST_WEEKS_LATER + 1):
        later = on + weeks_later * WEEK
        if _week(later) in weeks:
            return None
        if later not in held and _may_meet(later, calendar):
            return later
    return None


def _nearby(
    closed: ClosedDay, held: set[date], weeks: frozenset[tuple[int, int]], calendar: Calendar
) -> Occurrence | None:
    passed: list[date] = []
    for how, candidate in _candidates(closed.on, weeks):
        if not _may_meet(candidate, calendar):
            continue
        if candidate not in held:
            return Occurrence(closed.on, candidate, Move(closed, how, tuple(passed)))
        passed.append(candidate)
    return None


def _may_meet(on: date, calendar: Calendar) -> bool:
    return calendar.is_open(on) and not calendar.is_closed_week(on) and calendar.avoids(on) is None


def _candidates(on: date, weeks: Iterable[tuple[int, int]]) -> Iterator[tuple[MoveTo, date]]:
    for days in range(1, 7 - on.weekday()):
        yield MoveTo.FOLLOWING, on + days * DAY
    for days in range(1, on.weekday() + 1):
        yield MoveTo.PRECEDING, on - days * DAY
    if _week(on + WEEK) not in weeks:
        yield MoveTo.WEEK_LATER, on + WEEK


def _week(on: date) -> tuple[int, int]:
    return on.isocalendar()[:2]


def _on_or_after(on: date, weekday: int) -> date:
    return on + timedelta(days=(weekday - on.weekday()) % 7)
