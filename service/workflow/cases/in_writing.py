"""A meeting is held in writing: the same cases, a closing date, and outcomes to which all consent."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState, Effort, NothingGoesOn
from agenda.cases.course import CourseStillOpen
from agenda.cases.outcome import ENDING, OutcomeGiven, OutcomeKind, check_outcome
from agenda.cases.written import (
    NotInWriting,
    Proposal,
    check_closing,
    check_in_writing,
)
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.party import asked
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.efforts import is_in_course, mark_changed
from service.database.cases.questions import Reading, case_named
from service.database.cases.written_tables import proposal_for
from service.database.meetings.questions import party_named
from service.workflow.cases.changed_meetings import CallingOff, be_called_off
from service.workflow.cases.chasing_consent import set_next_reminder
from service.workflow.cases.on_agenda import authorities_in, known_parties
from service.workflow.cases.treated_in_writing import procedure_of
from service.workflow.cases.written_contents import seal_grounds
from service.workflow.meetings import changing, deadlines
from service.workflow.meetings.event import event_uid
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class WrittenCall:
    """When the procedure closes, and why the meeting is not held; `revision` is the meeting's."""

    closes_at: datetime
    reason: str
    revision: int


def hold_in_writing(unit: Unit, meeting_id: str, call: WrittenCall, now: datetime) -> Meeting:
    """The meeting is cancelled, its cases go on in writing: what was released stays so, deadlines follow.

    So do those that were to come back: an outcome may be proposed for them, or they go to the next meeting.
    """
    unit.allow(Action.DECIDE_CASE)
    meeting = changing.meeting_to_change(unit, meeting_id)
    if meeting.body_id != unit.settings.cases.body or meeting.is_written:
        raise NotInWriting("choose a meeting of the case body that people would come to", "meeting")
    check_closing(call.closes_at, unit.working_days(unit.settings.cases.body), now)
    meeting.expect(call.revision)
    written = _written(unit, meeting, call)
    unit.session.add(written)
    deadlines.derive(unit, written, now)
    unit.session.flush()
    unit.record("hold_in_writing", meeting.id, now, written=written.id, closes_at=call.closes_at.isoformat())
    be_called_off(unit, meeting, CallingOff(call.reason, written=written), now)
    return written


def propose_outcome(
    unit: Unit, reference: str, given: OutcomeGiven, revision: int, now: datetime
) -> Proposal:
    """Propose the outcome of a case; each party that was asked is told, and a new version asks them all anew."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "propose an outcome in writing", now), reference)
    case.expect(revision)
    meeting = procedure_of(unit, case)
    is_ready = case.state is CaseState.RELEASED or case.state in DISCUSSED_OR_LATER
    check_in_writing(meeting, given.kind, now, is_ready=is_ready)
    assert meeting is not None
    if given.kind in ENDING and is_in_course(unit.session, case.id):
        raise CourseStillOpen("end the course first, with its reason", "case")
    if given.kind is OutcomeKind.UNCHANGED and case.effort is Effort.NONE:
        raise NothingGoesOn("choose another outcome: nothing has been recommended yet", "kind")
    check_outcome(given, authorities_in(unit, case, now, meeting))
    unit.check_free_of_persons(handed_to=given.handed_to)
    proposed = _proposed(unit, case, meeting, given, now)
    mark_changed(case)
    facts = {"meeting": meeting.id, "outcome": str(given.kind), "version": proposed.version}
    unit.record("propose_outcome", case.reference, now, "", **facts)
    _ask_for_consent(unit, proposed, meeting.starts_at, now)
    return proposed


def _written(unit: Unit, meeting: Meeting, call: WrittenCall) -> Meeting:
    meeting_id = unit.new_id()
    return Meeting(
        id=meeting_id,
        body_id=meeting.body_id,
        starts_at=call.closes_at,
        ends_at=call.closes_at,
        uid=event_uid(unit, meeting.body_id, meeting_id),
        state=MeetingState.CONFIRMED,
        moved_from=unit.calendar.local(meeting.starts_at).date(),
        reason=call.reason.strip(),
        is_written=True,
    )


def _proposed(unit: Unit, case: Case, meeting: Meeting, given: OutcomeGiven, now: datetime) -> Proposal:
    known = proposal_for(unit.session, case.id, meeting.id)
    proposal_id = known.id if known else unit.new_id()
    asked_of = {lookup.party_id for lookup in case.standing} & known_parties(unit, now)
    fresh = Proposal(
        id=proposal_id,
        case_id=case.id,
        meeting_id=meeting.id,
        version=known.version + 1 if known else 1,
        kind=given.kind,
        responsible=given.responsible,
        parties=sorted(asked_of - barred_parties(unit, meeting, case.reference)),
        proposed_at=now,
        proposed_by=str(unit.actor),
        sealed_content=seal_grounds(unit, case.id, proposal_id, given.grounds),
        handed_to=given.handed_to.strip(),
        close_reason=str(given.close_reason or ""),
    )
    if known is None:
        unit.session.add(fresh)
    else:
        _take_over(known, fresh)
    proposed = known or fresh
    set_next_reminder(unit, proposed, now)
    unit.session.flush()
    return proposed


def _take_over(known: Proposal, fresh: Proposal) -> None:
    """The newer words; nobody has consented to them yet."""
    for name in (
        *("version", "kind", "responsible", "parties", "proposed_at", "proposed_by", "sealed_content"),
        *("handed_to", "close_reason", "consents", "sealed_words", "reminded_at"),
    ):
        setattr(known, name, getattr(fresh, name))


def _ask_for_consent(unit: Unit, proposed: Proposal, closes_at: datetime, now: datetime) -> None:
    """One mail to an agency for all that is proposed within the pause."""
    on = unit.calendar.local(now).date()
    for party_id in proposed.parties:
        for recipient in asked(party_named(unit.session, party_id), on):
            facts: dict[str, object] = {"party_id": party_id, "proposals": {proposed.id: proposed.version}}
            body, why = unit.settings.cases.body, Reason.OUTCOME_PROPOSED
            telling = Telling(Occasion.CONSENT_WANTED, recipient, body, party_id, why, facts)
            unit.tell_after_pause(telling, now, ahead_of=closes_at)
