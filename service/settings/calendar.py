"""The settings of the calendar: closed days and weeks, school holidays and observances."""

from datetime import date, timedelta
from typing import Annotated, Self

from pydantic import Field, model_validator

from scheduler.named_days import NamedDays
from scheduler.working_days import Calendar
from service.settings.faults import TableFaults
from service.settings.kinds import Date, MonthDay, Table, Words, Zone

DAY = timedelta(days=1)
NOT_KNOWN_YET = "en tid, hvis skoleferier ikke er skrevet ind endnu"
Week = Annotated[int, Field(strict=True, ge=1, le=53)]


class NamedDaysSettings(Table):
    """`last` left out is the first."""

    first: Date
    last: Date | None = None
    name: Words

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise TableFaults([("last", "must be the first day or later; move one of them")])
        return self

    def as_named_days(self) -> NamedDays:
        return NamedDays(self.first, self.last or self.first, self.name)


class CalendarSettings(Table):
    time_zone: Zone
    closed_days: Annotated[tuple[MonthDay, ...], Field(max_length=60)]
    extra_closed_dates: Annotated[tuple[Date, ...], Field(max_length=1000)]
    closed_weeks: Annotated[tuple[Week, ...], Field(max_length=53)]
    school_holidays: Annotated[tuple[NamedDaysSettings, ...], Field(max_length=1000)]
    observances: Annotated[tuple[NamedDaysSettings, ...], Field(max_length=1000)]

    def as_calendar(self) -> Calendar:
        extra: dict[date, str] = dict.fromkeys(self.extra_closed_dates, "")
        return Calendar(self.time_zone, self.closed_days, extra, frozenset(self.closed_weeks))

    @property
    def days_off_school(self) -> tuple[NamedDays, ...]:
        return tuple(each.as_named_days() for each in self.school_holidays)

    @property
    def off_school_unknown(self) -> NamedDays:
        """From the day after the last that the table knows: a meeting there may have to go a week later yet."""
        last = max((each.last_on for each in self.days_off_school), default=None)
        return NamedDays(last + DAY if last else date.min, date.max, NOT_KNOWN_YET)

    @property
    def observed(self) -> tuple[NamedDays, ...]:
        return tuple(each.as_named_days() for each in self.observances)
