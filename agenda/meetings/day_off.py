"""A day beside the calendar's own closed ones, as one office has it: closed to its bodies, or put before it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.access import Role
from agenda.errors import Absent, ChangedMeanwhile, Conflict, Invalid


class AlreadyClosed(Conflict):
    """The day is closed already."""


class ClosedDayPassed(Invalid):
    """Only a day that lies ahead can be closed or opened."""


class NoSuchClosedDay(Absent):
    """The office has closed no such day; the calendar's own closed days are nobody's to open."""


class NothingPutBefore(Conflict):
    """No other office waits for a decision about the day, or somebody has taken it."""


class PutBefore(StrEnum):
    """What another office did with the day, of which this one is to decide whether it holds for its own bodies."""

    CLOSED = "closed"
    OPENED = "opened"


@dataclass
class DayOff:
    """Each office has a row of its own; `closed_by` is whose idea it was, `put_before` what waits for a decision."""

    on: date
    office: Role
    name: str
    closed_by: Role
    is_closed: bool
    put_before: PutBefore | None = None
    put_before_at: datetime | None = None
    revision: int = 1

    def expect(self, revision: int) -> None:
        """Refuse a decision taken on an older reading than what now stands."""
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the day; read the closed days again and repeat with its revision",
                "revision",
                {"revision": self.revision, "is_closed": self.is_closed},
            )

    def put(self, before: PutBefore, now: datetime) -> None:
        self.put_before, self.put_before_at = before, now

    def close(self, name: str = "") -> None:
        self.is_closed, self.name = True, name or self.name
        self.settle()

    def open(self) -> None:
        self.is_closed = False
        self.settle()

    def settle(self) -> None:
        """Nothing waits for a decision any more."""
        self.put_before = self.put_before_at = None

    def take_over(self) -> PutBefore:
        """What the other office did holds for this one's bodies too."""
        taken = self._expect_something()
        if taken is PutBefore.CLOSED:
            self.close()
        else:
            self.open()
        return taken

    def leave(self) -> PutBefore:
        """It stays as it is for this office's bodies."""
        left = self._expect_something()
        self.settle()
        return left

    def _expect_something(self) -> PutBefore:
        if self.put_before is None:
            raise NothingPutBefore("read the closed days again: nothing waits for you there", "on")
        return self.put_before
