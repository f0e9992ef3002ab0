"""Lay aside what came by mail and couldn't be placed, with all that was read of it, for a person to look at."""

from dataclasses import dataclass
from datetime import datetime

from agenda.errors import passes
from agenda.meetings.attendance import Answered, check_may_answer
from agenda.meetings.laid_aside import AsideKind, UnmatchedReply
from notifications.leaks import PersonalDataFound
from notifications.reply import Reply
from service.database.meetings import attending
from service.workflow.unit import Unit

LONGEST_FILE_NAME = 255
LONGEST_ADDRESS = 254
NAME_LEFT_OUT = "….eml"
_LISTED_ONCE = frozenset({AsideKind.AUTOMATIC, AsideKind.REPORT})


@dataclass(frozen=True)
class Aside:
    """What is known of a mail; `reason` is a code, and "" stands for an address that isn't known."""

    kind: AsideKind
    reason: str
    sender: str = ""
    address: str = ""
    meeting_id: str | None = None


def lay_aside(unit: Unit, file_name: str, aside: Aside, now: datetime) -> UnmatchedReply | None:
    """None where a mail of the kind, from the same and about the same, lies there already: it is listed once."""
    sender, address = _listed_address(unit, aside.sender), _listed_address(unit, aside.address)
    is_known = aside.kind in _LISTED_ONCE and bool(sender or address)
    if is_known and attending.has_unsettled(unit.session, aside.kind, sender, address):
        return None
    reply = UnmatchedReply(
        unit.new_id(),
        _listed_name(unit, file_name),
        aside.reason,
        now,
        aside.meeting_id,
        sender,
        kind=aside.kind,
        address=address,
    )
    unit.session.add(reply)
    unit.record("lay_aside_reply", reply.id, now, reason=aside.reason)
    return reply


def lay_aside_answer(unit: Unit, file_name: str, reply: Reply, reason: str, now: datetime) -> None:
    """With the meeting, the sender and the answer a person can tell for whom; of several from one the newest counts.

    What is answered too late needs nobody, and is recorded alone.
    """
    meeting = attending.meeting_of_event(unit.session, reply.uid) if reply.uid else None
    if meeting is not None and not passes(lambda: check_may_answer(meeting, now)):
        unit.record("leave_late_reply", meeting.id, now)
        return
    on_behalf_of = reply.attendee if reply.attendee != reply.sender else ""
    aside = Aside(AsideKind.ANSWER, reason, reply.sender, on_behalf_of, meeting.id if meeting else None)
    known = _known(unit, aside) or lay_aside(unit, file_name, aside, now)
    stamp = reply.stamp or now
    if known is not None and (known.answered_at is None or stamp > known.answered_at):
        known.answered, known.answered_at = Answered(reply.status) if reply.status else None, stamp
        known.reason = reason


def _known(unit: Unit, aside: Aside) -> UnmatchedReply | None:
    sender, address = _listed_address(unit, aside.sender), _listed_address(unit, aside.address)
    if aside.meeting_id is None or not (sender or address):
        return None
    return attending.unmatched_from(unit.session, aside.meeting_id, sender, address)


def _listed_address(unit: Unit, address: str) -> str:
    """The address in letters that every store takes, unless it bears a CPR."""
    plain = "".join(c for c in address.encode("utf-8", "replace").decode() if c.isprintable())
    try:
        unit.check_free_of_numbers(sender=plain)
    except PersonalDataFound:
        return ""
    return plain[:LONGEST_ADDRESS]


def _listed_name(unit: Unit, file_name: str) -> str:
    """The name in letters that every store takes, unless it bears personal data: that lies sealed or nowhere."""
    plain = file_name.encode("utf-8", "replace").decode().replace("\n", " ")[:LONGEST_FILE_NAME]
    try:
        unit.check_free_of_persons(file_name=plain)
    except PersonalDataFound:
        return NAME_LEFT_OUT
    return plain
