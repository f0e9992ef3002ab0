"""The outcome of a case at a meeting: what the unit recommends is kept, and the case goes where that leads."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed, CaseState
from agenda.cases.outcome import (
    ENDS,
    Outcome,
    OutcomeGiven,
    OutcomeKind,
    OutcomeRecorded,
    check_at_meeting,
    check_outcome,
)
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import outcome_at
from service.database.cases.questions import Reading, case_named
from service.database.meetings.questions import meeting_named
from service.workflow.cases.asking import ask_further
from service.workflow.cases.closing import end
from service.workflow.cases.contents import seal_outcome
from service.workflow.cases.following_up import follow_ups_were_discussed
from service.workflow.cases.on_agenda import is_on_agenda, known_parties
from service.workflow.cases.placing import lay_on_next
from service.workflow.cases.release import discuss
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Decision:
    """An outcome as it was given at a meeting, by the case's revision that was read."""

    meeting_id: str
    outcome: OutcomeGiven
    revision: int


def record_outcome(unit: Unit, reference: str, decision: Decision, now: datetime) -> Case:
    """Keep the outcome of a case that lies on the meeting's released agenda."""
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
    case.expect(decision.revision)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on_agenda(unit, case, meeting))
    decide(unit, case, meeting, decision.outcome, now)
    return case


def decide(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Outcome:
    """The outcome takes effect on an open case, whichever way it was come to."""
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    if case.state is CaseState.RELEASED:
        discuss(unit, case, now)
    outcome = keep_outcome(unit, case, meeting, given, now)
    follow_ups_were_discussed(unit, case, meeting, now)
    _lead_on(unit, case, given, now)
    unit.session.flush()
    return outcome


def keep_outcome(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Outcome:
    """As it was given, if it is whole; where it leads is another's to say."""
    check_outcome(given, known_parties(unit, now))
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
    )


def _lead_on(unit: Unit, case: Case, given: OutcomeGiven, now: datetime) -> None:
    if given.kind is OutcomeKind.CONVERSATION:
        case.become(CaseState.CONVERSATION)
    elif given.kind is OutcomeKind.MORE_INFORMATION:
        lay_on_next(unit, case, now)
        ask_further(unit, case, given.lookups, now)
    else:
        reason = given.close_reason or ENDS[given.kind]
        end(unit, case, reason, now)
