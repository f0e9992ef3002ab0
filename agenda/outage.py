"""A stretch of time in which the clock stood still, what it swallowed, and whether an office has seen that."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Role
from agenda.errors import ChangedMeanwhile, Conflict


class OutageSettled(Conflict):
    """Somebody has said already that it was seen."""


@dataclass
class Tick:
    """When the clock last did all that was due."""

    id: int
    ticked_at: datetime


@dataclass
class Outage:
    id: str
    from_at: datetime
    until_at: datetime


@dataclass
class Swallowed:
    """What was due meanwhile: `is_missed` if it is not done any more, else it was done late.

    `what` is a deed, `about` a reference or an id, `party_id` whom it was for; nothing here is personal.
    """

    id: str
    outage_id: str
    body_id: str
    what: str
    about: str
    party_id: str
    due_at: datetime
    is_missed: bool


@dataclass
class OutageNotice:
    """That an office is told of an outage, once."""

    id: str
    outage_id: str
    office: Role
    found_at: datetime
    told_at: datetime | None = None
    settled_at: datetime | None = None
    settled_by: str = ""
    revision: int = 1

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "more has been found meanwhile; look at it again", "revision", {"revision": self.revision}
            )

    def settle(self, by: str, now: datetime) -> None:
        if self.settled_at is not None:
            raise OutageSettled(
                "somebody has seen it; nothing more waits", "state", {"settled_by": self.settled_by}
            )
        self.settled_at, self.settled_by = now, by

    def find_more(self) -> None:
        """It waits for a person again; nobody is told a second time."""
        self.settled_at, self.settled_by = None, ""


def is_outage(ticked_at: datetime | None, longest: timedelta, now: datetime) -> bool:
    """Whether the clock has stood still: a first tick ever has nothing before it."""
    return ticked_at is not None and now - ticked_at > longest
