"""What somebody did to an entry by hand, told from what we wrote there and what now stands."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.meetings.calendar_entry import Difference, DifferenceKind
from notifications.entry import Standing, fingerprint
from notifications.invitation import Event


@dataclass(frozen=True)
class Expected:
    """What we want to stand there, and whom of ours we put on it (`guests`, in lower case).

    `adopted` is the fingerprint of a change made by hand that a person has decided to let hold.
    """

    event: Event
    guests: frozenset[str]
    adopted: str = ""

    @property
    def says(self) -> str:
        """The fingerprint of time, subject and place as we want them."""
        event = self.event
        return fingerprint(event.starts_at, event.ends_at, event.summary, event.place)


def difference(expected: Expected, standing: Standing | None, now: datetime) -> Difference | None:
    """None where the entry says what we wrote, then or now; whom somebody added by hand is no difference.

    Nor is an entry that is gone with nobody of ours on it: we may have taken it away and not heard that it was done.
    """
    if standing is None:
        return Difference(DifferenceKind.REMOVED, now) if expected.guests else None
    missing = tuple(sorted(expected.guests - {guest.email for guest in standing.tracked}))
    is_edited = not (standing.is_as_written or standing.says in {expected.adopted, expected.says})
    if not (is_edited or missing):
        return None
    found = edited(standing, now)
    return replace(found, kind=found.kind if is_edited else DifferenceKind.GUESTS, missing=missing)


def edited(standing: Standing, now: datetime) -> Difference:
    """Time, subject or place stand otherwise than we want."""
    return Difference(
        kind=DifferenceKind.EDITED,
        seen_at=now,
        starts_at=standing.starts_at,
        ends_at=standing.ends_at,
        subject=standing.subject,
        place=standing.place,
    )
