"""What comes each working day at the same hour is told as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduler.working_days import Calendar
from service.workflow.upcoming import Deed

FEWEST = 3  # working days on end: two reminders are told one by one


@dataclass(frozen=True)
class Series:
    """A deed that comes `times` times, the first at its own moment, on each working day up to `last_at`.

    `is_over` says that it does not come on the working day after that, though it was looked so far ahead.
    """

    deed: Deed
    times: int
    last_at: datetime
    is_over: bool = True

    @property
    def is_repeated(self) -> bool:
        return self.times > 1


def in_series(deeds: Iterable[Deed], working_days: Mapping[str, Calendar], until: datetime) -> list[Series]:
    """Of deeds in order of time, seen as far ahead as `until`; `working_days` are those of each body."""
    open_, found = dict[tuple[str, ...], list[Deed]](), list[list[Deed]]()
    for deed in deeds:
        alike = (deed.what, deed.to, deed.about, deed.why, deed.body_id)
        days = open_.get(alike)
        if days is None or working_days[deed.body_id].later(days[-1].at, 1) != deed.at:
            days = open_[alike] = []
            found.append(days)
        days.append(deed)
    told = [one for days in found for one in _told(days, working_days[days[0].body_id], until)]
    return sorted(told, key=lambda one: one.deed.at)  # else as they came


def _told(days: Sequence[Deed], calendar: Calendar, until: datetime) -> list[Series]:
    if len(days) < FEWEST:
        return [Series(deed, 1, deed.at) for deed in days]
    first, last = days[0], days[-1]
    following = calendar.later(last.at, 1)
    return [Series(first, len(days), last.at, is_over=following <= until)]
