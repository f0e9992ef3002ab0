"""A meeting in an organiser's calendar: what should stand there, and what does."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from notifications.address import Address
from notifications.invitation import Event


@dataclass(frozen=True)
class Entry:
    """What should stand in the organiser's calendar; `operation_id` is ours, one to each entry, and never changes.

    `html` is what attendees read; of `attendees` and `rooms` each is told by the server itself. `leaving` are those
    of ours who are to be taken off; whoever else stands there was put there by hand, and stays.
    """

    operation_id: str
    event: Event
    html: str
    attendees: tuple[Address, ...]
    rooms: tuple[Address, ...] = ()
    leaving: tuple[Address, ...] = ()
    hides_attendees: bool = False

    @property
    def written(self) -> str:
        """The mark it is written with: its revision, and a fingerprint of what people could change."""
        event = self.event
        whole = fingerprint(event.starts_at, event.ends_at, event.summary, event.place)
        return f"{event.sequence}:{whole}"


@dataclass(frozen=True)
class Known:
    """What is known of an entry before it is kept.

    `remote_id` is the server's own id, empty if it was never settled; `looks_up`: an earlier attempt may have
    got through; `overwrites`: somebody has decided that a change made by hand is to be put back; `guests`: the
    lower-case addresses that stood on it when it was last settled, less those that an attempt has since taken off;
    `adopted`: what a change made by hand says that somebody has decided to let hold.
    """

    remote_id: str = ""
    looks_up: bool = False
    overwrites: bool = False
    guests: frozenset[str] = frozenset()
    adopted: str = ""


class Response(StrEnum):
    """What an attendee has answered, as the organiser's calendar tracks it."""

    NONE = "none"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


@dataclass(frozen=True)
class Tracked:
    """One attendee on the entry; `email` in lower case, `answered_at` None where nobody has answered."""

    email: str
    response: Response = Response.NONE
    answered_at: datetime | None = None
    is_room: bool = False


@dataclass(frozen=True)
class Standing:
    """What stands in the calendar; `uid` is the server's, `written` the mark we left, empty where there is none."""

    remote_id: str
    change_key: str
    uid: str
    starts_at: datetime
    ends_at: datetime
    subject: str
    place: str
    written: str
    tracked: tuple[Tracked, ...]

    @property
    def says(self) -> str:
        """The fingerprint of time, subject and place as they stand."""
        return fingerprint(self.starts_at, self.ends_at, self.subject, self.place)

    @property
    def is_as_written(self) -> bool:
        """Whether nobody has changed by hand what we wrote."""
        return self.written.rpartition(":")[2] == self.says

    @property
    def answers(self) -> dict[str, list[str | None]]:
        """What each has answered and when, by address, as it is kept to tell news from what was seen before."""
        return {
            each.email: [str(each.response), each.answered_at.isoformat() if each.answered_at else None]
            for each in self.tracked
            if each.response is not Response.NONE
        }

    def says_what(self, entry: Entry) -> bool:
        """Whether time, subject and place are what the entry wants, whoever wrote them."""
        event = entry.event
        return self.says == fingerprint(event.starts_at, event.ends_at, event.summary, event.place)


@dataclass(frozen=True)
class Watched:
    """An entry whose answers and changes are looked for."""

    operation_id: str
    remote_id: str
    starts_at: datetime


@dataclass(frozen=True)
class Reading:
    """How entries stand, by operation id: None where one is no longer there. `cursor` is for the next reading."""

    standings: Mapping[str, Standing | None]
    cursor: str | None = None


def fingerprint(starts_at: datetime, ends_at: datetime, subject: str, place: str) -> str:
    """The same for what people read as the same: whole minutes, in UTC, and single spaces."""
    moments = [f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}" for moment in (starts_at, ends_at)]
    texts = [" ".join(text.split()) for text in (subject, place)]
    return hashlib.sha256("\n".join([*moments, *texts]).encode()).hexdigest()[:16]
