"""iCalendar in: an invited person's answer, out of a mail that anybody may have written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from enum import StrEnum

from icalendar import Calendar, Component, vCalAddress, vDDDTypes, vInt, vText
from icalendar.parser import Contentlines

from notifications.bounds import OutOfBounds, keep_bounds
from notifications.inbox import LARGEST_MAIL

# With those of bounds.py: the worst mail tried costs less than 50 ms and 20 MB; without them, seconds.
_LARGEST_CALENDAR = 100_000
_MOST_CALENDARS = 2
_MOST_CALENDAR_LINES = 2_000
_MOST_KEPT = 8_000
_DEEPEST = 8
_HIGHEST_SEQUENCE = 10**9
_LONGEST_TEXT = 1000
_LONGEST_SENDER = 1000
_CALENDAR_TYPES = {"text/calendar", "application/ics"}
_CALENDAR_LINE_END = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAME = re.compile(r"[A-Za-z]+(?=[;:])")
_READ_INSIDE = (("VCALENDAR",), ("VCALENDAR", "VEVENT"))
_READ = {"METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE", "COMMENT"}


class NotAReply(ValueError):
    """`reason` is a code: nothing of the mail is repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"not a reply to an invitation: {reason}")
        self.reason = reason


class Status(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"


@dataclass(frozen=True)
class Reply:
    """`attendee` and `sender` are lower-case addresses, and the same one."""

    uid: str
    attendee: str
    status: Status
    stamp: datetime
    sequence: int
    comment: str
    sender: str


def read_reply(mail: bytes, largest: int = LARGEST_MAIL) -> Reply:
    """Read the one answer in a mail; raise NotAReply, and nothing else, whatever the bytes."""
    try:
        keep_bounds(mail, largest)
        message = message_from_bytes(mail)
        sender = _sender(message)
        replies = {_reply(calendar, sender) for calendar in _calendars(message)}
    except NotAReply:
        raise
    except OutOfBounds as fault:
        raise NotAReply(fault.reason) from fault
    except Exception as fault:  # the mail parser stumbles in many ways over bytes made to trip it
        raise NotAReply("unreadable") from fault
    if len(replies) != 1:  # Google puts the same reply into two parts
        raise NotAReply("contradictory" if replies else "no_calendar")
    return replies.pop()


def is_newer(reply: Reply, known: Reply) -> bool:
    return (reply.sequence, reply.stamp) > (known.sequence, known.stamp)


def _sender(message: "Message[str, str]") -> str:
    headers = [str(value) for value in message.get_all("From", [])]
    senders = getaddresses(headers) if sum(map(len, headers)) <= _LONGEST_SENDER else []
    if len(senders) != 1 or "@" not in senders[0][1]:
        raise NotAReply("no_single_sender")
    return senders[0][1].lower()


def _calendars(message: "Message[str, str]") -> list[Component]:
    parts = [part for part in message.walk() if part.get_content_type() in _CALENDAR_TYPES]
    contents = [part.get_payload(decode=True) for part in parts]
    texts = {_decoded(content) for content in contents if isinstance(content, bytes)}
    if len(texts) > _MOST_CALENDARS:
        raise NotAReply("too_complex")
    return [_parsed(text) for text in texts]


def _decoded(content: bytes) -> str:
    if len(content) > _LARGEST_CALENDAR:
        raise NotAReply("too_large")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parsed(text: str) -> Component:
    plain = _CONTROLS.sub("", _CALENDAR_LINE_END.sub("\n", text))
    if plain.count("\n") > _MOST_CALENDAR_LINES:
        raise NotAReply("too_complex")
    kept = "\r\n".join(_kept(plain))
    if len(kept) > _MOST_KEPT:
        raise NotAReply("too_complex")
    calendars = Calendar.from_ical(kept, multiple=True)
    if len(calendars) != 1:
        raise NotAReply("not_one_calendar")
    return calendars[0]


def _kept(text: str) -> Iterator[str]:
    """Keep what an answer is made of: icalendar would expand time zones, keep them, and build any tree."""
    path: tuple[str, ...] = ()
    for line in Contentlines.from_ical(text):  # type: ignore[no-untyped-call] # icalendar leaves it untyped
        name = _NAME.match(line)
        mark = name[0].upper() if name else ""
        if mark == "BEGIN":
            path = _entered(path, line[6:].strip().upper())
        is_read = path in _READ_INSIDE and mark in {"BEGIN", "END", *_READ}
        if mark == "END":
            path = _left(path, line[4:].strip().upper())
        if is_read:
            yield line


def _entered(path: tuple[str, ...], component: str) -> tuple[str, ...]:
    if len(path) == _DEEPEST:
        raise NotAReply("too_complex")
    return (*path, component)


def _left(path: tuple[str, ...], component: str) -> tuple[str, ...]:
    if path[-1:] != (component,):
        raise NotAReply("unreadable")
    return path[:-1]


def _reply(calendar: Component, sender: str) -> Reply:
    method = _one("METHOD", calendar).upper()
    if method not in {"REPLY", "COUNTER"}:
        raise NotAReply("other_method")
    events = calendar.walk("VEVENT")
    if len(events) != 1:
        raise NotAReply("not_one_event")
    attendee = _attendee(events[0], sender)
    return Reply(
        uid=_one("UID", events[0])[:_LONGEST_TEXT],
        attendee=sender,
        status=Status.TENTATIVE if method == "COUNTER" else _status(attendee),
        stamp=_stamp(events[0]),
        sequence=_sequence(events[0]),
        comment="\n".join(map(str, _all("COMMENT", events[0])))[:_LONGEST_TEXT],
        sender=sender,
    )


def _attendee(event: Component, sender: str) -> vCalAddress:
    """Give the sender's own line; some programs name the others beside it."""
    attendees = [each for each in _all("ATTENDEE", event) if isinstance(each, vCalAddress)]
    own = [each for each in attendees if _address(each) == sender]
    if len(own) == 1:
        return own[0]
    raise NotAReply("sender_is_not_attendee" if attendees else "no_attendee")


def _address(attendee: vCalAddress) -> str:
    return str(attendee).strip().lower().removeprefix("mailto:").strip()


def _status(attendee: vCalAddress) -> Status:
    try:
        return Status(str(attendee.params.get("PARTSTAT", "")).lower())
    except ValueError:
        raise NotAReply("no_answer") from None


def _stamp(event: Component) -> datetime:
    stamp = event.get("DTSTAMP")
    moment = stamp.dt if isinstance(stamp, vDDDTypes) else None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise NotAReply("bad_stamp")
    return moment.astimezone(UTC)


def _sequence(event: Component) -> int:
    sequence = event.get("SEQUENCE", vInt(0))
    if not isinstance(sequence, vInt) or not 0 <= sequence < _HIGHEST_SEQUENCE:
        raise NotAReply("bad_sequence")
    return int(sequence)


def _one(name: str, component: Component) -> str:
    value = component.get(name)
    if not isinstance(value, vText) or not value.strip():
        raise NotAReply(f"not_one_{name.lower()}")
    return str(value)


def _all(name: str, component: Component) -> list[object]:
    """Give each value; icalendar wraps several in a list, and one in none."""
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]
