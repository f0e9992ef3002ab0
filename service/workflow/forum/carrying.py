"""Topics whose meeting is over or off go along to the next that is confirmed; until then they wait at the desk."""

from datetime import datetime

from agenda.meetings.meeting import Meeting
from service.database.forum.topics import topics_left
from service.database.meetings.questions import confirmed_after
from service.workflow.forum.telling_proposers import tell_carried, tell_left
from service.workflow.unit import Unit


def carry_on(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """A meeting was held, called off or not held."""
    carry_topics(unit, meeting.body_id, now)


def carry_topics(unit: Unit, body_id: str, now: datetime) -> None:
    """After any change of which meetings a body has; whoever proposed the topics is told, once where they wait."""
    if body_id != unit.settings.forum.body:
        return
    unit.session.flush()
    following = confirmed_after(unit.session, body_id, now)
    for topic in topics_left(unit.session, body_id):
        if not following:
            tell_left(unit, topic, now)
            continue
        topic.go_along(following[0].id)
        unit.session.flush()
        unit.record("carry_topic", topic.id, now, meeting=topic.meeting_id)
        tell_carried(unit, topic, now)
