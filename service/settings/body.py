"""The settings of one body: its name, its series and its lead times, as the scheduler takes them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, PlainValidator, TypeAdapter, model_validator

from agenda.meetings.agenda import PLAIN, ItemKind, ItemWanted, Template
from scheduler.milestones import LeadTime, crossings
from scheduler.series import (
    Dates,
    EndsBeforeStart,
    Interval,
    IsoWeeks,
    NthWeekday,
    Rule,
    Series,
    SeriesNeverMeets,
)
from service.settings.faults import TableFaults
from service.settings.kinds import Date, Table, Time, Words, Yes

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
Minutes = Annotated[int, Field(strict=True, ge=1, le=480)]
Month = Annotated[int, Field(strict=True, ge=1, le=12)]


class _Hours(Table):
    starts: Time
    ends: Time


class _Interval(_Hours):
    rule: Literal["interval"]
    anchor: Date
    days: Annotated[int, Field(strict=True, le=3660)]

    def as_rule(self) -> Rule:
        return Interval(self.anchor, self.days)


class _IsoWeeks(_Hours):
    rule: Literal["even_weeks", "odd_weeks"]
    weekday: Weekday

    def as_rule(self) -> Rule:
        return IsoWeeks(WEEKDAYS.index(self.weekday), "even" if self.rule == "even_weeks" else "odd")


class _NthWeekday(_Hours):
    rule: Literal["nth_weekday"]
    weekday: Weekday
    nth: Literal[1, 2, 3, 4, -1]
    months: Annotated[tuple[Month, ...], Field(max_length=12)]

    def as_rule(self) -> Rule:
        return NthWeekday(WEEKDAYS.index(self.weekday), self.nth, self.months)


class _Dates(_Hours):
    rule: Literal["dates"]
    dates: Annotated[tuple[Date, ...], Field(max_length=1000)]

    def as_rule(self) -> Rule:
        return Dates(self.dates)


class LeadTimeSettings(Table):
    working_days: Annotated[int, Field(strict=True, ge=-250, le=250)]
    at: Time

    def as_lead_time(self) -> LeadTime:
        return LeadTime(self.working_days, self.at)


class _LeadTimes(Table):
    cut_off: LeadTimeSettings
    answers_due: LeadTimeSettings | None = None
    agenda_due: LeadTimeSettings
    minutes_due: LeadTimeSettings


class _FixedItem(Table):
    heading: Words
    english: Annotated[str, Field(max_length=200)] = ""
    minutes: Minutes

    def as_item(self, kind: ItemKind) -> ItemWanted:
        return ItemWanted(kind, self.heading, minutes=self.minutes, english=self.english)


class _Agenda(Table):
    opening: Annotated[tuple[_FixedItem, ...], Field(max_length=30)] = ()
    any_other: _FixedItem
    closing: Annotated[tuple[_FixedItem, ...], Field(max_length=30)] = ()
    minutes: Annotated[
        dict[Literal["follow_up", "carried_over", "case", "topic"], Minutes], Field(default_factory=dict)
    ]


_SERIES: TypeAdapter[_Interval | _IsoWeeks | _NthWeekday | _Dates] = TypeAdapter(
    Annotated[_Interval | _IsoWeeks | _NthWeekday | _Dates, Field(discriminator="rule")]
)


def _series(value: object) -> Series:
    table = _SERIES.validate_python(value)
    try:
        return Series(table.as_rule(), table.starts, table.ends)
    except SeriesNeverMeets as error:
        raise TableFaults([(error.field, f"this series would never meet; {error.remedy}")]) from error
    except EndsBeforeStart as error:
        raise TableFaults(
            [("ends", "must be later on the same day than starts; move one of them")]
        ) from error


def _lead_times(value: object) -> Mapping[str, LeadTime]:
    table = _LeadTimes.model_validate(value)
    return MappingProxyType({name: one.as_lead_time() for name, one in table if one is not None})


def _agenda(value: object) -> Template:
    if isinstance(value, Template):
        return value
    table = _Agenda.model_validate(value)
    fixed = ItemKind.FIXED
    return Template(
        tuple(item.as_item(fixed) for item in table.opening),
        (table.any_other.as_item(ItemKind.ANY_OTHER), *(item.as_item(fixed) for item in table.closing)),
        MappingProxyType(
            {**PLAIN.minutes} | {ItemKind(kind): minutes for kind, minutes in table.minutes.items()}
        ),
    )


class Body(Table):
    """`meetings_a_year` is how many are kept planned; 0: nobody counts them. One not active is left out everywhere."""

    active: Yes = True
    name: Words
    school_holidays: Literal["avoid", "warn", "ignore"] = "ignore"
    observances: Literal["warn", "ignore"] = "ignore"
    meetings_a_year: Annotated[int, Field(strict=True, ge=0, le=366)] = 0
    series: Annotated[Series, PlainValidator(_series)]
    lead_times: Annotated[Mapping[str, LeadTime], PlainValidator(_lead_times)]
    agenda: Annotated[Template, PlainValidator(_agenda), Field(default_factory=lambda: PLAIN)]

    @model_validator(mode="after")
    def _lead_times_keep_their_order(self) -> Self:
        faults = [
            (_key(crossing.later), f"{crossing.earlier} must come before {crossing.later}; move one of them")
            for crossing in crossings(self.lead_times, self.series.starts, self.series.ends)
        ]
        if faults:
            raise TableFaults(faults)
        return self


def _key(milestone: str) -> str:
    return "series.starts" if milestone == "starts" else f"lead_times.{milestone}"
