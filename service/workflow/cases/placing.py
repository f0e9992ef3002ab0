"""On which meeting a case lies; the deadlines of its requests follow."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import IN_PREPARATION, Case, CaseNotThere, CaseState
from agenda.cases.placing import (
    NoMeetingAhead,
    Placed,
    place,
    place_urgent,
)
from agenda.meetings.meeting import (
    AGENDA_DUE,
    Meeting,
    MeetingIsOver,
    MeetingState,
    ReasonMissing,
)
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import Reading, case_named, worked_on
from service.database.meetings.questions import confirmed_after, meeting_named
from service.workflow.cases.following import follow_case, follow_onto, set_own_release
from service.workflow.cases.gaps import accept_gaps
from service.workflow.cases.leaving import leave_agenda
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


@dataclass(frozen=True)
class OntoMeeting:
    """`with_gaps` says to go on where agencies that have yet to answer have too little time left to."""

    meeting_id: str
    reason: str
    revision: int
    with_gaps: bool = False


def place_case(unit: Unit, case: Case, now: datetime) -> Placed:
    """Lay the case on a meeting by the rules."""
    meetings = confirmed_after(unit.session, unit.settings.cases.body, now)
    placed = _placed_urgently(unit, case, meetings, now) if case.is_urgent else place(meetings, now)
    case.lie_on(placed.meeting.id)
    return placed


def _placed_urgently(unit: Unit, case: Case, meetings: Sequence[Meeting], now: datetime) -> Placed:
    """Where that is far off, the secretariat is asked for an extraordinary meeting."""
    placed = place_urgent(
        meetings,
        unit.working_days(unit.settings.cases.body),
        unit.settings.cases.urgent_within_working_days,
        now,
    )
    if placed.is_far_off:
        why = Reason.NEXT_MEETING_FAR_OFF
        notice = Notice(Occasion.EXTRAORDINARY_MEETING_WANTED, unit.settings.cases.body, case.reference, why)
        tell_office(unit, notice, now, case_id=case.id)
    return placed


def soonest(unit: Unit, now: datetime) -> datetime:
    """Whoever is asked now has a working day at the least."""
    return unit.working_days(unit.settings.cases.body).later(now, 1)


def move_case(unit: Unit, reference: str, onto: OntoMeeting, now: datetime) -> Case:
    """Lay a case on another meeting: outside the rules, so it takes a reason."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(
        Reading(unit.session, str(unit.actor), "move the case to another meeting", now), reference
    )
    case.expect(onto.revision)
    meeting = meeting_named(unit.session, onto.meeting_id)
    unit.check_own(meeting.body_id)
    if meeting.body_id != unit.settings.cases.body or case.state is not CaseState.ASKING:
        raise CaseNotThere(
            "only a case that is being prepared moves, and only to a meeting of its body", "meeting"
        )
    if meeting.state is not MeetingState.CONFIRMED or meeting.starts_at <= now:
        raise MeetingIsOver("choose a confirmed meeting ahead", "meeting", {"state": str(meeting.state)})
    if not onto.reason.strip():
        raise ReasonMissing("say why the case lies on another meeting", "reason")
    unit.check_free_of_persons(reason=onto.reason)
    leave_agenda(unit, case, meeting.id, Reason.CASE_MOVED, now)
    unit.record("move_case", case.reference, now, meeting=meeting.id, reason=onto.reason)
    is_short = follow_onto(unit, case, Reason.CASE_MOVED, now)
    accept_gaps(unit, [case] if is_short else [], now, is_decided=onto.with_gaps)
    return case


def put_back(unit: Unit, case: Case, now: datetime, *, is_new_round: bool, becomes_urgent: bool) -> None:
    """A further concern came: a case that was discussed returns to a meeting, one that became urgent moves forward.

    What was recommended for the citizen goes on meanwhile.
    """
    if case.state not in IN_PREPARATION or (case.state is CaseState.RELEASED and is_new_round):
        _take_up(unit, case, now)
        place_case(unit, case, now)
        set_own_release(unit, case, now)
    elif becomes_urgent and case.state is not CaseState.RELEASED:
        place_case(unit, case, now)
        follow_onto(unit, case, Reason.CASE_BECAME_URGENT, now)


def take_up_late(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    """A concern that came too late for the meeting is for the next one, or waits until there is one."""
    is_late = any(concern.received_at >= meeting.starts_at for concern in case.untreated)
    if not is_late or case.state in IN_PREPARATION or not case.is_open:
        return
    _take_up(unit, case, now)
    case.lie_on(None)
    with suppress(NoMeetingAhead):
        place_case(unit, case, now)
    unit.record("carry_over", case.reference, now, Reason.FURTHER_CONCERN, meeting=case.meeting_id)
    follow_onto(unit, case, Reason.FURTHER_CONCERN, now)


def _take_up(unit: Unit, case: Case, now: datetime) -> None:
    case.become(CaseState.ASKING)
    case.taken_up_at = now
    _forget_release(case)
    unit.record("take_up", case.reference, now, Reason.FURTHER_CONCERN)


def lay_on_next(unit: Unit, case: Case, now: datetime) -> None:
    """The unit wants to know more: the case is prepared anew for the next meeting whose agenda is to come."""
    following = confirmed_after(unit.session, unit.settings.cases.body, now)
    case.lie_on(_next_for(unit, case, following, now))
    if case.meeting_id is None:
        raise NoMeetingAhead("confirm a plan with a meeting ahead first", "meeting")
    _forget_release(case)
    unit.record("carry_over", case.reference, now, Reason.MORE_IS_WANTED, meeting=case.meeting_id)


def _forget_release(case: Case) -> None:
    case.rolled_over, case.has_gaps, case.released_at = 0, False, None


def follow_meeting(unit: Unit, meeting: Meeting, why: Reason, now: datetime) -> list[Case]:
    """The meeting's deadlines changed: every open request on it follows, and each agency is told once.

    Gives the cases in which that leaves somebody too little time to answer.
    """
    return [case for case in worked_on(unit.session, meeting.id) if follow_case(unit, case, why, now)]


def leave_meeting(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The meeting was cancelled: its cases go to the next one, or wait for one to be confirmed."""
    for case in worked_on(unit.session, meeting.id):
        leave_for_next(unit, case, Reason.MEETING_CANCELLED, now)


def leave_for_next(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """The case is prepared for the next meeting, or waits for one; what was released is released anew."""
    following = confirmed_after(unit.session, unit.settings.cases.body, now)
    case.lie_on(_next_for(unit, case, following, now))
    if case.state in {CaseState.RELEASED, CaseState.DISCUSSED}:
        case.become(CaseState.ASKING)
        case.released_at, case.has_gaps = None, False
    unit.record("move_case", case.reference, now, meeting=case.meeting_id, reason=why)
    follow_onto(unit, case, why, now)


def lay_in_time(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """Who is asked now has a working day: a case whose meeting begins sooner is for the next, or waits for one."""
    if case.meeting_id is None or meeting_named(unit.session, case.meeting_id).starts_at > soonest(unit, now):
        return
    following = confirmed_after(unit.session, unit.settings.cases.body, now)
    leave_agenda(unit, case, _next_for(unit, case, following, now), why, now)
    unit.record("move_case", case.reference, now, meeting=case.meeting_id, reason=why)


def prepare_anew(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """Nothing stands that was released of the case: everybody is to be asked about it."""
    if case.state is CaseState.RELEASED:
        case.become(CaseState.ASKING)
    case.released_at, case.has_gaps = None, False
    lay_in_time(unit, case, why, now)


def _next_for(unit: Unit, case: Case, following: Sequence[Meeting], now: datetime) -> str | None:
    """By the rules for an urgent case; else the first meeting whose agenda is yet to be released."""
    if case.is_urgent:
        with suppress(NoMeetingAhead):
            return _placed_urgently(unit, case, following, now).meeting.id
        return None
    due = ((meeting, meeting.milestone(AGENDA_DUE)) for meeting in following)
    return next((m.id for m, agenda in due if agenda and agenda.is_to_come and now < agenda.due_at), None)


def place_waiting(unit: Unit, cases: list[Case], now: datetime) -> None:
    """A meeting was confirmed: cases that waited for one land on it, if the rules say so."""
    for case in cases:
        with suppress(NoMeetingAhead):
            place_case(unit, case, now)
            follow_onto(unit, case, Reason.MEETING_CONFIRMED, now)


def bring_forward(unit: Unit, meeting: Meeting, cases: list[Case], now: datetime) -> None:
    """A meeting was confirmed: urgent cases that lie on a later one come onto it, if it leaves time to ask."""
    if meeting.starts_at <= soonest(unit, now):
        return
    for case in cases:
        case.lie_on(meeting.id)
        unit.record("move_case", case.reference, now, meeting=meeting.id, reason=Reason.MEETING_CONFIRMED)
        follow_onto(unit, case, Reason.MEETING_CONFIRMED, now)
