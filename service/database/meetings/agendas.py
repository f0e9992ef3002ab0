"""What is asked of the tables of agendas; each question has a name."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, Table, func, select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.meetings.agenda import OPEN, Agenda, AgendaState
from agenda.meetings.exclusion import Exclusion, NotKeptOut
from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingState
from agenda.meetings.review import AgendaComment
from service.database.meetings.agenda_tables import agenda, agenda_comment, agenda_exclusion, agenda_item
from service.database.meetings.tables import meeting, milestone
from service.database.waits import Part, part


class NoSuchAgenda(Absent):
    pass


def agendas_of(session: Session, meeting_id: str) -> Sequence[Agenda]:
    """Every version of a meeting's agenda, the newest first; those that were taken back too."""
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(agenda.c.version.desc())).all()


def newest_agenda(session: Session, meeting_id: str) -> Agenda | None:
    """The version that is worked on, or was last released."""
    return session.scalars(_newest(meeting_id)).one_or_none()


def new_versions(session: Session, meeting_ids: Collection[str]) -> dict[str, datetime]:
    """Of those meetings beside whose agenda a new version is worked on, since when, by meeting."""
    question = select(agenda.c.meeting_id, agenda.c.composed_at).where(
        agenda.c.meeting_id.in_(meeting_ids),
        agenda.c.version == _newest_version(agenda.c.meeting_id, agenda),
        agenda.c.version > 1,
        agenda.c.state.in_(OPEN),
    )
    return {str(meeting_id): composed_at for meeting_id, composed_at in session.execute(question)}


def meetings_still_open_part(body_id: str, now: datetime) -> Part:
    """Those ahead, to which people come, that are past their cut-off with an agenda that is still worked on."""
    newest = _newest_version(meeting.c.id, meeting)
    is_cut_off = (milestone.c.meeting_id == meeting.c.id) & (milestone.c.name == CUT_OFF)
    return (
        select(*part("meeting_without_cases", meeting.c.id, milestone.c.done_at))
        .join_from(meeting, milestone, is_cut_off & milestone.c.done_at.is_not(None))
        .join(agenda, (agenda.c.meeting_id == meeting.c.id) & (agenda.c.version == newest))
        .where(
            meeting.c.body_id == body_id,
            meeting.c.state == MeetingState.CONFIRMED,
            meeting.c.is_written.is_(False),
            meeting.c.starts_at > now,
            agenda.c.state.in_(OPEN),
        )
    )


def newest_agenda_held(session: Session, meeting_id: str) -> Agenda | None:
    """The same as it stands now, in the hands of whoever asks until their transaction ends."""
    held = _newest(meeting_id).with_for_update().execution_options(populate_existing=True)
    return session.scalars(held).one_or_none()


def released_agenda(session: Session, meeting_id: str) -> Agenda | None:
    """The version that holds: what the meeting treats, and what may be decided at it."""
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id, agenda.c.state == AgendaState.RELEASED)
    return session.scalars(question).one_or_none()


def meetings_given(session: Session, about: str) -> Sequence[Meeting]:
    """On whose agenda a case or topic stands in the version that holds, the earliest first."""
    question = (
        select(Meeting)
        .join(agenda, agenda.c.meeting_id == meeting.c.id)
        .join(agenda_item, agenda_item.c.agenda_id == agenda.c.id)
        .where(agenda_item.c.about == about, agenda.c.state == AgendaState.RELEASED)
    )
    return session.scalars(question.order_by(meeting.c.starts_at, meeting.c.id)).all()


def latest_with_agenda(session: Session) -> Meeting:
    """The last meeting of any body that has an agenda, in whatever state."""
    question = select(Meeting).join(agenda, agenda.c.meeting_id == meeting.c.id)
    found = session.scalars(
        question.order_by(meeting.c.starts_at.desc(), meeting.c.id).limit(1)
    ).one_or_none()
    if found is None:
        raise NoSuchAgenda("no meeting has an agenda yet", "agenda")
    return found


def meetings_left_open(session: Session) -> Sequence[str]:
    """The meetings, by id, that are over and have a new version that was never released."""
    is_over = meeting.c.state.in_((MeetingState.HELD, MeetingState.NOT_HELD))
    is_open = agenda.c.state.in_((AgendaState.DRAFT, AgendaState.IN_REVIEW))
    question = select(meeting.c.id).join(agenda, agenda.c.meeting_id == meeting.c.id)
    return session.scalars(
        question.where(is_over, is_open, agenda.c.version > 1).order_by(meeting.c.id)
    ).all()


def comments_on(session: Session, agenda_id: str) -> Sequence[AgendaComment]:
    """Of one version, in the order they were written."""
    question = select(AgendaComment).where(agenda_comment.c.agenda_id == agenda_id)
    return session.scalars(question.order_by(agenda_comment.c.written_at, agenda_comment.c.id)).all()


def exclusions_of(session: Session, about: str) -> Sequence[Exclusion]:
    """Who is kept out of a case or topic now, wherever it lies."""
    question = select(Exclusion).where(
        agenda_exclusion.c.about == about, agenda_exclusion.c.lifted_at.is_(None)
    )
    return session.scalars(question.order_by(agenda_exclusion.c.excluded_at, agenda_exclusion.c.id)).all()


def excluded_from(session: Session, about: Sequence[str]) -> dict[str, set[str]]:
    """The addresses of whom is kept out now, by case or topic; those nobody is kept out of are left out."""
    question = select(Exclusion).where(
        agenda_exclusion.c.about.in_(about), agenda_exclusion.c.lifted_at.is_(None)
    )
    found: dict[str, set[str]] = {}
    for one in session.scalars(question):
        found.setdefault(one.about, set()).add(one.email)
    return found


def exclusion_named(session: Session, exclusion_id: str) -> Exclusion:
    found = session.get(Exclusion, exclusion_id, with_for_update=True)
    if found is None:
        raise NotKeptOut("read the agenda for who is kept out", "exclusion")
    return found


def _newest_version(meeting_id: ColumnElement[str], of: Table) -> ScalarSelect[int]:
    """Of the meeting that is asked about in a question of that table."""
    version = agenda.alias().c
    newest = select(func.max(version.version)).where(
        version.meeting_id == meeting_id, version.state != AgendaState.WITHDRAWN
    )
    return newest.correlate(of).scalar_subquery()


def _newest(meeting_id: str) -> Select[Agenda]:
    is_kept = agenda.c.state != AgendaState.WITHDRAWN
    question = select(Agenda).where(agenda.c.meeting_id == meeting_id, is_kept)
    return question.order_by(agenda.c.version.desc()).limit(1)
