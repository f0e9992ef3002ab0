"""What waits for a person at the secretariat: of the cases, and of the meetings of its own bodies."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

import structlog
from sqlalchemy.exc import DBAPIError

from agenda.access import Action, Room
from agenda.cases.agenda import item_of
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.concern import Notification
from agenda.cases.effort import effort_steps
from agenda.cases.lookup import LookupState
from agenda.meetings.meeting import CUT_OFF, MeetingState
from service.database.cases.efforts import Efforts, efforts_of, to_reassess
from service.database.cases.following import left_follow_ups
from service.database.cases.owed import outcomes_owed
from service.database.cases.questions import Reading, open_cases_legible, worked_on_legible
from service.database.cases.taking_back import unseen_redactions
from service.database.cases.written_tables import proposal_for
from service.database.meetings import questions
from service.database.meetings.agendas import newest_agenda
from service.logs import told
from service.workflow.cases.agreeing import without_owner
from service.workflow.cases.consents import consents_waited_for
from service.workflow.cases.dispatching import waiting_letters
from service.workflow.clock_waiting import of_clock
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.waiting import (
    Waiting,
    legibly,
    meetings_ahead,
    of_mail,
    of_meetings,
    oldest_first,
)
from service.workflow.unit import Unit

log = structlog.get_logger()

MIDNIGHT = time()


def waiting_for_a_person(unit: Unit, now: datetime) -> list[Waiting]:
    """Oldest first."""
    unit.allow(Action.SEE_DESK)
    unit.allow(Action.READ_MESSAGES)
    of_cases = _of_cases(unit, now) if Room.CASES in unit.settings.rooms else []
    return oldest_first(
        [*of_cases, *legibly(now, of_meetings(unit, now), of_mail(unit, now), of_clock(unit))]
    )


def _of_cases(unit: Unit, now: datetime) -> list[Waiting]:
    reading = Reading(unit.session, str(unit.actor), "what waits for a person", now)
    cases, unreadable = open_cases_legible(reading)
    efforts = _efforts(unit, cases)
    of_cases = (part for case in cases for part in (_of_case(case), _of_effort(unit, case, efforts, now)))
    found = legibly(
        now,
        *of_cases,
        _of_orientations(unit, now),
        _of_outcomes(unit),
        _of_actions(unit),
        _redactions(unit),
        _letters(unit),
        _without_cases(unit, now),
    )
    hidden = [Waiting("unreadable_case", reference, opened_at) for reference, opened_at in unreadable]
    return [*found, *hidden]


def _of_case(case: Case) -> Iterator[Waiting]:
    waits_for_meeting = case.is_cleared_early and case.meeting_id is None
    if case.state is CaseState.RECEIVED and not waits_for_meeting:
        yield Waiting("confirm_parties", case.reference, case.opened_at)
    if case.state is CaseState.AWAITING_CLEARANCE:
        yield Waiting("police_clearance", case.reference, case.opened_at)
    if case.meeting_id is None and case.state not in DISCUSSED_OR_LATER:
        yield Waiting("no_meeting", case.reference, case.opened_at)
    wrong = [k for k in case.standing if k.state is LookupState.TO_CORRECT]
    if wrong:
        yield Waiting("correct_person", case.reference, min(k.answers[-1].answered_at for k in wrong))
    if case.further:
        yield Waiting("further_concern", case.reference, min(c.received_at for c in case.further))
    pending = [c for c in case.concerns if c.notification is Notification.PENDING]
    if pending:
        yield Waiting("child_notification", case.reference, min(c.received_at for c in pending))


def _efforts(unit: Unit, cases: Sequence[Case]) -> Efforts | None:
    """Of all cases together; None where something of them can't be read: then case by case."""
    try:
        return efforts_of(unit.session, [case.id for case in cases])
    except DBAPIError:
        raise
    except Exception as fault:  # noqa: BLE001 - whichever row of whichever case it is, the others are to be read
        log.error("efforts_unreadable", **told(fault))  # noqa: TRY400 - its words may repeat what was read
        return None


def _of_effort(unit: Unit, case: Case, known: Efforts | None, now: datetime) -> Iterator[Waiting]:
    efforts = known or efforts_of(unit.session, [case.id])
    courses = efforts.courses.get(case.id, ())
    steps = effort_steps(case, efforts.conversations.get(case.id, ()), courses, now)
    for what, since in (*steps, *consents_waited_for(unit, case, courses, now)):
        yield Waiting(what, case.reference, since)
    if case.state is CaseState.RELEASED and case.meeting_id is not None:
        meeting = questions.meeting_named(unit.session, case.meeting_id)
        if meeting.is_written and proposal_for(unit.session, case.id, meeting.id) is None:
            yield Waiting("propose_outcome", case.reference, case.released_at or case.opened_at)
    if case.state in DISCUSSED_OR_LATER and case.id not in efforts.oriented:
        yield Waiting("orientation", case.reference, case.released_at or case.opened_at)


def _of_orientations(unit: Unit, now: datetime) -> Iterator[Waiting]:
    for reference, on in to_reassess(unit.session, unit.calendar.local(now).date()):
        yield Waiting("reassess_orientation", reference, unit.calendar.moment(on, MIDNIGHT))


def _of_outcomes(unit: Unit) -> Iterator[Waiting]:
    """Those owed to a meeting that was held, and follow-ups of which nothing was said there."""
    owed = outcomes_owed(unit.session)
    for reference, _, ended_at in owed:
        yield Waiting("outcome", reference, ended_at)
    due = {(reference, ended_at) for reference, _, ended_at in owed}
    for reference, ended_at in left_follow_ups(unit.session):
        if (reference, ended_at) not in due:
            yield Waiting("follow_up", reference, ended_at)


def _of_actions(unit: Unit) -> Iterator[Waiting]:
    """Those whose owner is kept out of the case: somebody else is to see to them."""
    for reference, agreed_at in without_owner(unit):
        yield Waiting("hand_over_action", reference, agreed_at)


def _redactions(unit: Unit) -> Iterator[Waiting]:
    """Until somebody has taken note: minutes or other papers may say what was taken out."""
    for reference, redacted_at in unseen_redactions(unit.session):
        yield Waiting("answer_redacted", reference, redacted_at)


def _letters(unit: Unit) -> Iterator[Waiting]:
    """Until somebody has said how they were sent, or that they were not."""
    for reference, made_at in waiting_letters(unit):
        yield Waiting("letter_not_sent", reference, made_at)


def _without_cases(unit: Unit, now: datetime) -> Iterator[Waiting]:
    """From the cut-off on until it is cancelled, its agenda is released all the same, or a case comes."""
    for meeting in meetings_ahead(unit, now):
        cut_off = meeting.milestone(CUT_OFF)
        is_asked = meeting.state is MeetingState.CONFIRMED and not meeting.is_written
        agenda = newest_agenda(unit.session, meeting.id)
        if not is_asked or cut_off is None or cut_off.done_at is None or agenda is None or not agenda.is_open:
            continue
        cases, unreadable = worked_on_legible(unit.session, meeting.id)
        if is_case_body(unit, meeting) and not unreadable and not any(map(item_of, cases)):
            yield Waiting("meeting_without_cases", meeting.id, cut_off.done_at)
