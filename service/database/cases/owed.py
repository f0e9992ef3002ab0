"""What is asked of outcomes that are owed: one for each case on the agenda of each meeting that was held."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from agenda.meetings.agenda import AgendaState
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.minutes import OF_CASES, MinutesState
from service.database.cases import tables
from service.database.meetings.agenda_tables import agenda, agenda_item
from service.database.meetings.minutes_tables import minutes
from service.database.meetings.tables import meeting
from service.database.waits import Part, part


def outcomes_owed(session: Session) -> Sequence[tuple[str, str, datetime]]:
    """Reference, meeting and when that ended, of each case whose outcome nobody has recorded; the oldest first."""
    return [(str(reference), str(at), ended_at) for reference, at, ended_at in session.execute(_owed())]


def owed_part() -> Part:
    """The same as a part of what waits for a person."""
    columns = part("outcome", tables.case.c.reference, meeting.c.ends_at)
    return _owed().with_only_columns(*columns, maintain_column_froms=True).order_by(None)


def owed_at(session: Session, of: Meeting) -> list[str]:
    """The references of the cases on a meeting's agenda that have neither an outcome nor a reason for none."""
    return [str(reference) for reference, _, _ in session.execute(_unsettled().where(meeting.c.id == of.id))]


def _owed() -> Select[str, str, datetime]:
    is_approved = exists().where(
        minutes.c.meeting_id == meeting.c.id, minutes.c.state == MinutesState.APPROVED
    )  # no join: it is asked of the meeting, before its agenda is gone through
    return _unsettled().where(meeting.c.state == MeetingState.HELD, ~is_approved)


def _unsettled() -> Select[str, str, datetime]:
    decided = (
        (tables.outcome.c.case_id == tables.case.c.id)
        & (tables.outcome.c.meeting_id == meeting.c.id)
        & tables.outcome.c.corrected_at.is_(None)
    )
    left_out = (
        (tables.not_treated.c.case_id == tables.case.c.id)
        & (tables.not_treated.c.meeting_id == meeting.c.id)
        & tables.not_treated.c.taken_back_at.is_(None)
    )
    return (
        select(tables.case.c.reference, meeting.c.id, meeting.c.ends_at)
        .join(agenda_item, agenda_item.c.about == tables.case.c.reference)
        .join(agenda, agenda.c.id == agenda_item.c.agenda_id)
        .join(meeting, meeting.c.id == agenda.c.meeting_id)
        .outerjoin(tables.outcome, decided)
        .outerjoin(tables.not_treated, left_out)
        .where(
            agenda.c.state == AgendaState.RELEASED,
            agenda_item.c.kind.in_(OF_CASES),
            tables.outcome.c.id.is_(None),
            tables.not_treated.c.id.is_(None),
        )
        .order_by(meeting.c.ends_at, tables.case.c.reference)
    )
