"""Tables of what minutes say of cases, and how they map to the rules' classes. The texts are sealed."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Session, relationship

from agenda.cases.case_minutes import CaseComment, CaseMinutes
from service.database.columns import identity
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


def map_case_minutes() -> None:
    mapping.map_imperatively(CaseComment, case_comment)
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
