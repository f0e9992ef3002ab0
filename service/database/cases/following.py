"""What is asked of the cases that come back: follow-ups, and cases carried over."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from agenda.cases.case import Case
from agenda.cases.follow_up import FollowUp, FollowUpState
from agenda.errors import Absent
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases import tables
from service.database.meetings.tables import meeting as meetings
from service.database.waits import Part, part


class NoSuchFollowUp(Absent):
    pass


def follow_up_named(session: Session, follow_up_id: str) -> FollowUp:
    found = session.get(FollowUp, follow_up_id)
    if found is None:
        raise NoSuchFollowUp("there is no such follow-up for you", "follow_up")
    return found


def follow_ups_of(session: Session, case_id: str) -> Sequence[FollowUp]:
    """A case's follow-ups, the earliest first, for who has read the case already."""
    question = select(FollowUp).where(tables.follow_up.c.case_id == case_id)
    return session.scalars(question.order_by(tables.follow_up.c.on, tables.follow_up.c.id)).all()


def meeting_where_it_lies(session: Session, case: Case) -> str | None:
    """The id of the last meeting that a case lies on, by itself or by a follow-up; None if it lies on none."""
    comes_back = select(tables.follow_up.c.meeting_id).where(
        tables.follow_up.c.case_id == case.id, tables.follow_up.c.state != FollowUpState.DROPPED
    )
    question = select(meetings.c.id).where(
        or_(meetings.c.id == case.meeting_id, meetings.c.id.in_(comes_back))
    )
    return session.scalar(question.order_by(meetings.c.starts_at.desc(), meetings.c.id).limit(1))


def open_follow_ups(session: Session) -> Sequence[FollowUp]:
    question = select(FollowUp).where(tables.follow_up.c.state == FollowUpState.OPEN)
    return session.scalars(question.order_by(tables.follow_up.c.on, tables.follow_up.c.id)).all()


def follow_ups_on(session: Session, meeting: Meeting) -> Sequence[tuple[FollowUp, str, bool]]:
    """The open follow-ups a meeting takes up, with the case's reference and whether it is about a child.

    They are those laid on it, and those that an earlier meeting left unsettled.
    """
    left = (meetings.c.state == MeetingState.HELD) & (meetings.c.starts_at < meeting.starts_at)
    question = (
        select(FollowUp, tables.case.c.reference, tables.case.c.is_child)
        .join(tables.case, tables.case.c.id == tables.follow_up.c.case_id)
        .join(meetings, meetings.c.id == tables.follow_up.c.meeting_id)
        .where(
            tables.follow_up.c.state == FollowUpState.OPEN,
            or_(tables.follow_up.c.meeting_id == meeting.id, left),
        )
        .order_by(tables.follow_up.c.on, tables.case.c.reference)
    )
    return [
        (follow_up, str(reference), bool(is_child))
        for follow_up, reference, is_child in session.execute(question)
    ]


def decided_before(session: Session, meeting: Meeting) -> frozenset[str]:
    """The references of cases on the meeting that had an outcome at another: they are carried over."""
    question = (
        select(tables.case.c.reference)
        .join(tables.outcome, tables.outcome.c.case_id == tables.case.c.id)
        .where(tables.case.c.meeting_id == meeting.id, tables.outcome.c.meeting_id != meeting.id)
    )
    return frozenset(session.scalars(question))


def left_follow_ups_part() -> Part:
    """The references of cases whose follow-up was left open at a meeting that was held, since that ended."""
    return (
        select(*part("follow_up", tables.case.c.reference, meetings.c.ends_at))
        .join_from(tables.case, tables.follow_up, tables.follow_up.c.case_id == tables.case.c.id)
        .join(meetings, meetings.c.id == tables.follow_up.c.meeting_id)
        .where(tables.follow_up.c.state == FollowUpState.OPEN, meetings.c.state == MeetingState.HELD)
    )
