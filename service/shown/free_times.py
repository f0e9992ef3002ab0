"""Times when an extraordinary meeting could be."""

from service.shown.shape import Local, Shape
from service.workflow.meetings.extraordinary_times import Found


class TimeShape(Shape):
    starts_at: Local
    ends_at: Local


class FreeTimesShape(Shape):
    """`unreadable` are those whose calendars could not be read, and who may be taken."""

    times: tuple[TimeShape, ...]
    unreadable: tuple[str, ...]


def free_times_shape(found: Found) -> FreeTimesShape:
    times = tuple(TimeShape(starts_at=each.starts_at, ends_at=each.ends_at) for each in found.times)
    return FreeTimesShape(times=times, unreadable=tuple(found.unreadable))
