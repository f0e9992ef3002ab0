"""The calendars in a mail, cut down to what an answer is made of before any library reads them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

from icalendar import Calendar, Component
from icalendar.parser import Contentlines

# With those of bounds.py: the worst mail tried costs less than 50 ms and 20 MB; without them, seconds.
_LARGEST_CALENDAR = 100_000
_MOST_CALENDARS = 2
_MOST_CALENDAR_LINES = 2_000
_MOST_KEPT = 8_000
_DEEPEST = 8
_CALENDAR_TYPES = {"text/calendar", "text/x-vcalendar", "application/ics", "application/calendar"}
_MAYBE_CALENDARS = {"text/plain", "application/octet-stream"}
_FIRST_LINE = b"BEGIN:VCALENDAR"
_BEFORE_IT = b" \t\r\n\xef\xbb\xbf"
_CALENDAR_LINE_END = re.compile(r"\r\n?")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NAME = re.compile(r"[A-Za-z]+(?=[;:])")
_READ_INSIDE = (("VCALENDAR",), ("VCALENDAR", "VEVENT"))
_READ = {"METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE", "COMMENT"}


class UnreadableCalendar(ValueError):
    """`reason` is a code: nothing of the mail is repeated."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"no calendar can be read: {reason}")
        self.reason = reason


@dataclass(frozen=True)
class Enclosed:
    """A calendar, and the method that the mail's part says it has, in capitals, or ""."""

    calendar: Component
    method: str


def calendars_in(message: "Message[str, str]") -> Iterator[Enclosed]:
    """Those that can be read; raise UnreadableCalendar where there are some and none can."""
    found: dict[str, str] = {}
    for part, content in _contents(message):
        found.setdefault(_decoded(content), str(part.get_param("method") or "").upper())
    if len(found) > _MOST_CALENDARS:
        raise UnreadableCalendar("too_complex")
    faults, count = [], 0
    for text, method in found.items():
        try:
            calendars = _parsed(text)
        except (UnreadableCalendar, ValueError, IndexError, KeyError) as fault:
            faults.append(getattr(fault, "reason", "unreadable"))
            continue
        for calendar in calendars:
            count += 1
            yield Enclosed(calendar, method)
    if faults and not count:
        raise UnreadableCalendar(faults[0])


def _contents(message: "Message[str, str]") -> Iterator[tuple["Message[str, str]", bytes]]:
    """A calendar is one by its type, or by its first line whatever it is sent as."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind in _CALENDAR_TYPES or kind in _MAYBE_CALENDARS:
            content = part.get_payload(decode=True)
            is_calendar = kind in _CALENDAR_TYPES or _begins_one(content)
            if isinstance(content, bytes) and is_calendar:
                yield part, content


def _begins_one(content: object) -> bool:
    start = content[:100] if isinstance(content, bytes) else b""
    return start.lstrip(_BEFORE_IT).upper().startswith(_FIRST_LINE)


def _decoded(content: bytes) -> str:
    if len(content) > _LARGEST_CALENDAR:
        raise UnreadableCalendar("too_large")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _parsed(text: str) -> list[Component]:
    plain = _CONTROLS.sub("", _CALENDAR_LINE_END.sub("\n", text))
    if plain.count("\n") > _MOST_CALENDAR_LINES:
        raise UnreadableCalendar("too_complex")
    kept = "\r\n".join(_kept(plain))
    if len(kept) > _MOST_KEPT:
        raise UnreadableCalendar("too_complex")
    calendars = Calendar.from_ical(kept, multiple=True)
    if not calendars:
        raise UnreadableCalendar("not_one_calendar")
    return list(calendars)


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
        raise UnreadableCalendar("too_complex")
    return (*path, component)


def _left(path: tuple[str, ...], component: str) -> tuple[str, ...]:
    if path[-1:] != (component,):
        raise UnreadableCalendar("unreadable")
    return path[:-1]
