"""Whoever proposed a topic is told what becomes of it."""

from datetime import datetime

from agenda.forum.topic import Topic
from agenda.meetings.member import Member
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.workflow.unit import Telling, Unit


def tell_decided(unit: Unit, topic: Topic, now: datetime) -> None:
    _tell(unit, topic, Reason.TOPIC_DECIDED, now)


def tell_carried(unit: Unit, topic: Topic, now: datetime) -> None:
    _tell(unit, topic, Reason.TOPIC_CARRIED, now, is_carried=True)


def _tell(unit: Unit, topic: Topic, why: Reason, now: datetime, **more: object) -> None:
    """A topic of the secretariat's own, or of somebody who is forgotten, is told to nobody."""
    member = unit.session.get(Member, topic.member_id) if topic.member_id else None
    if member is None or not member.email:
        return
    to = Recipient(member.name, member.email, member.language)
    stands = {"topic_id": topic.id, "state": str(topic.state), "at": topic.meeting_id}
    body_id, revision = unit.settings.forum.body, str(topic.revision)
    telling = Telling(Occasion.TOPIC_ANSWERED, to, body_id, topic.id, why, {**stands, **more}, revision)
    unit.tell(telling, now)
