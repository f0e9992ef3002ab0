"""An outcome that was recorded wrongly is corrected while the minutes are not approved; the wrong one is kept."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseState, Effort
from agenda.cases.correction import (
    AgreedInWriting,
    NothingToCorrect,
    Since,
    check_reason,
    check_stays,
    check_take_back,
    led_at,
    led_nowhere,
)
from agenda.cases.outcome import ENDING, ENDS, Outcome, OutcomeGiven, OutcomeKind, check_day
from agenda.meetings.meeting import AGENDA_DUE, Meeting
from notifications.reason import Reason
from service.database.cases.at_meetings import outcome_at, outcomes_of
from service.database.cases.efforts import courses_of, has_effort_since, mark_changed
from service.database.cases.letter_tables import has_sent_invitation_since
from service.database.cases.questions import Reading, case_named, cases_of_citizen
from service.database.meetings.minutes import minutes_of
from service.database.meetings.questions import meeting_named
from service.workflow.cases.asking import correct_further, withdraw_open
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.consents import follow_age
from service.workflow.cases.contents import seal_correction
from service.workflow.cases.conversing import plan_again
from service.workflow.cases.deciding import Decision, decide, keep_outcome
from service.workflow.cases.following_up import take_up_follow_ups
from service.workflow.meetings.minutes import open_minutes
from service.workflow.unit import Unit


@dataclass(frozen=True)
class OutcomeCorrection:
    """The outcome as it should have been recorded, and what was wrong with the one that stands."""

    decision: Decision
    reason: str


def correct_outcome(unit: Unit, reference: str, correction: OutcomeCorrection, now: datetime) -> Case:
    """Until the minutes of the meeting are approved, and again where they are re-opened."""
    unit.allow(Action.DECIDE_CASE)
    reading = Reading(unit.session, str(unit.actor), "correct the outcome", now)
    case = case_named(reading, reference)
    meeting, given = meeting_named(unit.session, correction.decision.meeting_id), correction.decision.outcome
    wrong = outcome_at(unit.session, case.id, meeting.id)
    if wrong is None:
        raise NothingToCorrect("record the outcome; the case has none at this meeting", "meeting")
    case.expect(correction.decision.revision)
    check_reason(correction.reason)
    _check_open(unit, meeting)
    check_day(given, unit.calendar.local(meeting.starts_at).date())
    since = since_led(reading, case, wrong, meeting)
    wrong.corrected_at, wrong.sealed_correction = now, seal_correction(unit, wrong, correction.reason)
    unit.session.flush()
    facts = {"meeting": meeting.id, "before": str(wrong.kind), "after": str(given.kind)}
    unit.record("correct_outcome", case.reference, now, **facts)
    if given.kind is wrong.kind:
        check_stays(case, wrong)
        keep_outcome(unit, case, meeting, given, now)
        _stay(unit, case, given, since, now)
    else:
        if not led_nowhere(case, wrong):
            check_take_back(case, wrong, since)
            take_back(unit, case, wrong, since, now)
        decide(unit, case, meeting, given, now)
    redraft(unit, case, meeting, now)
    return case


def may_be_corrected(unit: Unit, outcome: Outcome, meeting: Meeting) -> bool:
    minutes = minutes_of(unit.session, meeting.id)
    is_locked = minutes is not None and minutes.is_locked
    return outcome.corrected_at is None and not meeting.is_written and not is_locked


def _check_open(unit: Unit, meeting: Meeting) -> None:
    if meeting.is_written:
        raise AgreedInWriting("lay the case on a meeting, and record the next outcome there", "meeting")
    open_minutes(unit, meeting)


def since_led(reading: Reading, case: Case, wrong: Outcome, meeting: Meeting) -> Since:
    outcomes = outcomes_of(reading.session, case.id)
    led = led_at([one for one in outcomes if one.meeting_id == wrong.meeting_id])
    open_cases = cases_of_citizen(reading, case.cpr_index, case.person_index)
    return Since(
        led_at=led,
        has_later_outcome=any(
            one.recorded_at > wrong.recorded_at for one in outcomes if one.corrected_at is None
        ),
        has_letter=has_sent_invitation_since(reading.session, case.id, led),
        has_effort=has_effort_since(reading.session, case.id, led),
        has_another_case=any(one.id != case.id for one in open_cases),
        was_taken_up=case.taken_up_at is not None
        and meeting.starts_at <= case.taken_up_at <= wrong.recorded_at,
    )


def _stay(unit: Unit, case: Case, given: OutcomeGiven, since: Since, now: datetime) -> None:
    """The case goes where it went: only how that was put changes."""
    if given.kind in ENDING and case.state is CaseState.CLOSED and case.closed_at == since.led_at:
        case.close_reason = str(given.close_reason or ENDS[given.kind])
    if given.kind is OutcomeKind.MORE_INFORMATION:
        correct_further(unit, case, given.lookups, now)
    mark_changed(case)
    unit.session.flush()


def take_back(unit: Unit, case: Case, wrong: Outcome, since: Since, now: datetime) -> None:
    """The case stands again as the meeting discussed it; one that is prepared for another meeting stays there."""
    if wrong.kind is OutcomeKind.MORE_INFORMATION:
        withdraw_open(unit, case, Reason.OUTCOME_CORRECTED, now)
        meeting = meeting_named(unit.session, wrong.meeting_id)
        release = meeting.milestone(AGENDA_DUE)
        case.meeting_id, case.released_at = meeting.id, release.done_at if release else None
    if not case.goes_on_beyond(wrong.meeting_id) or wrong.kind is OutcomeKind.MORE_INFORMATION:
        case.take_back(_effort_before(unit, case, wrong))
    else:
        case.effort = _effort_before(unit, case, wrong)
    case.unsettle(wrong.meeting_id)
    follow_age(unit, case, now)
    take_up_follow_ups(unit, case, since.led_at, now)
    plan_again(unit, case, since.led_at, now)


def _effort_before(unit: Unit, case: Case, wrong: Outcome) -> Effort:
    """What was going on for the citizen when it was recorded: the newest of what was recommended and begun."""
    begun = [(course.opened_at, Effort.COURSE) for course in courses_of(unit.session, case.id)]
    for outcome in outcomes_of(unit.session, case.id):
        if outcome.corrected_at is None and outcome.id != wrong.id:
            if outcome.kind is OutcomeKind.CONVERSATION:
                begun.append((outcome.recorded_at, Effort.CONVERSATION))
            elif outcome.kind in ENDING:
                begun.append((outcome.recorded_at, Effort.NONE))
    earlier = [each for each in begun if each[0] < wrong.recorded_at]
    return max(earlier, key=lambda each: each[0])[1] if earlier else Effort.NONE
