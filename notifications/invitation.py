"""iCalendar out: one meeting as an invitation, its update or its cancellation (RFC 5546, in UTC)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType

import icalendar

from notifications.address import Address

_ONE_WORD = re.compile(r"[\x21-\x7e]{1,255}")
_LINE_ENDS = re.compile(r"\r\n?")
_UNSAFE_IN_NAMES = str.maketrans({'"': "'", "\\": "/"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


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


def request(
    event: Event, attendees: Sequence[Address], stamp: datetime, rooms: Sequence[Address] = ()
) -> bytes:
    """Invite; the same UID with a higher SEQUENCE is an update, so name all attendees and rooms each time."""
    meeting = _meeting(event, stamp)
    if event.url and not event.is_private:
        meeting.add("URL", event.url)
    _hold(attendees or rooms, "attendees")
    _mark(meeting, _TAKES_PLACE)
    _attend(meeting, attendees, _INVITED | _ASKED)
    _attend(meeting, rooms, _BOOKED | _ASKED)
    return _stream("REQUEST", meeting)


def cancellation(
    event: Event, attendees: Sequence[Address], stamp: datetime, rooms: Sequence[Address] = ()
) -> bytes:
    """Take the meeting back from these attendees and rooms; SEQUENCE must be higher than in the last request."""
    meeting = _meeting(event, stamp)
    _hold(attendees or rooms, "attendees")
    _mark(meeting, _IS_CANCELLED)
    _attend(meeting, attendees, _INVITED)
    _attend(meeting, rooms, _BOOKED)
    return _stream("CANCEL", meeting)


_TAKES_PLACE = MappingProxyType({"STATUS": "CONFIRMED", "TRANSP": "OPAQUE", "BUSY": "BUSY"})
_IS_CANCELLED = MappingProxyType({"STATUS": "CANCELLED", "TRANSP": "TRANSPARENT", "BUSY": "FREE"})
_INVITED = MappingProxyType({"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT"})
_BOOKED = MappingProxyType({"CUTYPE": "ROOM", "ROLE": "NON-PARTICIPANT"})
_ASKED = MappingProxyType({"PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})


def _meeting(event: Event, stamp: datetime) -> icalendar.Event:
    """What an invitation and a cancellation have in common; an empty property is an error to libical."""
    meeting = icalendar.Event()
    meeting.add("UID", event.uid)
    meeting.add("SEQUENCE", event.sequence)
    meeting.add("X-MICROSOFT-CDO-APPT-SEQUENCE", str(event.sequence))
    moments = {"DTSTAMP": stamp, "DTSTART": event.starts_at, "DTEND": event.ends_at}
    for name, moment in moments.items():
        meeting.add(name, moment.astimezone(UTC))  # in UTC no program needs a VTIMEZONE, and none is written
    texts = {"SUMMARY": event.summary, "LOCATION": event.place}
    if not event.is_private:
        texts["DESCRIPTION"] = event.description
    for name, text in texts.items():
        if written := _written(text):
            meeting.add(name, written)
    meeting.add("CLASS", "PRIVATE" if event.is_private else "PUBLIC")
    meeting.add("ORGANIZER", _person(event.organiser, {}))
    return meeting


def _mark(meeting: icalendar.Event, marks: Mapping[str, str]) -> None:
    """Say whether it takes place, to every program and to Outlook."""
    meeting.add("STATUS", marks["STATUS"])
    meeting.add("TRANSP", marks["TRANSP"])
    meeting.add("PRIORITY", 5)
    meeting.add("X-MICROSOFT-CDO-BUSYSTATUS", marks["BUSY"])
    meeting.add("X-MICROSOFT-CDO-INTENDEDSTATUS", marks["BUSY"])
    meeting.add("X-MICROSOFT-CDO-IMPORTANCE", "1")
    meeting.add("X-MICROSOFT-DISALLOW-COUNTER", "TRUE")


def _attend(meeting: icalendar.Event, attendees: Sequence[Address], parameters: Mapping[str, str]) -> None:
    for attendee in attendees:
        meeting.add("ATTENDEE", _person(attendee, parameters))


def _person(address: Address, parameters: Mapping[str, str]) -> icalendar.vCalAddress:
    """A double quote can't stand in a parameter, and a backslash makes readers disagree: both are replaced."""
    person = icalendar.vCalAddress(f"mailto:{address.email}")
    person.params.update({**parameters, "CN": address.name.translate(_UNSAFE_IN_NAMES)})
    return person


def _written(text: str) -> str:
    """Drop control characters but the line end and the tab: no program shows them, and some stumble."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).encode(errors="replace").decode()


def _stream(method: str, meeting: icalendar.Event) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("PRODID", "-//Moedeklar//Moedeklar//DA")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method)
    calendar.add_component(meeting)
    content: bytes = calendar.to_ical(sorted=False)  # unsorted: METHOD stands in front, where people look
    return content


def _hold(is_right: object, field: str) -> None:
    if not is_right:
        raise BadEvent(field)
