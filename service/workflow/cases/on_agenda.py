"""Whether a case lies on the agenda of a meeting as it was released."""

from agenda.cases.case import Case, CaseState
from agenda.meetings.meeting import Meeting


def is_on_agenda(case: Case, meeting: Meeting) -> bool:
    return case.meeting_id == meeting.id and case.state in {CaseState.RELEASED, CaseState.DISCUSSED}
