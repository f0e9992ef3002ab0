"""Take calendar replies: match each to whom it is from, or lay it aside for a person to look at."""

from dataclasses import replace
from datetime import datetime

from agenda.access import Action, is_own
from agenda.errors import Invalid
from agenda.meetings import answer_order
from agenda.meetings.answer_order import Answer, Verdict
from agenda.meetings.attendance import Answered, AnsweredTooLate, Attendee, check_may_answer
from agenda.meetings.laid_aside import AsideKind
from agenda.meetings.meeting import Meeting
from notifications.other_mail import look_at
from notifications.reply import NotAReply, Reply, read_replies
from service.database.meetings import attending
from service.workflow.meetings.laying_aside import Aside, lay_aside, lay_aside_answer
from service.workflow.unit import Unit

UNKNOWN_ATTENDEE = "unknown_attendee"
TO_A_PERSON = frozenset({Verdict.SAME_MOMENT, Verdict.EARLIER_REVISION})


class ReplyNotForUs(Invalid):
    """The mail is no calendar reply of somebody we invited."""


def take_reply(unit: Unit, mail: bytes, now: datetime) -> Attendee:
    """Keep what the reply says, to a meeting the actor plans. Raises ReplyNotForUs and AnsweredTooLate."""
    unit.allow(Action.TAKE_REPLY)
    try:
        replies = _read(mail, now)
    except NotAReply as problem:
        raise ReplyNotForUs(
            "give the mail with the calendar reply itself, as it was received", "reply"
        ) from problem
    if any(reply.reason for reply in replies):
        raise ReplyNotForUs(
            "it is not from the attendee alone, or not whole; say whose it is by hand", "reply"
        )
    kept = [_keep(unit, "", reply, now) for reply in replies]
    return kept[0]


def file_reply(unit: Unit, file_name: str, mail: bytes, now: datetime, *, is_opened: bool = False) -> bool:
    """As `take_reply` for a mail out of the inbox: what belongs to nobody is listed with all that was read.

    What is answered too late needs nobody, and is recorded alone. Whether it was an answer, or is listed:
    another mail, which somebody has opened, they have seen to.
    """
    try:
        replies = _read(mail, now)
    except NotAReply as problem:
        if not is_opened:
            seen = look_at(mail, problem.reason)
            lay_aside(unit, file_name, Aside(AsideKind(seen.kind), seen.reason, seen.sender), now)
        return not is_opened
    for reply in replies:
        _file(unit, file_name, reply, now)
    return True


def _file(unit: Unit, file_name: str, reply: Reply, now: datetime) -> None:
    if reply.reason:
        lay_aside_answer(unit, file_name, reply, reply.reason, now)
        return
    try:
        _keep(unit, file_name, reply, now)
    except ReplyNotForUs:
        lay_aside_answer(unit, file_name, reply, UNKNOWN_ATTENDEE, now)
    except AnsweredTooLate:
        meeting = attending.meeting_of_event(unit.session, reply.uid)
        unit.record("leave_late_reply", meeting.id if meeting else "", now)


def _read(mail: bytes, now: datetime) -> list[Reply]:
    """Nobody answers later than now: a stamp out of the future would keep out whatever is answered after it."""
    return [replace(reply, stamp=min(reply.stamp or now, now)) for reply in read_replies(mail)]


def _keep(unit: Unit, file_name: str, reply: Reply, now: datetime) -> Attendee:
    """Who has two places at the meeting answers for both: their calendar knows one event."""
    found = attending.places_of(unit.session, reply.uid, reply.attendee)
    if found is None:
        raise ReplyNotForUs("nobody with that address was invited to that meeting", "attendee")
    meeting, places = found
    is_active = meeting.body_id in unit.settings.bodies
    if not is_active or not is_own(unit.actor, unit.settings.office_of(meeting.body_id)):
        raise ReplyNotForUs("nobody with that address was invited to that meeting", "attendee")
    check_may_answer(meeting, now)
    verdicts = [_take(unit, meeting, attendee, reply, now) for attendee in places]
    if doubt := next((verdict for verdict in verdicts if verdict in TO_A_PERSON), None):
        lay_aside_answer(unit, file_name, reply, str(doubt), now)
    return places[0]


def _take(unit: Unit, meeting: Meeting, attendee: Attendee, reply: Reply, now: datetime) -> Verdict:
    answer = Answer(Answered(str(reply.status)), _sequence(reply, meeting, attendee), reply.stamp or now)
    verdict = answer_order.take(attendee, answer, attending.told_at(unit.session, attendee), now)
    if verdict is Verdict.NEWS:
        answered, member = str(attendee.answered), attendee.member_id
        unit.record("take_reply", meeting.id, now, answered=answered, member=member)
    return verdict


def _sequence(reply: Reply, meeting: Meeting, attendee: Attendee) -> int | None:
    """That of an entry with a server's own UID is the server's, and says nothing of ours."""
    return reply.sequence if reply.uid == meeting.uid else attendee.answer_sequence
