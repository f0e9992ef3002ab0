"""Tables of minutes and of who was there, and how they map to the rules' classes."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import relationship

from agenda.meetings.approval import Endorsement
from agenda.meetings.approved import ApprovedMinutes, ApprovedPerson
from agenda.meetings.minutes import Comment, Minutes, MinutesState, Note
from agenda.meetings.presence import Mark, Presence
from service.database.columns import ID_LENGTH, Word, identity
from service.database.engine import Moment, mapping, metadata

minutes = Table(
    "minutes",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("agenda_id", ForeignKey("agenda.id", ondelete="CASCADE")),
    Column("begun_at", Moment, nullable=False),
    Column("state", Word(MinutesState), nullable=False),
    Column("review_at", Moment),
    Column("approved_at", Moment),
    Column("approved_by", ForeignKey("attendee.id", ondelete="SET NULL")),
    Column("reopened_at", Moment),
    Column("reason", Text, nullable=False),
    Column("chase_at", Moment, index=True),
    Column("revision", Integer, nullable=False),
)

presence_mark = Table(
    "presence_mark",
    metadata,
    Column("minutes_id", ForeignKey("minutes.id", ondelete="CASCADE"), primary_key=True),
    Column("attendee_id", ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(ID_LENGTH), primary_key=True),
    Column("presence", Word(Presence), nullable=False),
)

minutes_note = Table(
    "minutes_note",
    metadata,
    Column("minutes_id", ForeignKey("minutes.id", ondelete="CASCADE"), primary_key=True),
    Column("item_id", String(ID_LENGTH), primary_key=True),
    Column("text", Text, nullable=False),
)

minutes_comment = Table(
    "minutes_comment",
    metadata,
    identity(),
    Column("minutes_id", ForeignKey("minutes.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("item_id", String(ID_LENGTH), nullable=False),
    Column("commented_by", String(60), nullable=False),
    Column("commented_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
)


endorsement = Table(
    "endorsement",
    metadata,
    Column("minutes_id", ForeignKey("minutes.id", ondelete="CASCADE"), primary_key=True),
    Column("party_id", ForeignKey("party.id"), primary_key=True),
    Column("said_at", Moment, nullable=False),
    Column("said_by", String(60), nullable=False),
)

approved_minutes = Table(
    "approved_minutes",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("approved_at", Moment, nullable=False),
    Column("approved_by", String(ID_LENGTH), nullable=False),
    Column("early_reason", Text, nullable=False),
    Column("frame", Text, nullable=False),
    Column("frame_hash", String(64), nullable=False),
    UniqueConstraint("meeting_id", "version"),
)

approved_person = Table(
    "approved_person",
    metadata,
    Column("approved_id", ForeignKey("approved_minutes.id", ondelete="CASCADE"), primary_key=True),
    Column("attendee_id", String(ID_LENGTH), primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("salt", String(64), nullable=False),
)


def map_minutes() -> None:
    """The revision is counted by the rules, since a change of a mark or a note is one of the minutes too."""
    mapping.map_imperatively(Mark, presence_mark)
    mapping.map_imperatively(Note, minutes_note)
    mapping.map_imperatively(Comment, minutes_comment)
    mapping.map_imperatively(Endorsement, endorsement)
    mapping.map_imperatively(ApprovedPerson, approved_person)
    whole = "all, delete-orphan"
    mapping.map_imperatively(
        ApprovedMinutes,
        approved_minutes,
        properties={"people": relationship(ApprovedPerson, lazy="selectin", cascade=whole)},
    )
    mapping.map_imperatively(
        Minutes,
        minutes,
        version_id_col=minutes.c.revision,
        version_id_generator=False,
        properties={
            "marks": relationship(Mark, lazy="selectin", cascade=whole),
            "notes": relationship(Note, lazy="selectin", cascade=whole),
            "comments": relationship(
                Comment,
                lazy="selectin",
                order_by=(minutes_comment.c.commented_at, minutes_comment.c.id),
                cascade=whole,
            ),
            "endorsements": relationship(
                Endorsement, lazy="selectin", order_by=endorsement.c.party_id, cascade=whole
            ),
        },
    )
