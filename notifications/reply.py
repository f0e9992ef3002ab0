"""iCalendar in: invited people's answers, out of a mail that anybody may have written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum

from icalendar import Component, vCalAddress, vDDDTypes, vInt, vText

from notifications.bounds import OutOfBounds, keep_bounds
from notifications.calendar_lines import Enclosed, UnreadableCalendar, calendars_in
from notifications.inbox import LARGEST_MAIL
from notifications.sender import sender_of

_LONGEST_TEXT = 1000
_METHODS = {"REPLY", "COUNTER"}


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
    """As much as could be read: `uid`, `attendee` and `sender` may be "" and the others None.

    `attendee` is whose answer it says it is, both are addresses in lower case. `stamp` is the latest moment that the
    answer or its mail bears. `reason` is "" where all is there and the attendee themselves has answered, or else a
    code: then only a person can say whose answer it is.
    """

    uid: str
    attendee: str
    status: Status | None
    stamp: datetime | None
    sequence: int | None
    comment: str
    sender: str
    reason: str = ""


@dataclass(frozen=True)
class _Mail:
    sender: str
    sent_at: datetime | None


def read_replies(mail: bytes, largest: int = LARGEST_MAIL) -> tuple[Reply, ...]:
    """Read the answers in a mail, one to each event; raise NotAReply, and nothing else, whatever the bytes."""
    try:
        keep_bounds(mail, largest)
        message = message_from_bytes(mail)
        about = _Mail(sender_of(message), _sent_at(message))
        enclosed = list(calendars_in(message))
        replies = _one_each(reply for each in enclosed for reply in _replies(each, about))
    except (OutOfBounds, UnreadableCalendar) as fault:
        raise NotAReply(fault.reason) from fault
    except Exception as fault:  # the mail parser stumbles in many ways over bytes made to trip it
        raise NotAReply("unreadable") from fault
    if not replies:
        raise NotAReply("other_method" if enclosed else "no_calendar")
    return replies


def _sent_at(message: "Message[str, str]") -> datetime | None:
    try:
        sent_at = parsedate_to_datetime(str(message.get("Date", ""))[:_LONGEST_TEXT])
    except (ValueError, OverflowError):
        return None
    return sent_at.astimezone(UTC) if sent_at.tzinfo is not None else None


def _one_each(replies: Iterable[Reply]) -> tuple[Reply, ...]:
    """Google puts the same reply into two parts; two that say different things are for a person."""
    found: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        known = found.setdefault((reply.uid, reply.attendee), reply)
        if known.status != reply.status:
            found[reply.uid, reply.attendee] = replace(known, status=None, reason="contradictory")
    return tuple(found.values())


def _replies(enclosed: Enclosed, mail: _Mail) -> Iterator[Reply]:
    events = enclosed.calendar.walk("VEVENT")
    method = _one("METHOD", enclosed.calendar).upper() or enclosed.method
    for event in events:
        if method in _METHODS or (not method and len(_attendees(event)) == 1):
            yield _reply(event, method, mail)


def _reply(event: Component, method: str, mail: _Mail) -> Reply:
    attendee, statuses = _whose(event, mail.sender)
    if method == "COUNTER":
        statuses = {Status.TENTATIVE}
    read = Reply(
        uid=_one("UID", event)[:_LONGEST_TEXT],
        attendee=attendee,
        status=next(iter(statuses)) if len(statuses) == 1 else None,
        stamp=max(filter(None, (_stamp(event), mail.sent_at)), default=None),
        sequence=_sequence(event),
        comment="\n".join(map(str, _all("COMMENT", event)))[:_LONGEST_TEXT],
        sender=mail.sender,
    )
    return replace(read, reason=_reason(read, has_several=len(statuses) > 1))


def _reason(reply: Reply, *, has_several: bool) -> str:
    """Why only a person can say whose answer it is, if so."""
    wrong = (
        (has_several, "contradictory"),
        (reply.status is None, "no_answer"),
        (not reply.uid, "not_one_uid"),
        (not reply.attendee, "no_attendee"),
        (not reply.sender, "no_single_sender"),
        (reply.sender != reply.attendee, "sender_is_not_attendee"),
    )
    return next((reason for is_so, reason in wrong if is_so), "")


def _whose(event: Component, sender: str) -> tuple[str, set[Status]]:
    """The sender's own line, some programs name the others beside it; or else the one that answers, or is alone."""
    lines = _attendees(event)
    said = {address: {s for a, s in lines if a == address and s is not None} for address, _ in lines}
    if sender in said:
        return sender, said[sender]
    answering = [address for address, statuses in said.items() if statuses]
    one = answering if len(answering) == 1 else list(said)
    if len(one) == 1:
        return one[0], said[one[0]]
    return "", set().union(*said.values())


def _attendees(event: Component) -> list[tuple[str, Status | None]]:
    given = [each for each in _all("ATTENDEE", event) if isinstance(each, vCalAddress)]
    return [(_address(each), _status(each)) for each in given if _address(each)]


def _address(attendee: vCalAddress) -> str:
    return str(attendee).strip().lower().removeprefix("mailto:").strip()


def _status(attendee: vCalAddress) -> Status | None:
    try:
        return Status(str(attendee.params.get("PARTSTAT", "")).lower())
    except ValueError:
        return None


def _stamp(event: Component) -> datetime | None:
    """None where it says no moment, as in local time without its zone."""
    stamp = event.get("DTSTAMP")
    moment = stamp.dt if isinstance(stamp, vDDDTypes) else None
    is_moment = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.astimezone(UTC) if isinstance(moment, datetime) and is_moment else None


def _sequence(event: Component) -> int | None:
    sequence = event.get("SEQUENCE")
    return int(sequence) if isinstance(sequence, vInt) and sequence >= 0 else None


def _one(name: str, component: Component) -> str:
    value = component.get(name)
    return str(value) if isinstance(value, vText) else ""


def _all(name: str, component: Component) -> list[object]:
    """Give each value; icalendar wraps several in a list, and one in none."""
    found = component.get(name, [])
    return found if isinstance(found, list) else [found]
