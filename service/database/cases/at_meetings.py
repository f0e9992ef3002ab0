"""What is asked of what was said and agreed about cases at meetings."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.cases.not_treated import NotTreated
from agenda.cases.oral_note import OralNote
from agenda.cases.outcome import Outcome
from agenda.errors import Absent
from service.database.cases import tables
from service.database.cases.note_tables import oral_note


class NoSuchNote(Absent):
    pass


def outcomes_of(session: Session, case_id: str) -> Sequence[Outcome]:
    """A case's outcomes, oldest first and those since corrected too, for who has read the case already."""
    question = select(Outcome).where(tables.outcome.c.case_id == case_id)
    return session.scalars(
        question.order_by(
            tables.outcome.c.recorded_at, tables.outcome.c.corrected_at.is_(None), tables.outcome.c.id
        )
    ).all()


def outcome_at(session: Session, case_id: str, meeting_id: str) -> Outcome | None:
    """The one that stands."""
    question = select(Outcome).where(
        tables.outcome.c.case_id == case_id,
        tables.outcome.c.meeting_id == meeting_id,
        tables.outcome.c.corrected_at.is_(None),
    )
    return session.scalars(question).one_or_none()


def not_treated_at(session: Session, case_id: str, meeting_id: str) -> NotTreated | None:
    """The statement that stands."""
    question = select(NotTreated).where(
        tables.not_treated.c.case_id == case_id,
        tables.not_treated.c.meeting_id == meeting_id,
        tables.not_treated.c.taken_back_at.is_(None),
    )
    return session.scalars(question).one_or_none()


def not_treated_of(session: Session, case_id: str) -> Sequence[NotTreated]:
    """What was said of a case, oldest first and what was taken back too, for who has read the case already."""
    question = select(NotTreated).where(tables.not_treated.c.case_id == case_id)
    return session.scalars(question.order_by(tables.not_treated.c.said_at, tables.not_treated.c.id)).all()


def notes_of(session: Session, case_id: str) -> Sequence[OralNote]:
    """A case's notes in the order in which things were said, for who has read the case already."""
    question = select(OralNote).where(oral_note.c.case_id == case_id)
    return session.scalars(question.order_by(oral_note.c.said_at, oral_note.c.id)).all()


def note_named(session: Session, case_id: str, note_id: str) -> OralNote:
    found = session.get(OralNote, note_id)
    if found is None or found.case_id != case_id:
        raise NoSuchNote("there is no such note for you", "note")
    return found
