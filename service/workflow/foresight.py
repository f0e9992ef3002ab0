"""What was played of the days ahead is remembered, and played anew once something has changed: by one at a time."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Protocol

from scheduler.working_days import Calendar
from service.workflow.series import Series, in_series
from service.workflow.upcoming import Deed

OLDEST = timedelta(hours=1)  # then it is played although nothing is known to have changed
FURTHER = timedelta(days=1)  # than asked for, so that it serves those who ask later too


class Stage(Protocol):
    """The store on which it is played."""

    def mark(self, now: datetime) -> Hashable:
        """Alike while what will happen is what it was."""

    def play(self, until: datetime, now: datetime) -> "Played": ...


@dataclass(frozen=True)
class Played:
    """Deeds in order of time, and the working days of each body that they are of."""

    deeds: Sequence[Deed]
    working_days: Mapping[str, Calendar]


@dataclass(frozen=True)
class Foreseen:
    """What will happen of itself, in order of time, as things stood at `at`, as far as `until`."""

    at: datetime
    until: datetime
    mark: Hashable
    played: Played

    def holds(self, mark: Hashable, now: datetime) -> bool:
        return self.mark == mark and timedelta() <= now - self.at < OLDEST

    def told(self, body_ids: Collection[str], until: datetime) -> "Foretold":
        """What is of some bodies, until a moment that it reaches."""
        own = [deed for deed in self.played.deeds if deed.body_id in body_ids and deed.at <= until]
        return Foretold(self.at, own, in_series(own, self.played.working_days, until))


@dataclass(frozen=True)
class Foretold:
    """What somebody is shown of it, as things stood at `at`: deed by deed, and with repeats told as one."""

    at: datetime
    deeds: Sequence[Deed]
    series: Sequence[Series]


class Foresight:
    """Kept in memory alone. `last` is there for whoever can't wait, and may be from before the last change."""

    def __init__(self) -> None:
        self.last: Foreseen | None = None
        self._gate = Lock()

    def renewed(self, stage: Stage, until: datetime, now: datetime) -> Foreseen:
        """What holds at `now` and reaches as far as `until`: played, if what was played before doesn't."""
        with self._gate:
            mark = stage.mark(now)
            if self.last is None or self.last.until < until or not self.last.holds(mark, now):
                reach = until + FURTHER
                self.last = Foreseen(now, reach, mark, stage.play(reach, now))
            return self.last
