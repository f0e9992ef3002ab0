"""Tables of agendas, and how they map to the rules' classes."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import relationship

from agenda.meetings.agenda import Agenda, AgendaItem, AgendaState, ItemKind
from agenda.meetings.exclusion import Exclusion
from agenda.meetings.guest import Guest, GuestBasis
from agenda.meetings.review import AgendaComment
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata

agenda = Table(
    "agenda",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("composed_at", Moment, nullable=False),
    Column("state", Word(AgendaState), nullable=False),
    Column("reason", Text, nullable=False),
    Column("review_at", Moment),
    Column("released_at", Moment),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("meeting_id", "version"),
)

agenda_item = Table(
    "agenda_item",
    metadata,
    identity(),
    Column("agenda_id", ForeignKey("agenda.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word(ItemKind), nullable=False),
    Column("heading", String(200), nullable=False),
    Column("position", Integer, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("about", String(40), nullable=False, index=True),
    Column("group", String(40), nullable=False),
    Column("english", String(200), nullable=False),
    Column("added_at", Moment),
    Column("reason", Text, nullable=False),
)

agenda_comment = Table(
    "agenda_comment",
    metadata,
    identity(),
    Column("agenda_id", ForeignKey("agenda.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("party_id", ForeignKey("party.id"), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("item_id", ForeignKey("agenda_item.id", ondelete="SET NULL")),
)

agenda_exclusion = Table(
    "agenda_exclusion",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False),
    Column("about", String(40), nullable=False, index=True),
    Column("email", String(254), nullable=False),
    Column("excluded_at", Moment, nullable=False),
    Column("lifted_at", Moment),
)

guest = Table(
    "guest",
    metadata,
    Column("attendee_id", ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("about", String(40), nullable=False),
    Column("authority", String(200), nullable=False),
    Column("basis", Word(GuestBasis), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("uid", String(255), nullable=False, unique=True),
)


def map_agendas() -> None:
    """The revision is counted by the rules, since a change of items is one of the agenda too."""
    mapping.map_imperatively(AgendaItem, agenda_item)
    mapping.map_imperatively(AgendaComment, agenda_comment)
    mapping.map_imperatively(Exclusion, agenda_exclusion)
    mapping.map_imperatively(Guest, guest)
    mapping.map_imperatively(
        Agenda,
        agenda,
        version_id_col=agenda.c.revision,
        version_id_generator=False,
        properties={
            "items": relationship(
                AgendaItem, lazy="selectin", order_by=agenda_item.c.position, cascade="all, delete-orphan"
            )
        },
    )
