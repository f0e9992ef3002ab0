"""What the forum wants on a meeting's agenda, and its release to those invited."""

from datetime import datetime

from agenda.meetings.agenda import ItemKind, ItemWanted
from agenda.meetings.meeting import Meeting, MeetingState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum.topics import accepted_topics
from service.workflow.forum.calling import Announcement, tell_those_invited
from service.workflow.meetings.agenda import compose, release
from service.workflow.unit import Unit


def wanted_of_topics(unit: Unit, meeting: Meeting) -> list[ItemWanted]:
    """The accepted topics, in the order in which they were proposed."""
    return [
        ItemWanted(ItemKind.TOPIC, topic.title, topic.id, topic.minutes)
        for topic in accepted_topics(unit.session, meeting.id)
    ]


def draft_of_topics(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """No more topics are expected: the draft stands, for the forum's secretariat to look at before it is released."""
    if meeting.state is MeetingState.CONFIRMED:
        compose(unit, meeting, wanted_of_topics(unit, meeting), now)


def release_to_members(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """By the clock at its milestone, or as an act before it; those invited are told where they can read it."""
    if meeting.state is not MeetingState.CONFIRMED:
        return
    agenda = compose(unit, meeting, wanted_of_topics(unit, meeting), now)
    if agenda.is_open:
        release(unit, agenda, now)
    said = Announcement(Occasion.AGENDA_RELEASED, Reason.AGENDA_RELEASED, str(agenda.version))
    tell_those_invited(unit, meeting, said, now)
