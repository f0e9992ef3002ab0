"""A case that stood on the agenda and that the meeting did not treat: said with the reason, or taken back."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.not_treated import NotSaid, SaidNotTreated, check_why
from agenda.cases.outcome import OutcomeRecorded, check_at_meeting
from agenda.meetings.meeting import AGENDA_DUE, Meeting
from notifications.reason import Reason
from service.database.cases.at_meetings import not_treated_at, outcome_at
from service.database.cases.efforts import mark_changed
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.leaving import keep_not_treated
from service.workflow.cases.on_agenda import is_on_agenda
from service.workflow.cases.placing import leave_for_next
from service.workflow.cases.release import lapse
from service.workflow.meetings.minutes import open_minutes
from service.workflow.unit import Unit


@dataclass(frozen=True)
class LeftOut:
    """At which meeting the case was not treated and why, by the case's revision that was read."""

    meeting_id: str
    reason: str
    revision: int


def say_not_treated(unit: Unit, reference: str, given: LeftOut, now: datetime) -> Case:
    """The case goes to the next meeting, unless it is prepared for one already; agencies that lapsed may answer."""
    case, meeting = _at_meeting(unit, reference, given.meeting_id, given.revision, now)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on_agenda(unit, case, meeting))
    decided = outcome_at(unit.session, case.id, meeting.id)
    if decided is not None:
        raise OutcomeRecorded(
            "the case has its outcome there; correct that", "meeting", {"kind": str(decided.kind)}
        )
    if not_treated_at(unit.session, case.id, meeting.id) is not None:
        raise SaidNotTreated("it is said already; read the case again", "meeting")
    check_why(given.reason)
    open_minutes(unit, meeting)
    keep_not_treated(unit, case, meeting, given.reason, now)
    if case.meeting_id == meeting.id and case.state in {CaseState.RELEASED, CaseState.DISCUSSED}:
        go_to_next(unit, case, Reason.NOT_TREATED, now)
    mark_changed(case)
    unit.session.flush()
    redraft(unit, case, meeting, now)
    return case


def take_back_not_treated(unit: Unit, reference: str, meeting_id: str, revision: int, now: datetime) -> Case:
    """The meeting treated the case after all: it owes its outcome again."""
    case, meeting = _at_meeting(unit, reference, meeting_id, revision, now)
    said = not_treated_at(unit.session, case.id, meeting.id)
    if said is None:
        raise NotSaid("record the outcome; nothing says that the case was not treated", "meeting")
    open_minutes(unit, meeting)
    said.taken_back_at = now
    unit.record("take_back_not_treated", case.reference, now, meeting=meeting.id)
    has_come = any(concern.received_at >= said.said_at for concern in case.concerns)
    if case.state is CaseState.ASKING and not has_come:
        _stand_again(unit, case, meeting, now)
    mark_changed(case)
    unit.session.flush()
    redraft(unit, case, meeting, now)
    return case


def go_to_next(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """From a meeting that did not treat it: who had not answered by then is asked until the next one."""
    for lookup in case.standing:
        if lookup.state is LookupState.LAPSED:
            lookup.become(LookupState.OPEN)
            lookup.handled_until = now  # what was due before is not made good
            unit.record("ask_until_next", case.reference, now, why, party=lookup.party_id)
    leave_for_next(unit, case, why, now)


def _at_meeting(
    unit: Unit, reference: str, meeting_id: str, revision: int, now: datetime
) -> tuple[Case, Meeting]:
    unit.allow(Action.DECIDE_CASE)
    purpose = "say whether the meeting treated the case"
    case = case_named(Reading(unit.session, str(unit.actor), purpose, now), reference)
    case.expect(revision)
    return case, meeting_named(unit.session, meeting_id)


def _stand_again(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    release = meeting.milestone(AGENDA_DUE)
    case.meeting_id, case.released_at = meeting.id, release.done_at if release else None
    case.take_back(case.effort)
    lapse(unit, case, now)
