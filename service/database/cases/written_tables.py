"""The table of outcomes proposed in writing, how it maps to the rules' class, and what is asked of it."""

from collections.abc import Sequence

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Session

from agenda.cases.action import ActionState
from agenda.cases.case import Case, CaseState
from agenda.cases.follow_up import FollowUpState
from agenda.cases.outcome import OutcomeKind
from agenda.cases.written import Proposal, ProposalState
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases import tables
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata
from service.database.meetings.tables import meeting as meetings
from service.database.waits import Part, part

proposal = Table(
    "proposal",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("kind", Word(OutcomeKind), nullable=False),
    Column("responsible", ForeignKey("party.id"), nullable=False),
    Column("parties", JSON, nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("proposed_by", String(60), nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
    Column("handed_to", String(255), nullable=False),
    Column("close_reason", String(40), nullable=False),
    Column("state", Word(ProposalState), nullable=False),
    Column("consents", JSON, nullable=False),
    Column("sealed_words", LargeBinary),
    Column("reminded_at", Moment),
    Column("remind_at", Moment),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("case_id", "meeting_id"),
    Index("ix_proposal_reminder", "state", "remind_at"),
)


def map_written() -> None:
    mapping.map_imperatively(Proposal, proposal, version_id_col=proposal.c.revision)


def proposal_for(session: Session, case_id: str, meeting_id: str) -> Proposal | None:
    question = select(Proposal).where(proposal.c.case_id == case_id, proposal.c.meeting_id == meeting_id)
    return session.scalars(question).one_or_none()


def without_proposal_part() -> Part:
    """References of cases that were released to a meeting in writing, which takes a proposal to begin."""
    case, meeting = tables.case.c, meetings.c
    proposed = exists().where(proposal.c.case_id == case.id, proposal.c.meeting_id == meeting.id)
    since = func.coalesce(case.released_at, case.opened_at)
    return (
        select(*part("propose_outcome", case.reference, since))
        .join_from(tables.case, meetings, meeting.id == case.meeting_id)
        .where(case.state == CaseState.RELEASED, meeting.is_written, ~proposed)
    )


def newest_proposal(session: Session, case_id: str) -> Proposal | None:
    """The last of a case, for who has read it already."""
    question = select(Proposal).where(proposal.c.case_id == case_id)
    return session.scalars(question.order_by(proposal.c.proposed_at.desc()).limit(1)).one_or_none()


def open_proposals(session: Session, meeting_id: str) -> Sequence[Proposal]:
    question = select(Proposal).where(
        proposal.c.meeting_id == meeting_id, proposal.c.state == ProposalState.OPEN
    )
    return session.scalars(question.order_by(proposal.c.id)).all()


def procedures_open(session: Session, body_id: str) -> Sequence[Meeting]:
    """The written procedures that have not closed."""
    question = select(Meeting).where(
        meetings.c.body_id == body_id, meetings.c.is_written, meetings.c.state == MeetingState.CONFIRMED
    )
    return session.scalars(question.order_by(meetings.c.starts_at)).all()


def coming_back(session: Session, procedure: Meeting) -> Sequence[Case]:
    """The open cases with a follow-up laid on it, or an action due by the day of the meeting whose place it took."""
    laid = exists().where(
        tables.follow_up.c.case_id == tables.case.c.id,
        tables.follow_up.c.meeting_id == procedure.id,
        tables.follow_up.c.state == FollowUpState.OPEN,
    )
    due = exists().where(
        tables.action.c.case_id == tables.case.c.id,
        tables.action.c.state == ActionState.OPEN,
        tables.action.c.due_on <= procedure.moved_from,
    )
    question = select(Case).where(tables.case.c.state != CaseState.CLOSED, laid | due)
    return session.scalars(question.order_by(tables.case.c.reference)).all()


def proposal_by_id(session: Session, proposal_id: str) -> Proposal:
    return session.get_one(Proposal, proposal_id)
