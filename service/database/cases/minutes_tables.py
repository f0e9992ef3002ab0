"""Tables of what minutes say of cases, and how they map to the rules' classes. The texts are sealed."""

from collections.abc import Sequence

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Session, relationship

from agenda.cases.approved_case import Addition, ApprovedCase
from agenda.cases.case_minutes import CaseComment, CaseMinutes
from service.database.columns import ID_LENGTH, identity
from service.database.engine import Moment, mapping, metadata

case_minutes = Table(
    "case_minutes",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("written_at", Moment, nullable=False),
    Column("sealed_text", LargeBinary, nullable=False),
    Column("is_by_hand", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("case_id", "meeting_id"),
)

case_comment = Table(
    "case_comment",
    metadata,
    identity(),
    Column("case_minutes_id", ForeignKey("case_minutes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("commented_by", String(60), nullable=False),
    Column("commented_at", Moment, nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
)


approved_case = Table(
    "approved_case",
    metadata,
    identity(),
    Column("approved_id", ForeignKey("approved_minutes.id", ondelete="CASCADE"), nullable=False),
    Column(
        "case_id", String(ID_LENGTH), nullable=False, index=True
    ),  # no key: it outlives its case, as a hash
    Column("reference", String(20), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("sealed_part", LargeBinary, nullable=False),
    UniqueConstraint("approved_id", "case_id"),
)

addition = Table(
    "addition",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("on", Date, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", String(60), nullable=False),
    Column("sealed_words", LargeBinary, nullable=False),
)


def map_case_minutes() -> None:
    mapping.map_imperatively(CaseComment, case_comment)
    mapping.map_imperatively(ApprovedCase, approved_case)
    mapping.map_imperatively(Addition, addition)
    mapping.map_imperatively(
        CaseMinutes,
        case_minutes,
        version_id_col=case_minutes.c.revision,
        properties={
            "comments": relationship(
                CaseComment,
                lazy="selectin",
                order_by=(case_comment.c.commented_at, case_comment.c.id),
                cascade="all, delete-orphan",
            )
        },
    )


def case_minutes_of(session: Session, case_id: str, meeting_id: str) -> CaseMinutes | None:
    """For who has read the case already."""
    question = select(CaseMinutes).where(
        case_minutes.c.case_id == case_id, case_minutes.c.meeting_id == meeting_id
    )
    return session.scalars(question).one_or_none()


def approved_case_of(session: Session, approved_id: str, case_id: str) -> ApprovedCase | None:
    """For who has read the case already."""
    question = select(ApprovedCase).where(
        approved_case.c.approved_id == approved_id, approved_case.c.case_id == case_id
    )
    return session.scalars(question).one_or_none()


def approved_cases(session: Session, approved_id: str) -> Sequence[ApprovedCase]:
    """References and hashes of a version's parts; what lies in them takes a reading of the case."""
    question = select(ApprovedCase).where(approved_case.c.approved_id == approved_id)
    return session.scalars(question.order_by(approved_case.c.reference)).all()


def additions_to(session: Session, case_id: str, meeting_id: str) -> Sequence[Addition]:
    """Oldest first, for who has read the case already."""
    question = select(Addition).where(addition.c.case_id == case_id, addition.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(addition.c.added_at, addition.c.id)).all()
