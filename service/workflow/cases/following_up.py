"""Follow-ups: set for a purpose, laid on the right meeting by themselves, and settled there."""

from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseIsClosed, CaseNotThere, CaseState, Effort
from agenda.cases.follow_up import (
    FollowUp,
    FollowUpGiven,
    FollowUpState,
    check_follow_up,
    last_day,
    meeting_for,
)
from agenda.cases.open_day import open_day
from agenda.cases.outcome import MeetingNotBegun
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases.efforts import mark_changed
from service.database.cases.following import follow_up_named, follow_ups_of, follow_ups_on, open_follow_ups
from service.database.cases.questions import Reading, case_named, worked_case
from service.database.meetings.questions import confirmed_after, meeting_named
from service.workflow.cases.contents import seal_purpose
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Following:
    """A follow-up as it was given, by the case's revision that was read."""

    given: FollowUpGiven
    revision: int


@dataclass(frozen=True)
class Settling:
    """How a follow-up ends: it was discussed, or it is no longer wanted."""

    state: FollowUpState
    revision: int


def set_follow_up(unit: Unit, reference: str, following: Following, now: datetime) -> FollowUp:
    """Let a case that was discussed come back, at most three months ahead."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "set a follow-up", now), reference)
    case.expect(following.revision)
    mark_changed(case)
    return lay_follow_up(unit, case, following.given, now)


def lay_follow_up(unit: Unit, case: Case, given: FollowUpGiven, now: datetime) -> FollowUp:
    """The follow-up of a case that somebody has before them; a closed day is moved to an open one."""
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    if case.state not in DISCUSSED_OR_LATER | {CaseState.RELEASED} and case.effort is Effort.NONE:
        raise CaseNotThere("a case that is being prepared comes to its meeting by itself", "case")
    today = _day(unit, now)
    check_follow_up(given, today)
    follow_up_id = unit.new_id()
    follow_up = FollowUp(
        id=follow_up_id,
        case_id=case.id,
        wanted_on=given.on,
        on=open_day(given.on, last_day(today), unit.working_days(unit.settings.cases.body)).on,
        set_at=now,
        set_by=str(unit.actor),
        sealed_purpose=seal_purpose(unit, case.id, follow_up_id, given.purpose),
    )
    unit.session.add(follow_up)
    facts = {"on": follow_up.on.isoformat(), "wanted_on": given.on.isoformat()}
    unit.record("set_follow_up", case.reference, now, **facts)
    _lay_on_its_meeting(unit, follow_up, now)
    unit.session.flush()
    return follow_up


def settle_follow_up(unit: Unit, follow_up_id: str, settling: Settling, now: datetime) -> FollowUp:
    """Say that it was discussed at its meeting, or that it is no longer wanted."""
    unit.allow(Action.DECIDE_CASE)
    follow_up = follow_up_named(unit.session, follow_up_id)
    follow_up.expect(settling.revision)
    if settling.state is FollowUpState.DISCUSSED and not _has_begun(unit, follow_up, now):
        raise MeetingNotBegun("wait until the meeting it lies on has begun, or drop it", "state")
    _settle(unit, worked_case(unit.session, follow_up.case_id), follow_up, settling.state, now)
    unit.session.flush()
    return follow_up


def follow_ups_were_discussed(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    """The case has its outcome at the meeting: what came back for it is done with."""
    for follow_up in follow_ups_of(unit.session, case.id):
        if follow_up.state is FollowUpState.OPEN and _is_by(unit, follow_up, meeting):
            _settle(unit, case, follow_up, FollowUpState.DISCUSSED, now)


def drop_follow_ups(unit: Unit, case: Case, now: datetime) -> None:
    """The case ends: it does not come back."""
    for follow_up in follow_ups_of(unit.session, case.id):
        if follow_up.state is FollowUpState.OPEN:
            _settle(unit, case, follow_up, FollowUpState.DROPPED, now)


def take_up_follow_ups(unit: Unit, case: Case, dropped_at: datetime, now: datetime) -> None:
    """The case did not end at that moment after all: what was dropped then comes back."""
    for follow_up in follow_ups_of(unit.session, case.id):
        if follow_up.state is FollowUpState.DROPPED and follow_up.settled_at == dropped_at:
            follow_up.take_up_again()
            unit.record("take_up_follow_up", case.reference, now, on=follow_up.on.isoformat())
            _lay_on_its_meeting(unit, follow_up, now)


def take_up_discussed(unit: Unit, case: Case, follow_up: FollowUp, now: datetime) -> None:
    """The meeting that discussed it was not held: it comes back."""
    follow_up.take_up_again()
    follow_up.meeting_id = None
    unit.record("take_up_follow_up", case.reference, now, on=follow_up.on.isoformat())
    _lay_on_its_meeting(unit, follow_up, now)


def lay_in_writing(unit: Unit, meeting: Meeting, written: Meeting, now: datetime) -> None:
    """The meeting is held in writing: what was to come back at it comes back there."""
    for follow_up, reference, _ in follow_ups_on(unit.session, meeting):
        follow_up.meeting_id = written.id
        unit.record("place_follow_up", reference, now, meeting=written.id, on=follow_up.on.isoformat())
    unit.session.flush()


def lay_anew(unit: Unit, written: Meeting, now: datetime) -> None:
    """It has closed: what was not discussed in writing comes back at the next meeting."""
    for follow_up, _, _ in follow_ups_on(unit.session, written):
        if follow_up.meeting_id == written.id:
            follow_up.meeting_id = None
            _lay_on_its_meeting(unit, follow_up, now)


def place_follow_ups(unit: Unit, now: datetime) -> None:
    """Calendar or meetings changed: each follow-up finds its day and its meeting anew."""
    for follow_up in open_follow_ups(unit.session):
        last_on = last_day(_day(unit, follow_up.set_at))
        follow_up.on = open_day(follow_up.wanted_on, last_on, unit.working_days(unit.settings.cases.body)).on
        _lay_on_its_meeting(unit, follow_up, now)


def _lay_on_its_meeting(unit: Unit, follow_up: FollowUp, now: datetime) -> None:
    """One whose meeting has begun stays there until it is settled; the next agenda has it too.

    So does one that comes back in writing, until that closes.
    """
    if _has_begun(unit, follow_up, now) or _is_in_writing(unit, follow_up):
        return
    ahead = confirmed_after(unit.session, unit.settings.cases.body, now)
    found = meeting_for(follow_up, ahead, lambda meeting: _day(unit, meeting.starts_at))
    meeting_id = found.id if found else None
    if meeting_id != follow_up.meeting_id:
        follow_up.meeting_id = meeting_id
        reference = worked_case(unit.session, follow_up.case_id).reference
        unit.record("place_follow_up", reference, now, meeting=meeting_id, on=follow_up.on.isoformat())


def _settle(unit: Unit, case: Case, follow_up: FollowUp, state: FollowUpState, now: datetime) -> None:
    follow_up.become(state, now)
    unit.record("settle_follow_up", case.reference, now, state=str(state))


def _has_begun(unit: Unit, follow_up: FollowUp, now: datetime) -> bool:
    if follow_up.meeting_id is None:
        return False
    meeting = meeting_named(unit.session, follow_up.meeting_id)
    return not meeting.is_off and meeting.starts_at <= now


def _is_in_writing(unit: Unit, follow_up: FollowUp) -> bool:
    if follow_up.meeting_id is None:
        return False
    meeting = meeting_named(unit.session, follow_up.meeting_id)
    return meeting.is_written and meeting.state is MeetingState.CONFIRMED


def _is_by(unit: Unit, follow_up: FollowUp, meeting: Meeting) -> bool:
    """Laid on that meeting, or on an earlier one where it was left."""
    if follow_up.meeting_id is None:
        return False
    return meeting_named(unit.session, follow_up.meeting_id).starts_at <= meeting.starts_at


def _day(unit: Unit, moment: datetime) -> date:
    return unit.calendar.local(moment).date()
