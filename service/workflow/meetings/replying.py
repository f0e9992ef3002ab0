"""Take calendar replies: match each to whom it is from, or lay it aside for a person to look at."""

from datetime import datetime

from agenda.errors import Invalid
from agenda.meetings.attendance import Answered, Attendee, UnmatchedReply
from notifications.reply import NotAReply, Reply, read_reply
from service.database.meetings import questions
from service.workflow.unit import Unit


class ReplyNotForUs(Invalid):
    """The mail is no calendar reply of somebody we invited."""


def take_reply(unit: Unit, mail: bytes, now: datetime) -> Attendee:
    """Keep what the reply says. Raises ReplyNotForUs, having changed nothing."""
    try:
        reply = read_reply(mail)
    except NotAReply as problem:
        raise ReplyNotForUs(
            "give the mail with the calendar reply itself, as it was received", "reply"
        ) from problem
    return _keep(unit, reply, now)


def file_reply(unit: Unit, file_name: str, mail: bytes, now: datetime) -> None:
    """As `take_reply` for a mail out of the inbox: what belongs to nobody is listed as unmatched."""
    try:
        take_reply(unit, mail, now)
    except ReplyNotForUs as problem:
        cause = problem.__cause__
        reason = cause.reason if isinstance(cause, NotAReply) else "unknown_attendee"
        unit.session.add(UnmatchedReply(unit.new_id(), file_name[:255], reason, now))
        unit.record("lay_aside_reply", file_name[:200], now, reason=reason)


def _keep(unit: Unit, reply: Reply, now: datetime) -> Attendee:
    found = questions.attendee_of(unit.session, reply.uid, reply.attendee)
    if found is None:
        raise ReplyNotForUs("nobody with that address was invited to that meeting", "attendee")
    meeting, attendee = found
    is_older_than_the_meeting = (
        reply.sequence < meeting.sequence and attendee.told_sequence == meeting.sequence
    )
    if not is_older_than_the_meeting and attendee.take(
        Answered(reply.status), reply.sequence, reply.stamp, now
    ):
        unit.record("take_reply", meeting.id, now, answered=str(attendee.answered), member=attendee.member_id)
    return attendee
