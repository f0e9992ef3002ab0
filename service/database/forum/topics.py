"""What is asked of the tables of topics, needs, materials and private links; each question has a name."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, exists, or_, select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.forum.material import Material, MaterialContent
from agenda.forum.needs import Needs
from agenda.forum.topic import Topic, TopicState
from agenda.meetings.agenda import AgendaState
from agenda.meetings.meeting import MeetingState
from service.database.forum.topic_tables import PrivateLink, material, needs, private_link, topic
from service.database.meetings.agenda_tables import agenda, agenda_item
from service.database.meetings.tables import meeting


class NoSuchTopic(Absent):
    pass


class NoSuchMaterial(Absent):
    pass


def topic_named(session: Session, topic_id: str) -> Topic:
    found = session.get(Topic, topic_id)
    if found is None:
        raise NoSuchTopic("read the list of topics for its id", "topic")
    return found


def topics_of(session: Session, meeting_id: str) -> Sequence[Topic]:
    """In the order in which they were proposed."""
    question = select(Topic).where(topic.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(topic.c.proposed_at, topic.c.id)).all()


def topics_at(session: Session, meeting_ids: Collection[str]) -> dict[str, list[Topic]]:
    """The same of several meetings, by meeting."""
    found: dict[str, list[Topic]] = {}
    question = select(Topic).where(topic.c.meeting_id.in_(meeting_ids))
    for one in session.scalars(question.order_by(topic.c.proposed_at, topic.c.id)):
        found.setdefault(one.meeting_id, []).append(one)
    return found


def topics_left(session: Session, body_id: str) -> Sequence[Topic]:
    """What somebody wants to talk about at a meeting that is off, or that was held without it."""
    was_on_agenda = exists().where(
        agenda_item.c.agenda_id == agenda.c.id,
        agenda.c.meeting_id == topic.c.meeting_id,
        agenda.c.state == AgendaState.RELEASED,
        agenda_item.c.about == topic.c.id,
    )
    is_off = meeting.c.state.in_((MeetingState.CANCELLED, MeetingState.NOT_HELD))
    was_left_out = and_(meeting.c.state == MeetingState.HELD, ~was_on_agenda)
    question = (
        select(Topic)
        .join(meeting, meeting.c.id == topic.c.meeting_id)
        .where(topic.c.state != TopicState.DECLINED, meeting.c.body_id == body_id, or_(is_off, was_left_out))
    )
    return session.scalars(question.order_by(topic.c.proposed_at, topic.c.id)).all()


def meetings_borne(session: Session) -> set[str]:
    """Those on which a topic or a material lies."""
    return {*session.scalars(select(topic.c.meeting_id)), *session.scalars(select(material.c.meeting_id))}


def accepted_topics(session: Session, meeting_id: str) -> list[Topic]:
    return [each for each in topics_of(session, meeting_id) if each.state is TopicState.ACCEPTED]


def topics_by(session: Session, member_id: str, meeting_id: str) -> Sequence[Topic]:
    """A member's own for a meeting, whatever became of them there."""
    return [each for each in topics_of(session, meeting_id) if each.member_id == member_id]


def topics_put_off_by(session: Session, member_id: str, after: datetime) -> Sequence[Topic]:
    """A member's own that were put off to a meeting later than that, the next first."""
    question = (
        select(Topic)
        .join(meeting, meeting.c.id == topic.c.meeting_id)
        .where(
            topic.c.member_id == member_id,
            topic.c.state == TopicState.PUT_OFF,
            meeting.c.starts_at > after,
        )
    )
    return session.scalars(question.order_by(meeting.c.starts_at, topic.c.proposed_at, topic.c.id)).all()


def topics_of_member(session: Session, member_id: str) -> Sequence[Topic]:
    return session.scalars(select(Topic).where(topic.c.member_id == member_id)).all()


def needs_of(session: Session, meeting_id: str) -> Sequence[Needs]:
    return session.scalars(select(Needs).where(needs.c.meeting_id == meeting_id)).all()


def needs_with(session: Session, needs_id: str) -> Needs | None:
    return session.get(Needs, needs_id)


def forget_needs(session: Session, meeting_id: str) -> int:
    """Delete them, and say how many there were."""
    there = len(needs_of(session, meeting_id))
    session.execute(delete(Needs).where(needs.c.meeting_id == meeting_id))
    return there


def materials_of(session: Session, meeting_id: str) -> Sequence[Material]:
    question = select(Material).where(material.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(material.c.added_at, material.c.id)).all()


def material_named(session: Session, material_id: str) -> Material:
    found = session.get(Material, material_id)
    if found is None:
        raise NoSuchMaterial("read the list of materials for its id", "material")
    return found


def content_of(session: Session, material_id: str) -> bytes:
    return session.get_one(MaterialContent, material_id).content


def link_to(session: Session, attendee_id: str) -> PrivateLink | None:
    return session.get(PrivateLink, attendee_id)


def attendee_of_link(session: Session, digest: str) -> str | None:
    found: str | None = session.scalar(
        select(private_link.c.attendee_id).where(private_link.c.digest == digest)
    )
    return found
