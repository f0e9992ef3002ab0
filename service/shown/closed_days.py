"""The days an office has closed, and what another office has put before it."""

from collections.abc import Iterable
from datetime import date

from agenda.access import Role
from agenda.meetings.day_off import DayOff, PutBefore
from agenda.meetings.meeting import Meeting
from service.shown.meetings import MeetingShape, meeting_shape
from service.shown.shape import Local, Shape
from service.workflow.unit import Unit


class ClosedDayShape(Shape):
    """`is_closed` says whether it is closed to the bodies of your own office; `closed_by` whose idea it was.

    `put_before` is what another office did with the day, of which yours is to decide: take it over, or leave it.
    """

    on: date
    name: str
    is_closed: bool
    closed_by: Role
    put_before: PutBefore | None
    put_before_at: Local | None
    revision: int


class ClosedDaysShape(Shape):
    closed_days: tuple[ClosedDayShape, ...]


class DayClosedShape(ClosedDayShape):
    """`meetings` of your own bodies lie on the day and stay there until somebody moves them."""

    meetings: tuple[MeetingShape, ...]


class DayDecidedShape(Shape):
    """`day` is null where no office has it closed any more; `meetings` of your own lie on a day that is now closed."""

    day: ClosedDayShape | None
    meetings: tuple[MeetingShape, ...]


def closed_days_shape(listed: Iterable[DayOff]) -> ClosedDaysShape:
    return ClosedDaysShape(closed_days=tuple(closed_day_shape(day) for day in listed))


def closed_day_shape(day: DayOff) -> ClosedDayShape:
    return ClosedDayShape(
        on=day.on,
        name=day.name,
        is_closed=day.is_closed,
        closed_by=day.closed_by,
        put_before=day.put_before,
        put_before_at=day.put_before_at,
        revision=day.revision,
    )


def day_closed_shape(unit: Unit, day: DayOff, meetings: Iterable[Meeting]) -> DayClosedShape:
    shown = tuple(meeting_shape(unit, meeting) for meeting in meetings)
    return DayClosedShape(**dict(closed_day_shape(day)), meetings=shown)


def day_decided_shape(unit: Unit, day: DayOff | None, meetings: Iterable[Meeting]) -> DayDecidedShape:
    shown = tuple(meeting_shape(unit, meeting) for meeting in meetings)
    return DayDecidedShape(day=closed_day_shape(day) if day else None, meetings=shown)
