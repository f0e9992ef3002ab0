"""A meeting was not held after all: what was recorded of cases there is shown, withdrawn, and kept as withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.cases.action import ActionState, AgreedAction
from agenda.cases.case import Case, CaseState
from agenda.cases.correction import led_nowhere, stop_of
from agenda.cases.follow_up import FollowUp, FollowUpState
from agenda.cases.not_treated import NotTreated
from agenda.cases.oral_note import OralNote
from agenda.cases.outcome import Outcome
from agenda.meetings.holding import Stop
from agenda.meetings.meeting import Meeting
from notifications.reason import Reason
from service.database.cases.acting import actions_of
from service.database.cases.at_meetings import not_treated_at, notes_of, outcome_at
from service.database.cases.efforts import mark_changed
from service.database.cases.following import follow_ups_of
from service.database.cases.questions import Reading, cases_at, worked_on
from service.workflow.cases.contents import seal_correction
from service.workflow.cases.correcting import since_led, take_back
from service.workflow.cases.following_up import take_up_discussed
from service.workflow.cases.not_treating import go_to_next
from service.workflow.unit import Unit

PURPOSE = "say that the meeting was not held"


@dataclass(frozen=True)
class RecordedOfCase:
    """What a meeting has recorded of a case; `stop` is why it can't be withdrawn, if it can't."""

    case: Case
    outcome: Outcome | None
    not_treated: NotTreated | None
    notes: Sequence[OralNote]
    actions: Sequence[AgreedAction]
    follow_ups: Sequence[FollowUp]
    stop: Stop | None


def recorded_of_cases(unit: Unit, meeting: Meeting, now: datetime) -> list[RecordedOfCase]:
    """By reference; that the cases were looked at is recorded."""
    reading = Reading(unit.session, str(unit.actor), PURPOSE, now)
    return [_recorded(unit, reading, case, meeting) for case in cases_at(reading, meeting.id)]


def undo_cases(
    unit: Unit, meeting: Meeting, recorded: Sequence[RecordedOfCase], reason: str, now: datetime
) -> None:
    """Each case goes to the next meeting, and with it whoever had not answered."""
    for one in recorded:
        _undo(unit, meeting, one, reason, now)
    for case in worked_on(unit.session, meeting.id):
        if case.is_prepared or case.state is CaseState.DISCUSSED:
            go_to_next(unit, case, Reason.MEETING_NOT_HELD, now)
            mark_changed(case)
    unit.session.flush()


def _recorded(unit: Unit, reading: Reading, case: Case, meeting: Meeting) -> RecordedOfCase:
    session = unit.session
    outcome = outcome_at(session, case.id, meeting.id)
    return RecordedOfCase(
        case,
        outcome,
        not_treated_at(session, case.id, meeting.id),
        [one for one in notes_of(session, case.id) if one.meeting_id == meeting.id],
        [one for one in actions_of(session, case.id) if one.meeting_id == meeting.id],
        list(_discussed(unit, case, meeting, outcome)),
        _stop(reading, case, outcome, meeting) if outcome else None,
    )


def _discussed(unit: Unit, case: Case, meeting: Meeting, outcome: Outcome | None) -> Iterator[FollowUp]:
    """The follow-ups that were discussed there: laid on it, or done with by its outcome."""
    decided_at = outcome.recorded_at if outcome else None
    for one in follow_ups_of(unit.session, case.id):
        is_there = one.meeting_id == meeting.id or (decided_at and one.settled_at == decided_at)
        if one.state is FollowUpState.DISCUSSED and is_there:
            yield one


def _stop(reading: Reading, case: Case, outcome: Outcome, meeting: Meeting) -> Stop | None:
    if led_nowhere(case, outcome):
        return None
    kind = stop_of(case, outcome, since_led(reading, case, outcome, meeting))
    return Stop(case.reference, kind) if kind else None


def _undo(unit: Unit, meeting: Meeting, one: RecordedOfCase, reason: str, now: datetime) -> None:
    case, outcome = one.case, one.outcome
    if outcome is not None:
        before = since_led(Reading(unit.session, str(unit.actor), PURPOSE, now), case, outcome, meeting)
        outcome.corrected_at, outcome.sealed_correction = now, seal_correction(unit, outcome, reason)
        unit.session.flush()
        if not led_nowhere(case, outcome):
            take_back(unit, case, outcome, before, now)
        if case.state is CaseState.DISCUSSED and case.meeting_id != meeting.id:
            case.rest()  # it had come back there, and goes on as it did
    if one.not_treated is not None:
        one.not_treated.taken_back_at = now
    for action in one.actions:
        if action.state is ActionState.OPEN:
            action.withdraw(now, str(unit.actor))
    for follow_up in one.follow_ups:
        take_up_discussed(unit, case, follow_up, now)
    mark_changed(case)
    unit.record("withdraw_what_was_recorded", case.reference, now, meeting=meeting.id)
