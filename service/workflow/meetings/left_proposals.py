"""A meeting that nobody confirmed while it could be prepared: its office is told, once for each time it lies at."""

from datetime import datetime

from agenda.meetings.meeting import CUT_OFF, Meeting, Milestone
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.workflow.office import Notice, tell_office_once
from service.workflow.unit import Unit


def tell_left(unit: Unit, meeting: Meeting, milestone: Milestone, now: datetime) -> None:
    """As its cut-off is missed; what follows after that is not told again."""
    if milestone.name != CUT_OFF or meeting.starts_at <= now:
        return
    notice = Notice(Occasion.PROPOSAL_LEFT, meeting.body_id, meeting.id, Reason.NOT_CONFIRMED)
    tell_office_once(unit, notice, meeting.starts_at.isoformat(), now, meeting_id=meeting.id)
