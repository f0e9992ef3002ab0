"""Where too little time is left to answer, a person decides to go on with gaps before the agenda is released."""

from collections.abc import Sequence
from datetime import datetime

from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.placing import NoTimeToAnswer
from agenda.meetings.meeting import Meeting
from service.database.cases.questions import worked_on
from service.workflow.unit import Unit


def accept_gaps(unit: Unit, cases: Sequence[Case], now: datetime, *, is_decided: bool) -> None:
    """Too little time is left in these cases: a person has decided to go on with gaps, or the change is refused."""
    if cases and not is_decided:
        raise NoTimeToAnswer(
            "choose a later time, or say to go on with gaps in the cases: with_gaps",
            "with_gaps",
            {"cases": sorted(case.reference for case in cases)},
        )
    for case in cases:
        case.has_gaps = True
        unit.record("accept_gaps", case.reference, now, meeting=case.meeting_id)


def ask_for_all_again(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Where a working day is left to answer after all, gaps that were accepted are so no longer."""
    enough = unit.working_days(meeting.body_id).later(now, 1)
    for case in worked_on(unit.session, meeting.id):
        is_open_in_time = all(k.due_at >= enough for k in case.standing if k.state is LookupState.OPEN)
        if case.state is CaseState.ASKING and is_open_in_time:
            case.has_gaps = False
