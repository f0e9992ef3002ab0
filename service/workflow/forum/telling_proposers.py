"""Whoever proposed a topic is told what becomes of it."""

from collections.abc import Iterator
from datetime import datetime

from agenda.forum.topic import Topic
from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import Meeting
from agenda.meetings.member import Member
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.questions import attendees
from service.workflow.unit import Telling, Unit

Facts = dict[str, object]
LEFT = "is_left"  # in a message's facts: the topic waits for a meeting it can go along to


def tell_decided(unit: Unit, topic: Topic, meeting: Meeting, now: datetime) -> None:
    """The member, and whoever stands in there for them, since either may have proposed it."""
    _tell(unit, topic, Reason.TOPIC_DECIDED, {}, now)
    for one in _standing_in(unit, topic, meeting):
        to = Recipient(one.name, one.email, one.language)
        unit.tell(_telling(unit, topic, to, Reason.TOPIC_DECIDED, {"attendee_id": one.id}), now)


def tell_carried(unit: Unit, topic: Topic, now: datetime) -> None:
    _tell(unit, topic, Reason.TOPIC_CARRIED, {"is_carried": True}, now)


def tell_left(unit: Unit, topic: Topic, now: datetime) -> None:
    _tell(unit, topic, Reason.TOPIC_CARRIED, {LEFT: True}, now)


def _tell(unit: Unit, topic: Topic, why: Reason, facts: Facts, now: datetime) -> None:
    """A topic of the secretariat's own is told to nobody."""
    member = unit.session.get(Member, topic.member_id) if topic.member_id else None
    if member is not None:
        to = Recipient(member.name, member.email, member.language)
        unit.tell(_telling(unit, topic, to, why, facts), now)


def _telling(unit: Unit, topic: Topic, to: Recipient, why: Reason, facts: Facts) -> Telling:
    stands: Facts = {"topic_id": topic.id, "state": str(topic.state), "at": topic.meeting_id}
    body_id, revision = unit.settings.forum.body, f"{topic.revision}{':left' if LEFT in facts else ''}"
    return Telling(Occasion.TOPIC_ANSWERED, to, body_id, topic.id, why, {**stands, **facts}, revision)


def _standing_in(unit: Unit, topic: Topic, meeting: Meeting) -> Iterator[Attendee]:
    there = attendees(unit.session, meeting.id)
    theirs = {one.id for one in there if topic.member_id and one.member_id == topic.member_id}
    yield from (one for one in there if one.stands_in_for in theirs and one.is_invited)
