"""Take calendar replies: match each to whom it is from, or lay it aside for a person to look at."""

from datetime import datetime

from agenda.errors import Invalid
from agenda.meetings.attendance import Answered, Attendee, UnmatchedReply
from notifications.leaks import PersonalDataFound
from notifications.reply import NotAReply, Reply, read_reply
from service.database.meetings import questions
from service.workflow.unit import Unit

LONGEST_FILE_NAME = 255
NAME_LEFT_OUT = "….eml"


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
        lay_aside(unit, file_name, reason, now)


def lay_aside(unit: Unit, file_name: str, reason: str, now: datetime) -> None:
    reply_id = unit.new_id()
    unit.session.add(UnmatchedReply(reply_id, _listed_name(unit, file_name), reason, now))
    unit.record("lay_aside_reply", reply_id, now, reason=reason)


def _listed_name(unit: Unit, file_name: str) -> str:
    """The name in letters that every store takes, unless it bears personal data: that lies sealed or nowhere."""
    plain = file_name.encode("utf-8", "replace").decode().replace("\n", " ")[:LONGEST_FILE_NAME]
    try:
        unit.check_free_of_persons(file_name=plain)
    except PersonalDataFound:
        return NAME_LEFT_OUT
    return plain


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
