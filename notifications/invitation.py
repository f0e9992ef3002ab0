"""iCalendar out: one meeting as an invitation, its update or its cancellation (RFC 5546, in UTC)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from notifications.address import Address
from notifications.content_line import escaped, folded, quoted

_ONE_WORD = re.compile(r"[\x21-\x7e]{1,255}")


class BadEvent(ValueError):
    def __init__(self, field: str) -> None:
        super().__init__(f"{field} of an event: {_REMEDIES[field]}")
        self.field = field


_REMEDIES = {
    "uid": "give up to 255 ASCII characters without spaces",
    "url": "give a URL without spaces, or none",
    "sequence": "give 0 for the first revision, and one more for each that follows",
    "starts_at": "give an aware moment",
    "ends_at": "give an aware moment after the start",
    "summary": "say what meeting it is",
    "attendees": "give at least one",
}


@dataclass(frozen=True)
class Event:
    """One revision of a meeting. A private one shows summary and place, since colleagues read calendars."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str
    place: str
    url: str
    organiser: Address
    is_private: bool

    def __post_init__(self) -> None:
        _hold(_ONE_WORD.fullmatch(self.uid), "uid")
        _hold(not self.url or _ONE_WORD.fullmatch(self.url), "url")
        _hold(self.sequence >= 0, "sequence")
        _hold(self.starts_at.tzinfo, "starts_at")
        _hold(self.ends_at.tzinfo and self.ends_at > self.starts_at, "ends_at")
        _hold(self.summary.strip(), "summary")


def request(event: Event, attendees: Sequence[Address], stamp: datetime) -> bytes:
    """Invite; the same UID with a higher SEQUENCE is an update, so name all attendees each time."""
    return _calendar("REQUEST", [*_request_lines(event), *_attendees(attendees, _ASKED)], (event, stamp))


def cancellation(event: Event, attendees: Sequence[Address], stamp: datetime) -> bytes:
    """Take the meeting back from these attendees; SEQUENCE must be higher than in the last request."""
    return _calendar("CANCEL", [*_cancellation_lines(event), *_attendees(attendees, "")], (event, stamp))


_ASKED = ";PARTSTAT=NEEDS-ACTION;RSVP=TRUE"


def _calendar(method: str, lines: Sequence[str], revision: tuple[Event, datetime]) -> bytes:
    event, stamp = revision
    every_line = [
        *("BEGIN:VCALENDAR", "PRODID:-//VINK//Moedeklar//DA", "VERSION:2.0", "CALSCALE:GREGORIAN"),
        *(f"METHOD:{method}", "BEGIN:VEVENT"),
        *_identity(event, stamp),
        *lines,
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return b"".join(folded(line) for line in every_line)


def _identity(event: Event, stamp: datetime) -> Iterator[str]:
    yield f"UID:{escaped(event.uid)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"X-MICROSOFT-CDO-APPT-SEQUENCE:{event.sequence}"
    yield f"DTSTAMP:{_utc(stamp)}"
    yield f"DTSTART:{_utc(event.starts_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.place:  # an empty property is an error to libical
        yield f"LOCATION:{escaped(event.place)}"
    yield f"CLASS:{'PRIVATE' if event.is_private else 'PUBLIC'}"
    yield f"ORGANIZER;CN={quoted(event.organiser.name)}:mailto:{event.organiser.email}"


def _request_lines(event: Event) -> Iterator[str]:
    if event.description and not event.is_private:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url and not event.is_private:
        yield f"URL:{event.url}"
    yield from ("STATUS:CONFIRMED", "TRANSP:OPAQUE", "PRIORITY:5")
    yield from ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY")
    yield from ("X-MICROSOFT-CDO-IMPORTANCE:1", "X-MICROSOFT-DISALLOW-COUNTER:TRUE")


def _cancellation_lines(event: Event) -> Iterator[str]:
    if event.description and not event.is_private:
        yield f"DESCRIPTION:{escaped(event.description)}"
    yield from ("STATUS:CANCELLED", "TRANSP:TRANSPARENT", "PRIORITY:5")
    yield from ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", "X-MICROSOFT-CDO-INTENDEDSTATUS:FREE")
    yield from ("X-MICROSOFT-CDO-IMPORTANCE:1", "X-MICROSOFT-DISALLOW-COUNTER:TRUE")


def _attendees(attendees: Sequence[Address], asked: str) -> Iterator[str]:
    _hold(attendees, "attendees")
    for attendee in attendees:
        name = quoted(attendee.name)
        role = f"CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT{asked}"
        yield f"ATTENDEE;{role};CN={name}:mailto:{attendee.email}"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _hold(is_right: object, field: str) -> None:
    if not is_right:
        raise BadEvent(field)
