"""The days an office has closed, and what another office has put before it."""

from collections.abc import Iterable
from dataclasses import dataclass
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
    """`meetings` of your own bodies lie on the day and stay there until somebody moves them.

    `left_by_hand` are those of your own with deadlines that now lie in the past, at which nothing happens by itself.
    """

    meetings: tuple[MeetingShape, ...]
    left_by_hand: tuple[MeetingShape, ...]


class DayDecidedShape(Shape):
    """`day` is null where no office has it closed any more; `meetings` of your own lie on a day that is now closed.

    `left_by_hand` are those of your own with deadlines that now lie in the past, at which nothing happens by itself.
    """

    day: ClosedDayShape | None
    meetings: tuple[MeetingShape, ...]
    left_by_hand: tuple[MeetingShape, ...]


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


@dataclass(frozen=True)
class Following:
    """What follows for one's own meetings: which lie on the day, and which have deadlines that have passed."""

    on_the_day: Iterable[Meeting]
    left_by_hand: Iterable[Meeting]


def day_closed_shape(unit: Unit, day: DayOff, following: Following) -> DayClosedShape:
    return DayClosedShape(**dict(closed_day_shape(day)), **_of(unit, following))


def day_decided_shape(unit: Unit, day: DayOff | None, following: Following) -> DayDecidedShape:
    return DayDecidedShape(day=closed_day_shape(day) if day else None, **_of(unit, following))


def _of(unit: Unit, following: Following) -> dict[str, tuple[MeetingShape, ...]]:
    return {
        "meetings": tuple(meeting_shape(unit, one) for one in following.on_the_day),
        "left_by_hand": tuple(meeting_shape(unit, one) for one in following.left_by_hand),
    }
