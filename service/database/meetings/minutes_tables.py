"""Tables of minutes and of who was there, and how they map to the rules' classes."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text
from sqlalchemy.orm import relationship

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


def map_minutes() -> None:
    """The revision is counted by the rules, since a change of a mark or a note is one of the minutes too."""
    mapping.map_imperatively(Mark, presence_mark)
    mapping.map_imperatively(Note, minutes_note)
    mapping.map_imperatively(Comment, minutes_comment)
    whole = "all, delete-orphan"
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
        },
    )
