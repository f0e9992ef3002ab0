"""Take calendar replies: match each to whom it is from, or lay it aside for a person to look at."""

from dataclasses import replace
from datetime import datetime

from agenda.access import Action, is_own
from agenda.errors import Invalid
from agenda.meetings.attendance import Answered, AnsweredTooLate, Attendee, UnmatchedReply, check_may_answer
from agenda.meetings.meeting import Meeting
from notifications.leaks import PersonalDataFound
from notifications.reply import NotAReply, Reply, read_reply
from service.database.meetings import attending
from service.workflow.unit import Unit

LONGEST_FILE_NAME = 255
LONGEST_SENDER = 254
NAME_LEFT_OUT = "….eml"


class ReplyNotForUs(Invalid):
    """The mail is no calendar reply of somebody we invited."""


def take_reply(unit: Unit, mail: bytes, now: datetime) -> Attendee:
    """Keep what the reply says, to a meeting the actor plans. Raises ReplyNotForUs and AnsweredTooLate."""
    unit.allow(Action.TAKE_REPLY)
    try:
        reply = _read(mail, now)
    except NotAReply as problem:
        raise ReplyNotForUs(
            "give the mail with the calendar reply itself, as it was received", "reply"
        ) from problem
    return _keep(unit, reply, now)


def file_reply(unit: Unit, file_name: str, mail: bytes, now: datetime) -> None:
    """As `take_reply` for a mail out of the inbox: what belongs to nobody is listed as unmatched.

    What is answered too late needs nobody, and is recorded alone.
    """
    try:
        reply = _read(mail, now)
    except NotAReply as problem:
        lay_aside(unit, file_name, problem.reason, now)
        return
    try:
        _keep(unit, reply, now)
    except ReplyNotForUs:
        _lay_aside_answer(unit, file_name, reply, now)
    except AnsweredTooLate:
        meeting = attending.meeting_of_event(unit.session, reply.uid)
        unit.record("leave_late_reply", meeting.id if meeting else "", now)


def lay_aside(unit: Unit, file_name: str, reason: str, now: datetime) -> UnmatchedReply:
    reply = UnmatchedReply(unit.new_id(), _listed_name(unit, file_name), reason, now)
    unit.session.add(reply)
    unit.record("lay_aside_reply", reply.id, now, reason=reason)
    return reply


def _read(mail: bytes, now: datetime) -> Reply:
    """Nobody answers later than now: a stamp out of the future would keep out whatever is answered after it."""
    reply = read_reply(mail)
    return replace(reply, stamp=min(reply.stamp, now))


def _lay_aside_answer(unit: Unit, file_name: str, reply: Reply, now: datetime) -> None:
    """An alias or a delegate may have answered: with the meeting and the sender a person can tell for whom."""
    meeting = attending.meeting_of_event(unit.session, reply.uid)
    sender = _listed_sender(unit, reply.sender)
    known = attending.unmatched_from(unit.session, meeting.id, sender) if meeting and sender else None
    if known is None:
        known = lay_aside(unit, file_name, "unknown_attendee", now)
        known.meeting_id, known.sender = meeting.id if meeting else None, sender
    if known.answered_at is None or reply.stamp > known.answered_at:
        known.answered, known.answered_at = Answered(reply.status), reply.stamp


def _listed_sender(unit: Unit, sender: str) -> str:
    """The address in letters that every store takes, unless it bears a CPR."""
    plain = "".join(c for c in sender.encode("utf-8", "replace").decode() if c.isprintable())
    try:
        unit.check_free_of_numbers(sender=plain)
    except PersonalDataFound:
        return ""
    return plain[:LONGEST_SENDER]


def _listed_name(unit: Unit, file_name: str) -> str:
    """The name in letters that every store takes, unless it bears personal data: that lies sealed or nowhere."""
    plain = file_name.encode("utf-8", "replace").decode().replace("\n", " ")[:LONGEST_FILE_NAME]
    try:
        unit.check_free_of_persons(file_name=plain)
    except PersonalDataFound:
        return NAME_LEFT_OUT
    return plain


def _keep(unit: Unit, reply: Reply, now: datetime) -> Attendee:
    """Who has two places at the meeting answers for both: their calendar knows one event."""
    found = attending.places_of(unit.session, reply.uid, reply.attendee)
    if found is None:
        raise ReplyNotForUs("nobody with that address was invited to that meeting", "attendee")
    meeting, places = found
    is_active = meeting.body_id in unit.settings.bodies
    if not is_active or not is_own(unit.actor, unit.settings.office_of(meeting.body_id)):
        raise ReplyNotForUs("nobody with that address was invited to that meeting", "attendee")
    check_may_answer(meeting, now)
    for attendee in places:
        sequence = _sequence(reply, meeting, attendee)
        is_current = _is_current(reply, meeting, attendee)
        if is_current and attendee.take(Answered(reply.status), sequence, reply.stamp, now):
            answered, member = str(attendee.answered), attendee.member_id
            unit.record("take_reply", meeting.id, now, answered=answered, member=member)
    return places[0]


def _is_current(reply: Reply, meeting: Meeting, attendee: Attendee) -> bool:
    """Whether the answer can be to the meeting's time as it now is."""
    if reply.uid != meeting.uid:
        return not attendee.waits_to_be_told
    return reply.sequence >= meeting.sequence or attendee.told_sequence != meeting.sequence


def _sequence(reply: Reply, meeting: Meeting, attendee: Attendee) -> int:
    """No answer is to a revision that was never told; that of an entry with a server's own UID is the server's."""
    return min(reply.sequence, meeting.sequence) if reply.uid == meeting.uid else attendee.answer_sequence
