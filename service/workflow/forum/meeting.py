"""The forum's own meetings: no verb of this room takes another body's."""

from agenda.access import Action
from agenda.errors import Absent
from agenda.meetings.meeting import Meeting
from service.database.meetings.questions import meeting_named
from service.workflow.unit import Unit


class NotAForumMeeting(Absent):
    pass


def forum_meeting(unit: Unit, meeting_id: str, action: Action) -> Meeting:
    unit.allow(action)
    meeting = meeting_named(unit.session, meeting_id)
    if meeting.body_id != unit.settings.forum.body:
        raise NotAForumMeeting("name a meeting of the forum", "meeting")
    return meeting
