"""Settle an answer that belonged to nobody: it is an attendee's after all, or it is put away."""

from datetime import datetime

from agenda.access import Action
from agenda.meetings.attendance import Attendee, check_may_answer
from agenda.meetings.laid_aside import NothingToAssign, UnmatchedReply
from service.database.meetings import attending, questions
from service.database.meetings.attending import NoSuchReply
from service.workflow.office import own_bodies
from service.workflow.unit import Unit


def assign_reply(unit: Unit, reply_id: str, attendee_id: str, now: datetime) -> Attendee:
    """The attendee takes the answer, whatever was known of them before, while the meeting is to come."""
    reply = _held(unit, reply_id)
    if reply.meeting_id is None or reply.answered is None:
        raise NothingToAssign("it answers no meeting of ours; dismiss it", "reply")
    attendee = attending.invited_named(unit.session, reply.meeting_id, attendee_id)
    meeting = questions.meeting_named(unit.session, reply.meeting_id)
    check_may_answer(meeting, now)
    reply.settle(now)
    attendee.take_by_hand(reply.answered, meeting.sequence, now)
    answered = str(attendee.answered)
    unit.record("assign_reply", meeting.id, now, answered=answered, attendee=attendee.id, reply=reply.id)
    return attendee


def dismiss_reply(unit: Unit, reply_id: str, now: datetime) -> UnmatchedReply:
    reply = _held(unit, reply_id)
    reply.settle(now)
    unit.record("dismiss_reply", reply.id, now)
    return reply


def _held(unit: Unit, reply_id: str) -> UnmatchedReply:
    """One to a meeting of another office's looks absent."""
    unit.allow(Action.TAKE_REPLY)
    reply = attending.unmatched_named(unit.session, reply_id)
    meeting = questions.meeting_named(unit.session, reply.meeting_id) if reply.meeting_id else None
    if (meeting.body_id if meeting else "") not in own_bodies(unit):
        raise NoSuchReply("read the list of unmatched replies for the id", "reply")
    return reply
