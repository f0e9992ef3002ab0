"""What follows when a meeting of the case body ends: it was held, or it has closed in writing."""

from datetime import datetime

from agenda.meetings.meeting import Meeting
from service.workflow.cases.closing_in_writing import close_written
from service.workflow.cases.release import end_discussion
from service.workflow.unit import Unit


def end_meeting(unit: Unit, meeting: Meeting, now: datetime) -> None:
    if meeting.is_written:
        close_written(unit, meeting, now)
    else:
        end_discussion(unit, meeting, now)
