"""What waits for the clock of plans, meetings and minutes, and what each piece is about."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.meetings.meeting import CAN_BE_MISSED, MeetingState
from agenda.set_aside import Matter
from service.database.due import Due
from service.database.meetings import tables
from service.database.meetings.minutes_tables import minutes

BETWEEN = ":"  # a milestone is named by its meeting's id and its own name

_proposal, _meeting, _milestone = tables.standing_proposal.c, tables.meeting.c, tables.milestone.c
_of_meetings = tables.milestone.join(tables.meeting, _meeting.id == _milestone.meeting_id)
_to_come = (_milestone.done_at.is_(None), _milestone.missed_at.is_(None))

YEARLY_PLAN = Due("yearly_plan", tables.standing_proposal, _proposal.body_id, _proposal.next_at)
INVITATIONS = Due(
    "invitations",
    tables.meeting,
    _meeting.id,
    _meeting.invite_at,
    (
        _meeting.state == MeetingState.CONFIRMED,
        _meeting.invited_at.is_(None),
        _meeting.invite_at.is_not(None),
    ),
)
MILESTONES = Due(
    "milestones",
    tables.milestone,
    _milestone.meeting_id + BETWEEN + _milestone.name,
    _milestone.due_at,
    (*_to_come, _meeting.state.in_((MeetingState.CONFIRMED, MeetingState.HELD))),
    _of_meetings,
)
MISSED_MILESTONES = Due(
    "missed_milestones",
    tables.milestone,
    _milestone.meeting_id + BETWEEN + _milestone.name,
    _milestone.due_at,
    (*_to_come, _meeting.state == MeetingState.PROPOSED, _milestone.name.in_(sorted(CAN_BE_MISSED))),
    _of_meetings,
)
MEETING_ENDS = Due(
    "meeting_ends",
    tables.meeting,
    _meeting.id,
    _meeting.ends_at,
    (_meeting.state == MeetingState.CONFIRMED,),
)
MINUTES = Due("minutes", minutes, minutes.c.id, minutes.c.chase_at, (minutes.c.chase_at.is_not(None),))


def in_bodies(due: Due, body_ids: Collection[str]) -> Due:
    """One of the kinds above, of some bodies alone."""
    of_these = _meeting.body_id.in_(body_ids)
    if due is YEARLY_PLAN:
        return due.only(_proposal.body_id.in_(body_ids))
    if due is MINUTES:
        return due.only(minutes.c.meeting_id.in_(select(_meeting.id).where(of_these)))
    return due.only(of_these)


def of_body(_session: Session, body_id: str) -> Matter:
    return Matter(body_id, body_id)


def of_meeting(session: Session, meeting_id: str) -> Matter:
    body_id = session.scalar(select(_meeting.body_id).where(_meeting.id == meeting_id))
    return Matter(body_id or "", meeting_id)


def of_milestone(session: Session, piece: str) -> Matter:
    return of_meeting(session, piece.partition(BETWEEN)[0])


def of_minutes(session: Session, minutes_id: str) -> Matter:
    meeting_id = session.scalar(select(minutes.c.meeting_id).where(minutes.c.id == minutes_id))
    return of_meeting(session, meeting_id or "")
