"""Tables of topics, needs, materials and private links, and how they map to the rules' classes."""

from dataclasses import dataclass

from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from agenda.forum.material import Material, MaterialContent
from agenda.forum.needs import Needs
from agenda.forum.topic import Topic, TopicState
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata


@dataclass
class PrivateLink:
    """Which attendee's page a link leads to; of the link itself only the digest of its token is kept.

    `turn` counts the links the attendee has had: each time it is renewed the one before opens nothing any more.
    """

    attendee_id: str
    digest: str
    turn: int = 1


topic = Table(
    "topic",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("member_id", ForeignKey("member.id")),
    Column("title", String(200), nullable=False),
    Column("about", Text, nullable=False),
    Column("minutes", Integer),
    Column("proposed_at", Moment, nullable=False),
    Column("state", Word(TopicState), nullable=False),
    Column("reply", Text, nullable=False),
    Column("decided_at", Moment),
    Column("revision", Integer, nullable=False),
)

needs = Table(
    "needs",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("chosen", JSON, nullable=False),
)

material = Table(
    "material",
    metadata,
    identity(),
    Column("meeting_id", ForeignKey("meeting.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("title", String(200), nullable=False),
    Column("file_name", String(200), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("added_at", Moment, nullable=False),
)

material_content = Table(
    "material_content",
    metadata,
    Column("material_id", ForeignKey("material.id", ondelete="CASCADE"), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

private_link = Table(
    "private_link",
    metadata,
    Column("attendee_id", ForeignKey("attendee.id", ondelete="CASCADE"), primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("turn", Integer, nullable=False),
)


def map_topics() -> None:
    mapping.map_imperatively(Topic, topic, version_id_col=topic.c.revision)
    mapping.map_imperatively(Needs, needs)
    mapping.map_imperatively(Material, material)
    mapping.map_imperatively(MaterialContent, material_content)
    mapping.map_imperatively(PrivateLink, private_link)
