"""How long whoever is asked on has at the least: a working day, or until the meeting ahead begins."""

from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.placing import least_due_at
from service.database.meetings.questions import meeting_named
from service.workflow.unit import Unit


def in_time(unit: Unit, case: Case, due_at: datetime, now: datetime) -> datetime:
    """The deadline of a request that is open again, or later where that leaves too little time to answer."""
    meeting = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    return max(due_at, least_due_at(meeting, unit.working_days(unit.settings.cases.body), now))
