"""Tables of orientation, conversations, courses and consents, and how they map to the rules' classes."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table
from sqlalchemy.orm import relationship

from agenda.cases.consent import AgeLook, Consenter, CourseConsent
from agenda.cases.conversation import Conversation, ConversationOutcome, ConversationState
from agenda.cases.course import Course, CourseState, EndReason
from agenda.cases.orientation import Exemption, Orientation, OrientationKind
from agenda.cases.representative import GuardianRule, Representative, RepresentativeKind
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
    Column("remind_at", Moment, index=True),
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
    Column("left_on", Date),
    Column("revision", Integer, nullable=False),
    Index("ix_conversation_party", "state", "party_id"),
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
    Column("started_on", Date),
    Column("ended_on", Date),
    Column("end_reason", Word(EndReason)),
    Column("sealed_end", LargeBinary),
    Column("left_on", Date),
    Column("revision", Integer, nullable=False),
)

course_consent = Table(
    "course_consent",
    metadata,
    identity(),
    Column("course_id", ForeignKey("course.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("given_by", Word(Consenter), key="by", nullable=False),
    Column("representative_id", ForeignKey("representative.id", ondelete="CASCADE")),
    Column("given_on", Date, nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", String(60), nullable=False),
    Column("withdrawn_on", Date),
)

representative = Table(
    "representative",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word(RepresentativeKind), nullable=False),
    Column("consents", Word(GuardianRule)),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("added_by", String(60), nullable=False),
    Column("ended_on", Date),
    Column("revision", Integer, nullable=False),
)

age_look = Table(
    "age_look",
    metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("look_at", Moment, nullable=False, index=True),
)


def map_courses() -> None:
    mapping.map_imperatively(Orientation, orientation)
    mapping.map_imperatively(Conversation, conversation, version_id_col=conversation.c.revision)
    mapping.map_imperatively(AgeLook, age_look)
    mapping.map_imperatively(Representative, representative, version_id_col=representative.c.revision)
    mapping.map_imperatively(CourseConsent, course_consent)
    mapping.map_imperatively(
        Course,
        course,
        version_id_col=course.c.revision,
        properties={
            "consents": relationship(
                CourseConsent,
                lazy="selectin",
                order_by=(course_consent.c.given_on, course_consent.c.recorded_at, course_consent.c.id),
            )
        },
    )
