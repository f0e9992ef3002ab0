"""Tables of cases, and how they map to the rules' classes. What tells of a person is sealed, or a keyed hash."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.orm import relationship

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.case import AcuteCount, Case, CaseNumber, CaseState, Effort
from agenda.cases.concern import Basis, Concern, Notification, Referral, SourceKind, Urgency
from agenda.cases.follow_up import FollowUp, FollowUpState
from agenda.cases.lookup import Answer, Lookup, LookupState
from agenda.cases.not_treated import NotTreated
from agenda.cases.outcome import Outcome, OutcomeKind
from agenda.cases.taking_back import Redaction
from service.database.columns import ID_LENGTH, Word, identity
from service.database.engine import Moment, mapping, metadata
from service.database.sealed import CaseKey

HASH_LENGTH = 64

case = Table(
    "case",
    metadata,
    identity(),
    Column("reference", String(20), nullable=False, unique=True),
    Column("opened_at", Moment, nullable=False),
    Column("sealed_citizen", LargeBinary, nullable=False),
    Column("cpr_index", String(HASH_LENGTH), index=True),
    Column("person_index", String(HASH_LENGTH), nullable=False, index=True),
    Column("born_index", String(HASH_LENGTH), index=True),
    Column("name_index", String(HASH_LENGTH), index=True),
    Column("is_child", Boolean, nullable=False),
    Column("is_urgent", Boolean, nullable=False),
    Column("meeting_id", ForeignKey("meeting.id"), index=True),
    Column("state", Word(CaseState), nullable=False),
    Column("needs_clearance", Boolean, nullable=False),
    Column("parties_wanted", JSON, nullable=False),
    Column("rolled_over", Integer, nullable=False),
    Column("has_gaps", Boolean, nullable=False),
    Column("release_at", Moment),
    Column("released_at", Moment),
    Column("closed_at", Moment),
    Column("close_reason", String(40), nullable=False),
    Column("effort", Word(Effort), nullable=False),
    Column("taken_up_at", Moment),
    Column("revision", Integer, nullable=False),
    Index("ix_case_release", "state", "release_at"),
    Index("ix_case_closed", "state", "closed_at"),
)
Index(
    "ix_case_open",  # few among those of all years
    case.c.reference,
    sqlite_where=case.c.state != CaseState.CLOSED,
    postgresql_where=case.c.state != CaseState.CLOSED,
)

case_name = Table(
    "case_name",
    metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("name_index", String(HASH_LENGTH), primary_key=True, index=True),
)

names_kept = Table(  # in which way the hashes of a case's names were made
    "names_kept",
    metadata,
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("way", Integer, nullable=False, index=True),
)

case_key = Table(
    "case_key",
    metadata,
    Column("case_id", String(ID_LENGTH), primary_key=True),
    Column("master_id", String(20), nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
)

concern = Table(
    "concern",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("received_at", Moment, nullable=False),
    Column("source_kind", Word(SourceKind), nullable=False),
    Column("urgency", Word(Urgency), nullable=False),
    Column("basis", Word(Basis), nullable=False),
    Column("notification", Word(Notification), nullable=False),
    Column("taken_by", String(60), nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
    Column("meeting_id", ForeignKey("meeting.id")),
)

lookup = Table(
    "lookup",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("concern_id", ForeignKey("concern.id"), nullable=False),
    Column("party_id", ForeignKey("party.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("requested_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", Word(LookupState), nullable=False),
    Column("asks_deputy", Boolean, nullable=False),
    Column("answered_at", Moment),
    Column("reminded_at", Moment),
    Column("escalated_at", Moment),
    Column("handled_until", Moment),
    Column("next_reminder_at", Moment),
    Column("revision", Integer, nullable=False),
    Column("sealed_necessity", LargeBinary),
    Column("released_version", Integer, nullable=False),
    UniqueConstraint("case_id", "party_id", "round"),
    Index("ix_lookup_reminder", "state", "next_reminder_at"),
    Index("ix_lookup_party", "party_id", "state", "requested_at"),
    Index("ix_lookup_requested", "party_id", "requested_at"),
)

answer = Table(
    "answer",
    metadata,
    identity(),
    Column("lookup_id", ForeignKey("lookup.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("answered_by", String(60), nullable=False),
    Column("sealed_content", LargeBinary),
    Column("withdrawn_at", Moment),
    Column("withdrawn_by", String(60), nullable=False),
    Column("withdrawn_why", String(40), nullable=False),
    Column("redacted_at", Moment),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("lookup_id", "version"),
)

redaction = Table(
    "redaction",
    metadata,
    identity(),
    Column("lookup_id", ForeignKey("lookup.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("redacted_at", Moment, nullable=False),
    Column("redacted_by", String(60), nullable=False),
    Column("is_whole", Boolean, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("seen_at", Moment, index=True),
)

outcome = Table(
    "outcome",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("kind", Word(OutcomeKind), nullable=False),
    Column("responsible", ForeignKey("party.id"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", String(60), nullable=False),
    Column("has_dissent", Boolean, nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
    Column("handed_to", String(255), nullable=False),
    Column("close_reason", String(40), nullable=False),
    Column("corrected_at", Moment),
    Column("sealed_correction", LargeBinary),
    Column("due_on", Date),
)
Index(
    "ix_outcome_standing",
    outcome.c.case_id,
    outcome.c.meeting_id,
    unique=True,
    sqlite_where=outcome.c.corrected_at.is_(None),
    postgresql_where=outcome.c.corrected_at.is_(None),
)

not_treated = Table(
    "not_treated",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False, index=True),
    Column("said_at", Moment, nullable=False),
    Column("said_by", String(60), nullable=False),
    Column("sealed_reason", LargeBinary, nullable=False),
    Column("taken_back_at", Moment),
)
Index(
    "ix_not_treated_standing",
    not_treated.c.case_id,
    not_treated.c.meeting_id,
    unique=True,
    sqlite_where=not_treated.c.taken_back_at.is_(None),
    postgresql_where=not_treated.c.taken_back_at.is_(None),
)

follow_up = Table(
    "follow_up",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("wanted_on", Date, nullable=False),
    Column("on", Date, nullable=False),
    Column("set_at", Moment, nullable=False),
    Column("set_by", String(60), nullable=False),
    Column("sealed_purpose", LargeBinary, nullable=False),
    Column("state", Word(FollowUpState), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meeting.id"), index=True),
    Column("settled_at", Moment),
    Column("revision", Integer, nullable=False),
)

action = Table(
    "action",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("owner", ForeignKey("party.id"), nullable=False, index=True),
    Column("wanted_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("agreed_at", Moment, nullable=False),
    Column("sealed_what", LargeBinary, nullable=False),
    Column("state", Word(ActionState), nullable=False),
    Column("sealed_reason", LargeBinary),
    Column("settled_at", Moment),
    Column("settled_by", String(60), nullable=False),
    Column("reminded_on", Date),
    Column("remind_at", Moment),
    Column("revision", Integer, nullable=False),
    Index("ix_action_reminder", "state", "remind_at"),
)

case_number = Table(
    "case_number",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

acute_count = Table(
    "acute_count",
    metadata,
    Column("month", String(10), primary_key=True),
    Column("count", Integer, nullable=False),
)

referral = Table(
    "referral",
    metadata,
    Column("reference", String(20), primary_key=True),
    Column("on", Date, nullable=False),
    Column("municipality", String(100), nullable=False),
)


def map_cases() -> None:
    for simple, table in (
        (Concern, concern),
        (Redaction, redaction),
        (Outcome, outcome),
        (NotTreated, not_treated),
        (CaseKey, case_key),
        (CaseNumber, case_number),
        (AcuteCount, acute_count),
        (Referral, referral),
    ):
        mapping.map_imperatively(simple, table)
    mapping.map_imperatively(Answer, answer, version_id_col=answer.c.revision)
    mapping.map_imperatively(AgreedAction, action, version_id_col=action.c.revision)
    mapping.map_imperatively(FollowUp, follow_up, version_id_col=follow_up.c.revision)
    mapping.map_imperatively(
        Lookup,
        lookup,
        version_id_col=lookup.c.revision,
        properties={"answers": relationship(Answer, lazy="selectin", order_by=answer.c.version)},
    )
    mapping.map_imperatively(
        Case,
        case,
        version_id_col=case.c.revision,
        properties={
            "concerns": relationship(
                Concern, lazy="selectin", order_by=(concern.c.received_at, concern.c.id)
            ),
            "lookups": relationship(Lookup, lazy="selectin", order_by=(lookup.c.round, lookup.c.party_id)),
        },
    )
