"""Tables of orientation, conversations and courses, and how they map to the rules' classes."""

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table

from agenda.cases.conversation import Conversation, ConversationOutcome, ConversationState
from agenda.cases.course import Consenter, Course, CourseState, EndReason
from agenda.cases.orientation import Exemption, Orientation, OrientationKind
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata

orientation = Table(
    "orientation",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word(OrientationKind), nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("decided_by", String(60), nullable=False),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("given_on", Date),
    Column("exemption", Word(Exemption)),
    Column("reassess_on", Date, index=True),
)

conversation = Table(
    "conversation",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("party_id", ForeignKey("party.id"), nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("planned_by", String(60), nullable=False),
    Column("sealed_plan", LargeBinary, nullable=False),
    Column("state", Word(ConversationState), nullable=False),
    Column("outcome", Word(ConversationOutcome)),
    Column("held_at", Moment),
    Column("called_off_at", Moment),
    Column("sealed_note", LargeBinary),
    Column("revision", Integer, nullable=False),
)

course = Table(
    "course",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("responsible", ForeignKey("party.id"), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("opened_by", String(60), nullable=False),
    Column("sealed_aim", LargeBinary, nullable=False),
    Column("state", Word(CourseState), nullable=False),
    Column("consent_by", Word(Consenter)),
    Column("consent_given_on", Date),
    Column("consent_withdrawn_on", Date),
    Column("ended_on", Date),
    Column("end_reason", Word(EndReason)),
    Column("sealed_end", LargeBinary),
    Column("revision", Integer, nullable=False),
)


def map_courses() -> None:
    mapping.map_imperatively(Orientation, orientation)
    mapping.map_imperatively(Conversation, conversation, version_id_col=conversation.c.revision)
    mapping.map_imperatively(Course, course, version_id_col=course.c.revision)
