"""What is asked of the places at a meeting and of the answers that came; each question has a name."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.attendance import Attendee, Undelivered
from agenda.meetings.laid_aside import AsideKind, UnmatchedReply
from agenda.meetings.meeting import Meeting, MeetingState
from notifications.message import Message, State
from notifications.occasion import Occasion
from service.database import outbox
from service.database.meetings import tables
from service.database.meetings.agenda_tables import guest

_LOST = {State.DEAD: Undelivered.REFUSED, State.BOUNCED: Undelivered.RETURNED}


class NoSuchAttendee(Absent):
    pass


class NoSuchReply(Absent):
    pass


def attendee_named(session: Session, meeting_id: str, attendee_id: str) -> Attendee:
    found = session.get(Attendee, attendee_id)
    if found is None or found.meeting_id != meeting_id:
        raise NoSuchAttendee("read the meeting's attendance for the id", "attendee")
    return found


def invited_named(session: Session, meeting_id: str, attendee_id: str) -> Attendee:
    found = attendee_named(session, meeting_id, attendee_id)
    if not found.is_invited:
        raise NoSuchAttendee("choose somebody who is invited to the meeting", "attendee")
    return found


def not_reached_at(session: Session, meeting_ids: Collection[str]) -> dict[str, Undelivered]:
    """Those attendees, by id, to whom the newest of what they were to be told of their meeting did not get."""
    question = (
        select(outbox.message.c.facts, outbox.message.c.state)
        .where(
            outbox.message.c.about.in_(meeting_ids),
            outbox.message.c.occasion.in_((Occasion.INVITATION, Occasion.INVITATION_UPDATE)),
            outbox.message.c.state != State.DROPPED,
        )
        .order_by(outbox.message.c.created_at, outbox.message.c.id)
    )
    newest = {facts["attendee_id"]: state for facts, state in session.execute(question)}
    return {attendee_id: _LOST[state] for attendee_id, state in newest.items() if state in _LOST}


def count_invited(session: Session, body_id: str, now: datetime) -> int:
    """Meetings that calendars have from the organiser: ahead with somebody told, or called off and yet to be told."""
    meeting, attendee, message = tables.meeting.c, tables.attendee.c, outbox.message.c
    is_told = exists().where(
        attendee.meeting_id == meeting.id, attendee.is_invited, attendee.told_sequence >= 0
    )
    is_ahead = and_(meeting.state == MeetingState.CONFIRMED, meeting.starts_at > now)
    to_be_cancelled = exists().where(
        message.about == meeting.id,
        message.occasion == Occasion.INVITATION_CANCELLATION,
        message.state.in_((State.PENDING, State.CLAIMED, State.IN_DOUBT)),
    )
    question = select(func.count()).select_from(tables.meeting)
    found = session.scalar(
        question.where(meeting.body_id == body_id, or_(and_(is_ahead, is_told), to_be_cancelled))
    )
    return found or 0


def waiting_for(session: Session, attendee: Attendee, occasion: Occasion) -> list[Message]:
    """What is to be told of this very place, and nobody has begun to send."""
    waiting = outbox.messages_waiting(session, occasion, attendee.meeting_id, attendee.email)
    return [message for message in waiting if message.facts["attendee_id"] == attendee.id]


def unmatched_named(session: Session, reply_id: str) -> UnmatchedReply:
    """Locked, so that two people don't settle it at once."""
    found = session.get(UnmatchedReply, reply_id, with_for_update=True)
    if found is None:
        raise NoSuchReply("read the list of unmatched replies for the id", "reply")
    return found


def places_of(session: Session, uid: str, email: str) -> tuple[Meeting, list[Attendee]] | None:
    """The places of this address at the meeting with this calendar UID: those still held, or else one that was."""
    question = (
        select(Meeting, Attendee)
        .join(tables.attendee, tables.attendee.c.meeting_id == tables.meeting.c.id)
        .where(_is_event(uid), func.lower(tables.attendee.c.email) == email.lower())
        .order_by(tables.attendee.c.is_invited.desc(), tables.attendee.c.id)
    )
    rows = session.execute(question).all()
    held = [attendee for _, attendee in rows if attendee.is_invited]
    return (rows[0][0], held or [rows[0][1]]) if rows else None


def meeting_of_event(session: Session, uid: str) -> Meeting | None:
    return session.scalars(select(Meeting).where(_is_event(uid)).limit(1)).one_or_none()


def unmatched_replies(session: Session, limit: int, bodies: Collection[str]) -> Sequence[UnmatchedReply]:
    """Those to meetings of some bodies that nobody has settled; newest first. "" stands for those to no meeting."""
    reply = tables.unmatched_reply.c
    of_body = func.coalesce(tables.meeting.c.body_id, "")
    question = (
        select(UnmatchedReply)
        .outerjoin(tables.meeting, tables.meeting.c.id == reply.meeting_id)
        .where(reply.settled_at.is_(None), of_body.in_(bodies))
    )
    return session.scalars(question.order_by(reply.received_at.desc(), reply.id).limit(limit)).all()


def unmatched_from(
    session: Session, meeting_id: str, sender: str, address: str = ""
) -> UnmatchedReply | None:
    """What somebody has answered to a meeting, for themselves or another, while nobody has settled it."""
    reply = tables.unmatched_reply.c
    question = select(UnmatchedReply).where(
        reply.meeting_id == meeting_id,
        reply.sender == sender,
        reply.address == address,
        reply.settled_at.is_(None),
    )
    return session.scalars(question.order_by(reply.received_at).limit(1)).one_or_none()


def has_unsettled(session: Session, kind: AsideKind, sender: str, address: str) -> bool:
    """Whether a mail of this kind, from the same and about the same, lies there already."""
    reply = tables.unmatched_reply.c
    same = (reply.kind == kind, reply.sender == sender, reply.address == address, reply.settled_at.is_(None))
    return session.scalar(select(reply.id).where(*same).limit(1)) is not None


def told_at(session: Session, attendee: Attendee) -> datetime | None:
    """When the newest invitation, or update of one, went out to this very place."""
    question = select(Message).where(
        outbox.message.c.about == attendee.meeting_id,
        outbox.message.c.occasion.in_((Occasion.INVITATION, Occasion.INVITATION_UPDATE)),
        outbox.message.c.sent_at.is_not(None),
    )
    own = (one for one in session.scalars(question) if one.facts["attendee_id"] == attendee.id)
    return max((one.sent_at for one in own if one.sent_at), default=None)


def _is_event(uid: str) -> ColumnElement[bool]:
    """By our UID (a guest has one of their own), or by the one a calendar's server gave an entry of the meeting."""
    entry = tables.calendar_entry.c
    is_kept = exists().where(entry.meeting_id == tables.meeting.c.id, entry.uid == uid)
    is_guests = exists().where(guest.c.meeting_id == tables.meeting.c.id, guest.c.uid == uid)
    return or_(tables.meeting.c.uid == uid, is_kept, is_guests)
