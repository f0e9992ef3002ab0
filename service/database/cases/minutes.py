"""What is asked of cases for the minutes of a meeting."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.cases.case import Case
from agenda.cases.outcome import Outcome
from service.database.cases import tables
from service.database.cases.questions import Reading


def cases_in_minutes(reading: Reading, references: Collection[str]) -> Sequence[Case]:
    """The cases that stood on an agenda, closed ones included."""
    question = select(Case).where(tables.case.c.reference.in_(references)).order_by(tables.case.c.reference)
    found = list(reading.session.scalars(question))
    reading.listed(found)
    return found


def outcomes_at(session: Session, meeting_id: str) -> dict[str, Outcome]:
    """Which outcome each case has at a meeting, by the case's id."""
    stands = tables.outcome.c.corrected_at.is_(None)
    question = select(Outcome).where(tables.outcome.c.meeting_id == meeting_id, stands)
    return {outcome.case_id: outcome for outcome in session.scalars(question)}
