"""The police clear a case before anyone is asked, and cases end."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.cases.case import Case, CaseNotThere, CaseState, CloseReason, Effort
from agenda.cases.course import CourseStillOpen
from agenda.cases.visibility import is_shown_case
from notifications.reason import Reason
from service.database.cases.efforts import is_in_course, planned_conversation
from service.database.cases.questions import NoSuchCase, Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.asking import ask_wanted, withdraw_open
from service.workflow.cases.following_up import drop_follow_ups
from service.workflow.cases.leaving import be_left_out
from service.workflow.cases.placing import lay_in_time
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Closing:
    reason: CloseReason
    revision: int


@dataclass(frozen=True)
class Clearance:
    """Whether the police find that the case may be treated here."""

    is_cleared: bool
    revision: int


def close_case(unit: Unit, reference: str, closing: Closing, now: datetime) -> Case:
    """End a case; what is still asked is withdrawn and the agencies are told."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "close the case", now), reference)
    case.expect(closing.revision)
    end(unit, case, closing.reason, now)
    return case


def clear_case(unit: Unit, reference: str, clearance: Clearance, now: datetime) -> Case:
    """The police's answer, with or without a meeting ahead: the confirmed parties are asked, or the case ends here."""
    unit.allow(Action.CLEAR_CASE)
    if unit.actor.role is Role.AGENCY and unit.actor.party_id != unit.settings.cases.police_party:
        raise NoSuchCase("there is no such case for you", "case")
    case = case_named(Reading(unit.session, str(unit.actor), "police clearance", now), reference)
    if not is_shown_case(case, unit.actor, unit.settings.cases.police_party):
        raise NoSuchCase("there is no such case for you", "case")
    if case.state is not CaseState.AWAITING_CLEARANCE:
        raise CaseNotThere("the case does not wait for clearance", "case", {"state": str(case.state)})
    case.expect(clearance.revision)
    unit.record("clear_case", case.reference, now, is_cleared=clearance.is_cleared)
    if clearance.is_cleared:
        _come_to_a_meeting(unit, case, now)
        ask_wanted(unit, case, now)
    else:
        case.parties_wanted = {}
        _leave_to_police(unit, case, now)
    return case


def end_settled(unit: Unit, case: Case, reason: CloseReason, now: datetime) -> None:
    """What the meetings have settled ends, and the case with it where no further concern waits for a meeting."""
    if not case.untreated:
        end(unit, case, reason, now)
        return
    _end_effort(unit, case, now)
    unit.record("end_effort", case.reference, now, reason=str(reason))


def check_may_end(unit: Unit, case: Case) -> None:
    """A case whose course is proposed or runs does not end before it."""
    if is_in_course(unit.session, case.id):
        raise CourseStillOpen("end the course first, with its reason", "case")


def end(unit: Unit, case: Case, reason: CloseReason, now: datetime) -> None:
    """The case ends: what is still asked is withdrawn, and the time until it is deleted begins."""
    _end_effort(unit, case, now)
    withdraw_open(unit, case, Reason.CASE_CLOSED, now)
    case.become(CaseState.CLOSED)
    case.closed_at, case.close_reason = now, str(reason)
    unit.record("close_case", case.reference, now, reason=str(reason))
    _leave_meeting_ahead(unit, case, now)


def _leave_meeting_ahead(unit: Unit, case: Case, now: datetime) -> None:
    """A meeting that has begun owes what it came to, whatever became of the case since."""
    lies_on = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    if lies_on is not None and now < lies_on.starts_at:
        be_left_out(unit, case, lies_on, Reason.CASE_CLOSED, now)


def _come_to_a_meeting(unit: Unit, case: Case, now: datetime) -> None:
    """One that would begin before anybody can answer is no use to those who are asked now."""
    if case.meeting_id is not None:
        lay_in_time(unit, case, Reason.CLEARANCE_FIRST, now)


def _leave_to_police(unit: Unit, case: Case, now: datetime) -> None:
    """A further concern is theirs alone; a course that runs goes on, and a person says what becomes of the case."""
    if case.effort is not Effort.NONE:
        case.rest()
        return
    end(unit, case, CloseReason.POLICE_ALONE, now)


def _end_effort(unit: Unit, case: Case, now: datetime) -> None:
    check_may_end(unit, case)
    planned = planned_conversation(unit.session, case.id)
    if planned is not None:
        planned.call_off(now)
        unit.record("call_off_conversation", case.reference, now, conversation=planned.id)
    drop_follow_ups(unit, case, now)
    case.effort = Effort.NONE
