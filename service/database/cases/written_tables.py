"""The table of outcomes proposed in writing, and how it maps to the rules' class."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from agenda.cases.outcome import OutcomeKind
from agenda.cases.written import Proposal, ProposalState
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata

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
    Column("revision", Integer, nullable=False),
    UniqueConstraint("case_id", "meeting_id"),
)


def map_written() -> None:
    mapping.map_imperatively(Proposal, proposal, version_id_col=proposal.c.revision)


def proposal_for(session: Session, case_id: str, meeting_id: str) -> Proposal | None:
    question = select(Proposal).where(proposal.c.case_id == case_id, proposal.c.meeting_id == meeting_id)
    return session.scalars(question).one_or_none()


def newest_proposal(session: Session, case_id: str) -> Proposal | None:
    """The last of a case, for who has read it already."""
    question = select(Proposal).where(proposal.c.case_id == case_id)
    return session.scalars(question.order_by(proposal.c.proposed_at.desc()).limit(1)).one_or_none()


def proposal_by_id(session: Session, proposal_id: str) -> Proposal:
    return session.get_one(Proposal, proposal_id)
