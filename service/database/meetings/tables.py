"""Tables of bodies, people, plans, meetings and attendance, and how they map to the rules' classes."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import relationship

from agenda.access import Role
from agenda.meetings.attendance import Answered, Attendee, AttendeeKind
from agenda.meetings.body import Body, Office
from agenda.meetings.calendar_entry import CalendarEntry, Decision
from agenda.meetings.day_off import DayOff, PutBefore
from agenda.meetings.laid_aside import AsideKind, UnmatchedReply
from agenda.meetings.meeting import Meeting, MeetingState, Milestone
from agenda.meetings.member import Member
from agenda.meetings.party import Absence, Contact, ContactRole, Party
from agenda.meetings.plan import Plan, PlanState, StandingProposal
from service.database.columns import ID_LENGTH, Word, identity
from service.database.engine import Moment, mapping, metadata
from service.database.meetings.seen_by_hand import SeenByHand

body = Table(
    "body",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("organiser_name", String(200), nullable=False),
    Column("organiser_email", String(254), nullable=False),
    Column("place", String(255), nullable=False),
    Column("online", String(1000), nullable=False),
    Column("room_name", String(200), nullable=False),
    Column("room_email", String(254), nullable=False),
)

office = Table(
    "office",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
)

party = Table(
    "party",
    metadata,
    identity(),
    Column("name", String(200), nullable=False),
    Column("mailbox", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

contact = Table(
    "contact",
    metadata,
    identity(),
    Column("party_id", ForeignKey("party.id"), nullable=False, index=True),
    Column("role", Word(ContactRole), nullable=False),
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

absence = Table(
    "absence",
    metadata,
    identity(),
    Column("party_id", ForeignKey("party.id"), nullable=False, index=True),
    Column("contact_id", ForeignKey("contact.id"), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
)

member = Table(
    "member",
    metadata,
    identity(),
    Column("body_id", ForeignKey("body.id"), nullable=False, index=True),
    Column("party_id", ForeignKey("party.id")),
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date),
)

plan = Table(
    "plan",
    metadata,
    identity(),
    Column("body_id", ForeignKey("body.id"), nullable=False, index=True),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("state", Word(PlanState), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("left_out", JSON, nullable=False),
    Column("settled_at", Moment),
    Column("revision", Integer, nullable=False),
)

standing_proposal = Table(
    "standing_proposal",
    metadata,
    Column("body_id", ForeignKey("body.id"), primary_key=True),
    Column("next_at", Moment, nullable=False),
)

day_off = Table(
    "day_off",
    metadata,
    Column("on", Date, primary_key=True),
    Column("office", Word(Role), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("closed_by", Word(Role), nullable=False),
    Column("is_closed", Boolean, nullable=False),
    Column("put_before", Word(PutBefore)),
    Column("put_before_at", Moment),
    Column("revision", Integer, nullable=False),
)

meeting = Table(
    "meeting",
    metadata,
    identity(),
    Column("body_id", ForeignKey("body.id"), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("uid", String(255), nullable=False, unique=True),
    Column("state", Word(MeetingState), nullable=False),
    Column("original_on", Date),
    Column("moved_from", Date),
    Column("reason", Text, nullable=False),
    Column("place", String(255), nullable=False),
    Column("online", String(1000), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("is_extraordinary", Boolean, nullable=False),
    Column("is_written", Boolean, nullable=False),
    Column("invite_at", Moment),
    Column("invited_at", Moment),
    Column("laid_on_closed", Date),
    Column("revision", Integer, nullable=False),
    Index("ix_meeting_ahead", "body_id", "state", "starts_at"),
    Index("ix_meeting_invite", "state", "invited_at", "invite_at"),
)

milestone = Table(
    "milestone",
    metadata,
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("derivation", JSON, nullable=False),
    Column("done_at", Moment),
    Column("missed_at", Moment),
    Index("ix_milestone_due", "done_at", "due_at"),
)

attendee = Table(
    "attendee",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
    Column("member_id", ForeignKey("member.id")),
    Column("name", String(200), nullable=False),
    Column("email", String(254), nullable=False),
    Column("language", String(5), nullable=False),
    Column("is_invited", Boolean, nullable=False),
    Column("told_sequence", Integer, nullable=False),
    Column("answered", Word(Answered), nullable=False),
    Column("answer_sequence", Integer, nullable=False),
    Column("answer_stamp", Moment),
    Column("answered_at", Moment),
    Column("kind", Word(AttendeeKind), nullable=False),
    Column("stands_in_for", ForeignKey("attendee.id", ondelete="CASCADE")),
    Column("taken_off_at", Moment),
    UniqueConstraint("meeting_id", "member_id"),
)

calendar_entry = Table(
    "calendar_entry",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("attendee_id", ForeignKey("attendee.id", ondelete="CASCADE")),
    Column("mailbox", String(254), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("remote_id", String(1000), nullable=False),
    Column("uid", String(1000), nullable=False),
    Column("guests", JSON, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("strangers", JSON, nullable=False),
    Column("difference", SeenByHand),
    Column("decision", Word(Decision)),
    Column("adopted", String(16), nullable=False),
    Column("trial", String(254), nullable=False),
    Column("kept_at", Moment),
    Column("withdrawn_at", Moment),
    Column("revision", Integer, nullable=False),
)

unmatched_reply = Table(
    "unmatched_reply",
    metadata,
    Column("id", String(ID_LENGTH), primary_key=True),
    Column("file_name", String(255), nullable=False),
    Column("reason", String(100), nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE")),
    Column("sender", String(254), nullable=False),
    Column("answered", Word(Answered)),
    Column("answered_at", Moment),
    Column("settled_at", Moment),
    Column("kind", Word(AsideKind), nullable=False),
    Column("address", String(254), nullable=False),
)


def map_meetings() -> None:
    """Map the classes to the tables; called once, by tables/__init__'s caller in `service.database.mapped`."""
    for simple, table in (
        (Body, body),
        (Office, office),
        (Contact, contact),
        (Absence, absence),
        (Member, member),
        (StandingProposal, standing_proposal),
        (Milestone, milestone),
        (Attendee, attendee),
        (UnmatchedReply, unmatched_reply),
    ):
        mapping.map_imperatively(simple, table)
    mapping.map_imperatively(CalendarEntry, calendar_entry, version_id_col=calendar_entry.c.revision)
    mapping.map_imperatively(DayOff, day_off, version_id_col=day_off.c.revision)
    mapping.map_imperatively(Plan, plan, version_id_col=plan.c.revision)
    mapping.map_imperatively(
        Party,
        party,
        properties={
            "contacts": relationship(Contact, lazy="selectin", order_by=contact.c.valid_from),
            "absences": relationship(
                Absence, cascade="all, delete-orphan", lazy="selectin", order_by=absence.c.first_on
            ),
        },
    )
    mapping.map_imperatively(
        Meeting,
        meeting,
        version_id_col=meeting.c.revision,
        properties={
            "milestones": relationship(
                Milestone, lazy="selectin", order_by=milestone.c.due_at, cascade="all, delete-orphan"
            )
        },
    )
