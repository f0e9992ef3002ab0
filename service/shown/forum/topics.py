"""Topics, materials and needs of the forum's meetings."""

from agenda.forum.material import Material
from agenda.forum.topic import Topic, TopicState
from service.shown.shape import Local, Shape
from service.workflow.unit import Unit


class TopicShape(Shape):
    """`member` proposed it; null where the secretariat did."""

    id: str
    meeting: str
    member: str | None
    title: str
    about: str
    minutes: int | None
    state: TopicState
    reply: str
    proposed_at: Local
    decided_at: Local | None
    revision: int


class TopicsShape(Shape):
    topics: tuple[TopicShape, ...]


class MaterialShape(Shape):
    """`digest` is the SHA-256 of the content, `size` its length in bytes."""

    id: str
    meeting: str
    title: str
    file_name: str
    media_type: str
    size: int
    digest: str
    added_at: Local


class MaterialsShape(Shape):
    materials: tuple[MaterialShape, ...]


class LinkShape(Shape):
    """`links` counts the links the attendee has had; the link itself is in their own mails alone."""

    meeting: str
    attendee: str
    links: int


class NeedsShape(Shape):
    """How many need what; nobody's own."""

    meeting: str
    needs: dict[str, int]


def topic_shape(unit: Unit, topic: Topic) -> TopicShape:
    unit.session.flush()  # so that the revision is the one that now stands
    return TopicShape(
        id=topic.id,
        meeting=topic.meeting_id,
        member=topic.member_id,
        title=topic.title,
        about=topic.about,
        minutes=topic.minutes,
        state=topic.state,
        reply=topic.reply,
        proposed_at=topic.proposed_at,
        decided_at=topic.decided_at,
        revision=topic.revision,
    )


def material_shape(material: Material) -> MaterialShape:
    return MaterialShape(
        id=material.id,
        meeting=material.meeting_id,
        title=material.title,
        file_name=material.file_name,
        media_type=material.media_type,
        size=material.size,
        digest=material.digest,
        added_at=material.added_at,
    )
