"""What is asked of the tables of agendas; each question has a name."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.agenda import Agenda, AgendaState
from agenda.meetings.meeting import Meeting
from service.database.meetings.agenda_tables import agenda
from service.database.meetings.tables import meeting


class NoSuchAgenda(Absent):
    pass


def agendas_of(session: Session, meeting_id: str) -> Sequence[Agenda]:
    """Every version of a meeting's agenda, the newest first."""
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(agenda.c.version.desc())).all()


def newest_agenda(session: Session, meeting_id: str) -> Agenda | None:
    """The version that is worked on or was last released, locked against whoever else works on it."""
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id).order_by(agenda.c.version.desc())
    locked = question.limit(1).with_for_update().execution_options(populate_existing=True)
    return session.scalars(locked).one_or_none()


def released_agenda(session: Session, meeting_id: str) -> Agenda | None:
    """The version that holds: what the meeting treats, and what may be decided at it."""
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id, agenda.c.state == AgendaState.RELEASED)
    return session.scalars(question).one_or_none()


def latest_with_agenda(session: Session) -> Meeting:
    """The last meeting of any body that has an agenda, in whatever state."""
    question = select(Meeting).join(agenda, agenda.c.meeting_id == meeting.c.id)
    found = session.scalars(
        question.order_by(meeting.c.starts_at.desc(), meeting.c.id).limit(1)
    ).one_or_none()
    if found is None:
        raise NoSuchAgenda("no meeting has an agenda yet", "agenda")
    return found
