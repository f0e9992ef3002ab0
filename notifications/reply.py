"""iCalendar in: an invited person's answer, out of a mail that anybody may have written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from enum import StrEnum

from notifications.content_line import ContentLine, read, unescaped

_MOST_LINES = 20_000
_MOST_CONTAINERS = 30
_MOST_DASHED_LINES = 200
_LARGEST_CALENDAR = 100_000
_LONGEST_TEXT = 1000
_LONGEST_LINE = 10_000
_LONGEST_SENDER = 1000
_MOST_SEMICOLONS = 500
_CALENDAR_TYPES = {"text/calendar", "application/ics"}
_LINE_END = re.compile(rb"\r\n|\r|\n")
_CONTAINER = re.compile(rb"(multipart|message)/", re.IGNORECASE)
_STAMP = re.compile(r"[0-9]{8}T[0-9]{6}Z")
_NUMBER = re.compile(r"[0-9]{1,9}")


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


def read_reply(mail: bytes, largest: int = 1_000_000) -> Reply:
    """Read the one answer in a mail; raise NotAReply, and nothing else, whatever the bytes."""
    _bound(mail, largest)
    try:
        message = message_from_bytes(mail)
        sender = _sender(message)
        replies = {_reply(calendar, sender) for calendar in _calendars(message)}
    except NotAReply:
        raise
    except Exception as fault:  # the mail parser stumbles in many ways over bytes made to trip it
        raise NotAReply("unreadable") from fault
    if len(replies) != 1:  # Google puts the same reply into two parts
        raise NotAReply("contradictory" if replies else "no_calendar")
    return replies.pop()


def is_newer(reply: Reply, known: Reply) -> bool:
    return (reply.sequence, reply.stamp) > (known.sequence, known.stamp)


def _bound(mail: bytes, largest: int) -> None:
    """Refuse before parsing what would cost the parser time or memory out of proportion."""
    if len(mail) > largest:
        raise NotAReply("too_large")
    lines = _LINE_END.split(mail, maxsplit=_MOST_LINES)
    is_dense = len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE
    is_branched = sum(line.startswith(b"--") for line in lines) > _MOST_DASHED_LINES
    is_nested = len(_CONTAINER.findall(mail)) > _MOST_CONTAINERS
    if is_dense or is_branched or is_nested or _semicolons(lines) > _MOST_SEMICOLONS:
        raise NotAReply("too_complex")


def _semicolons(lines: list[bytes]) -> int:
    """Count those in the richest line with its continuations: header parameters cost their square."""
    most = so_far = 0
    for line in lines:
        so_far = line.count(b";") + (so_far if line.startswith((b" ", b"\t")) else 0)
        most = max(most, so_far)
    return most


def _sender(message: "Message[str, str]") -> str:
    headers = [str(value) for value in message.get_all("From", [])]
    senders = getaddresses(headers) if sum(map(len, headers)) <= _LONGEST_SENDER else []
    if len(senders) != 1 or "@" not in senders[0][1]:
        raise NotAReply("no_single_sender")
    return senders[0][1].lower()


def _calendars(message: "Message[str, str]") -> Iterator[list[ContentLine]]:
    for part in message.walk():
        if part.get_content_type() in _CALENDAR_TYPES:
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            if len(content) > _LARGEST_CALENDAR:
                raise NotAReply("too_large")
            yield read(_decoded(content))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _reply(lines: list[ContentLine], sender: str) -> Reply:
    method = _one("METHOD", lines).value.upper()
    if method not in {"REPLY", "COUNTER"}:
        raise NotAReply("other_method")
    event = _event(lines)
    attendee = _attendee(event, sender)
    return Reply(
        uid=unescaped(_one("UID", event).value)[:_LONGEST_TEXT],
        attendee=sender,
        status=Status.TENTATIVE if method == "COUNTER" else _status(attendee),
        stamp=_moment(_one("DTSTAMP", event).value),
        sequence=_sequence(event),
        comment=_comment(event),
        sender=sender,
    )


def _event(lines: list[ContentLine]) -> list[ContentLine]:
    """Give the properties of the only VEVENT, without those of components inside it."""
    begins = [at for at, line in enumerate(lines) if _is_mark(line, "BEGIN", "VEVENT")]
    ends = [at for at, line in enumerate(lines) if _is_mark(line, "END", "VEVENT")]
    if len(begins) != 1 or len(ends) != 1:
        raise NotAReply("not_one_event")
    event = lines[begins[0] + 1 : ends[0]]
    inner = next((at for at, line in enumerate(event) if line.name == "BEGIN"), len(event))
    return event[:inner]


def _is_mark(line: ContentLine, name: str, component: str) -> bool:
    return line.name == name and line.value.strip().upper() == component


def _attendee(event: list[ContentLine], sender: str) -> ContentLine:
    """Give the sender's own line; some programs name the others beside it."""
    attendees = [line for line in event if line.name == "ATTENDEE"]
    own = [line for line in attendees if _address(line) == sender]
    if len(own) == 1:
        return own[0]
    raise NotAReply("sender_is_not_attendee" if attendees else "no_attendee")


def _address(line: ContentLine) -> str:
    address = line.value.strip().lower()
    return address.removeprefix("mailto:").strip()


def _status(attendee: ContentLine) -> Status:
    try:
        return Status(attendee.parameters.get("PARTSTAT", "").lower())
    except ValueError:
        raise NotAReply("no_answer") from None


def _moment(value: str) -> datetime:
    if not _STAMP.fullmatch(value.strip()):
        raise NotAReply("bad_stamp")
    try:
        return datetime.strptime(value.strip(), "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise NotAReply("bad_stamp") from None


def _sequence(event: list[ContentLine]) -> int:
    value = next((line.value.strip() for line in event if line.name == "SEQUENCE"), "0")
    if not _NUMBER.fullmatch(value):
        raise NotAReply("bad_sequence")
    return int(value)


def _comment(event: list[ContentLine]) -> str:
    comments = [unescaped(line.value) for line in event if line.name == "COMMENT"]
    return "\n".join(comments)[:_LONGEST_TEXT]


def _one(name: str, lines: list[ContentLine]) -> ContentLine:
    found = [line for line in lines if line.name == name]
    if len(found) != 1 or not found[0].value.strip():
        raise NotAReply(f"not_one_{name.lower()}")
    return found[0]
