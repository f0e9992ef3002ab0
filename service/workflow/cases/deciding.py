"""The outcome of a case at a meeting: what the unit recommends is kept, and the case goes where that leads."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseState, Effort
from agenda.cases.not_treated import SaidNotTreated
from agenda.cases.outcome import (
    ENDS,
    Outcome,
    OutcomeGiven,
    OutcomeKind,
    OutcomeRecorded,
    check_at_meeting,
    check_day,
    check_outcome,
)
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import not_treated_at, outcome_at, outcomes_of
from service.database.cases.efforts import mark_changed
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.asking import ask_further
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.closing import end_settled
from service.workflow.cases.contents import seal_outcome
from service.workflow.cases.following_up import follow_ups_were_discussed
from service.workflow.cases.on_agenda import authorities_in, is_on_agenda
from service.workflow.cases.placing import lay_on_next, take_up_late
from service.workflow.cases.release import discuss
from service.workflow.meetings.minutes import open_minutes
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Decision:
    """An outcome as it was given at a meeting, by the case's revision that was read."""

    meeting_id: str
    outcome: OutcomeGiven
    revision: int


def record_outcome(unit: Unit, reference: str, decision: Decision, now: datetime) -> Case:
    """Keep the outcome that a case owes: it lies on the meeting's released agenda, whatever has happened since."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "record the outcome", now), reference)
    meeting = meeting_named(unit.session, decision.meeting_id)
    known = outcome_at(unit.session, case.id, meeting.id)
    if known is not None:
        raise OutcomeRecorded(
            "the case has its outcome at this meeting; read it, or correct it",
            "meeting",
            {"kind": str(known.kind)},
        )
    if not_treated_at(unit.session, case.id, meeting.id) is not None:
        raise SaidNotTreated("take that back first, if the meeting treated the case after all", "meeting")
    case.expect(decision.revision)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on_agenda(unit, case, meeting))
    open_minutes(unit, meeting)
    held_on = unit.calendar.local(meeting.starts_at).date()
    check_day(decision.outcome, held_on)
    decide(unit, case, meeting, decision.outcome, now)
    redraft(unit, case, meeting, now)
    return case


def decide(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Outcome:
    """The outcome is kept and settles what the meeting treated, whichever way it was come to."""
    if case.state is CaseState.RELEASED and case.meeting_id == meeting.id:
        discuss(unit, case, now)
    outcome = keep_outcome(unit, case, meeting, given, now)
    follow_ups_were_discussed(unit, case, meeting, now)
    if case.is_open and not _was_decided_later(unit, case, meeting):
        _lead_on(unit, case, meeting, given, now)
    mark_changed(case)
    unit.session.flush()
    return outcome


def keep_outcome(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Outcome:
    """As it was given, if it is whole; where it leads is another's to say."""
    check_outcome(given, authorities_in(unit, case, now, meeting))
    unit.check_free_of_persons(handed_to=given.handed_to)
    outcome = _outcome(unit, case, meeting, given, now)
    unit.session.add(outcome)
    facts = {"meeting": meeting.id, "outcome": str(given.kind), "responsible": given.responsible}
    unit.record("record_outcome", case.reference, now, **facts)
    return outcome


def _outcome(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Outcome:
    outcome_id = unit.new_id()
    return Outcome(
        id=outcome_id,
        case_id=case.id,
        meeting_id=meeting.id,
        kind=given.kind,
        responsible=given.responsible,
        recorded_at=now,
        recorded_by=str(unit.actor),
        has_dissent=bool(given.dissents),
        sealed_content=seal_outcome(unit, case.id, outcome_id, given),
        handed_to=given.handed_to.strip(),
        close_reason=str(given.close_reason or ""),
        due_on=given.due_on or unit.calendar.local(meeting.starts_at).date(),
    )


def _was_decided_later(unit: Unit, case: Case, meeting: Meeting) -> bool:
    """What a later meeting decided is not turned by the outcome of an earlier one that was forgotten."""
    decided_at = {one.meeting_id for one in outcomes_of(unit.session, case.id) if one.corrected_at is None}
    others = decided_at - {meeting.id}
    return any(meeting_named(unit.session, other).starts_at > meeting.starts_at for other in others)


def _lead_on(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> None:
    """A case that a further concern has brought onto another meeting stays there, whatever this one decided."""
    goes_on = case.goes_on_beyond(meeting.id)
    if given.kind is OutcomeKind.MORE_INFORMATION:
        if not goes_on:
            lay_on_next(unit, case, now)
        ask_further(unit, case, given.lookups, now)
        return
    case.settle(meeting.id, meeting.starts_at)
    if given.kind is OutcomeKind.CONVERSATION:
        case.effort = Effort.CONVERSATION
    if given.kind in {OutcomeKind.CONVERSATION, OutcomeKind.UNCHANGED}:
        _rest(case, goes_on=goes_on)
    else:
        end_settled(unit, case, given.close_reason or ENDS[given.kind], now)
    take_up_late(unit, case, meeting, now)


def _rest(case: Case, *, goes_on: bool) -> None:
    if case.effort is Effort.NONE or not goes_on:
        case.rest()
