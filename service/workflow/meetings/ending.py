"""A meeting's end has passed: it was held, or its agenda never went out and a person is asked."""

from datetime import datetime

from agenda.meetings.meeting import Meeting, MeetingState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.minutes import approved_versions
from service.workflow.meetings.agenda_versions import put_away_version
from service.workflow.meetings.reading import has_papers_for
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def hold(unit: Unit, meeting: Meeting, now: datetime) -> None:
    meeting.become(MeetingState.HELD)
    put_away_version(unit, meeting, now)
    unit.record("hold_meeting", meeting.id, now, Reason.MEETING_ENDED)


def put_in_question(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Nobody was given its agenda, so that perhaps nobody met."""
    meeting.become(MeetingState.IN_QUESTION)
    unit.record("question_meeting", meeting.id, now, Reason.AGENDA_NEVER_OUT)
    notice = Notice(Occasion.MEETING_IN_QUESTION, meeting.body_id, meeting.id, Reason.AGENDA_NEVER_OUT)
    tell_office(unit, notice, now, meeting_id=meeting.id)


def may_be_said(unit: Unit, meeting: Meeting) -> bool:
    """Whether its own office can say that it was held, or was not."""
    is_over = meeting.state in {MeetingState.IN_QUESTION, MeetingState.HELD}
    is_for_good = meeting.is_written or approved_versions(unit.session, meeting.id)
    return has_papers_for(unit, meeting) and is_over and not is_for_good
