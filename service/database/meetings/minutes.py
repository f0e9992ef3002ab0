"""What is asked of the tables of minutes; each question has a name."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.agenda import Agenda
from agenda.meetings.approved import ApprovedMinutes, ApprovedPerson, NothingApproved
from agenda.meetings.minutes import Minutes
from service.database.meetings.agendas import released_agenda
from service.database.meetings.minutes_tables import approved_minutes, approved_person, minutes


class NoSuchMinutes(Absent):
    pass


def minutes_of(session: Session, meeting_id: str) -> Minutes | None:
    return session.scalars(select(Minutes).where(minutes.c.meeting_id == meeting_id)).one_or_none()


def minutes_to_change(session: Session, meeting_id: str) -> Minutes | None:
    """As `minutes_of`, locked against whoever else works on them."""
    question = select(Minutes).where(minutes.c.meeting_id == meeting_id).with_for_update()
    return session.scalars(question.execution_options(populate_existing=True)).one_or_none()


def agenda_of(session: Session, of: Minutes) -> Agenda | None:
    """The version of the agenda that the minutes are of: of minutes not begun, the one that holds."""
    if of.agenda_id is not None:
        return session.get_one(Agenda, of.agenda_id)
    return released_agenda(session, of.meeting_id)


def minutes_chased(session: Session) -> Sequence[Minutes]:
    """All that are due and not approved."""
    return session.scalars(
        select(Minutes).where(minutes.c.chase_at.is_not(None)).order_by(minutes.c.id)
    ).all()


def approved_versions(session: Session, meeting_id: str) -> Sequence[ApprovedMinutes]:
    """Whatever was approved of a meeting, the newest first."""
    question = select(ApprovedMinutes).where(approved_minutes.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(approved_minutes.c.version.desc())).all()


def approved_version(session: Session, meeting_id: str, version: int | None = None) -> ApprovedMinutes:
    """The newest, or the one that is asked for."""
    for approved in approved_versions(session, meeting_id):
        if version in {None, approved.version}:
            return approved
    raise NothingApproved("no such version of the minutes has been approved", "version")


def people_approved(session: Session, attendee_ids: Sequence[str]) -> Sequence[ApprovedPerson]:
    """Where attendees are named in what was approved."""
    return session.scalars(
        select(ApprovedPerson).where(approved_person.c.attendee_id.in_(attendee_ids))
    ).all()
