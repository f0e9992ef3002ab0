"""Open and closed days of the office, and counting by them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from holidays import country_holidays

from scheduler.named_days import NamedDays, holding

DAY = timedelta(days=1)
SATURDAY = 5
NAMES = MappingProxyType({(6, 5): "grundlovsdag", (12, 24): "juleaftensdag", (12, 31): "nytårsaftensdag"})


class ClosedKind(StrEnum):
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    CLOSED_DAY = "closed_day"
    EXTRA = "extra"


@dataclass(frozen=True)
class ClosedDay:
    """A day on which nobody works; the name is empty for weekends and where nobody gave one."""

    on: date
    kind: ClosedKind
    name: str


@dataclass(frozen=True)
class Counted:
    """Where so many working days from a date lead, and which closed days were passed on the way."""

    from_on: date
    working_days: int
    on: date
    skipped: tuple[ClosedDay, ...]


@dataclass(frozen=True)
class WallClock:
    """The clock on the wall of the house: it reads moments and knows no working days, which are an office's own."""

    zone: ZoneInfo

    def moment(self, on: date, at: time) -> datetime:
        """Read a wall clock: a time that is skipped lands after the jump, a repeated one is the first."""
        return datetime.combine(on, at.replace(fold=0), tzinfo=self.zone).astimezone(UTC)

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


@dataclass(frozen=True)
class Calendar(WallClock):
    """An office's working days; `avoided` are days on which it is open and the series at hand does not want to meet."""

    closed_days: tuple[tuple[int, int], ...] = ()
    extra_closed: Mapping[date, str] = field(default_factory=dict, hash=False)
    closed_weeks: frozenset[int] = frozenset()
    avoided: tuple[NamedDays, ...] = ()
    _known: dict[date, ClosedDay | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def closed(self, on: date) -> ClosedDay | None:
        """Say why the day is closed; a holiday in a weekend is told as the weekend it falls in."""
        if on not in self._known:
            self._known[on] = self._look_up(on)
        return self._known[on]

    def is_open(self, on: date) -> bool:
        return self.closed(on) is None

    def is_closed_week(self, on: date) -> bool:
        """Closed weeks stop meetings; working days are counted in them as ever."""
        return on.isocalendar().week in self.closed_weeks

    def avoids(self, on: date) -> NamedDays | None:
        return next(iter(holding(on, self.avoided)), None)

    def count(self, from_on: date, working_days: int) -> Counted:
        """Step to the n-th open day after (or, negative, before) the date; 0 is the date itself."""
        step = DAY if working_days > 0 else -DAY
        on, left, skipped = from_on, abs(working_days), list[ClosedDay]()
        while left:
            on += step
            closed = self.closed(on)
            if closed is None:
                left -= 1
            else:
                skipped.append(closed)
        return Counted(from_on, working_days, on, tuple(skipped if working_days > 0 else reversed(skipped)))

    def later(self, moment: datetime, working_days: int) -> datetime:
        """Keep the wall-clock time and go so many working days on, or back."""
        if working_days == 0:
            return moment
        local = self.local(moment)
        return self.moment(self.count(local.date(), working_days).on, local.time())

    def with_closed(self, extra: Mapping[date, str]) -> "Calendar":
        return replace(self, extra_closed={**self.extra_closed, **extra})

    def avoiding(self, days: tuple[NamedDays, ...]) -> "Calendar":
        return replace(self, avoided=days)

    def _look_up(self, on: date) -> ClosedDay | None:
        if on.weekday() >= SATURDAY:
            return ClosedDay(on, ClosedKind.WEEKEND, "")
        public = _public_holidays(on.year).get(on)
        if public is not None:
            return ClosedDay(on, ClosedKind.PUBLIC_HOLIDAY, public)
        day = (on.month, on.day)
        if day in self.closed_days:
            return ClosedDay(on, ClosedKind.CLOSED_DAY, NAMES.get(day, ""))
        if on in self.extra_closed:
            return ClosedDay(on, ClosedKind.EXTRA, self.extra_closed[on])
        return None


@lru_cache(maxsize=400)
def _public_holidays(year: int) -> Mapping[date, str]:
    found = country_holidays("DK", years=year, language="da")
    return {on: _as_written(name) for on, name in found.items()}


def _as_written(name: str) -> str:
    """Write a holiday's name the way it stands inside a Danish sentence."""
    if name.startswith("Kristi"):
        return name
    return name.replace("Anden ", "2. ").lower()
