"""Changes of the calendar and of meetings, with all that follows: the cases' deadlines, and who is told."""

from collections.abc import Iterable
from datetime import date, datetime

from agenda.access import Action
from agenda.errors import Conflict, Invalid
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.plan import ClosedDate, Plan
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import cases_without_meeting, urgent_cases_after
from service.database.meetings import questions
from service.workflow.cases.agreeing import find_due_days
from service.workflow.cases.changed_meetings import (
    CallingOff,
    be_called_off,
    follow_deadlines,
    lie_at_other_times,
)
from service.workflow.cases.following_up import place_follow_ups
from service.workflow.cases.placing import bring_forward, place_waiting
from service.workflow.meetings import changing, deadlines, planning
from service.workflow.meetings.changing import Times
from service.workflow.office import Notice, tell_office, tell_office_after_pause
from service.workflow.unit import Unit


class AlreadyClosed(Conflict):
    """The day is closed already."""


class ClosedDayPassed(Invalid):
    """Only a day that lies ahead can be closed or opened."""


class NotClosedByHand(Invalid):
    """The day is open, or closed by the calendar itself."""


def move_meeting(unit: Unit, meeting_id: str, times: Times, revision: int, now: datetime) -> Meeting:
    meeting = changing.meeting_to_change(unit, meeting_id)
    meeting.expect(revision)
    lie_at_other_times(unit, meeting, times, now)
    return meeting


def cancel_meeting(unit: Unit, meeting_id: str, reason: str, revision: int, now: datetime) -> Meeting:
    meeting = changing.meeting_to_change(unit, meeting_id)
    meeting.expect(revision)
    be_called_off(unit, meeting, CallingOff(reason), now)
    return meeting


def confirm_meeting(unit: Unit, meeting_id: str, now: datetime) -> Meeting:
    meeting = changing.confirm_one(unit, meeting_id, now)
    unit.session.flush()
    place_waiting(unit, cases_without_meeting(unit.session), now)
    place_follow_ups(unit, now)
    if meeting.body_id == unit.settings.cases.body:
        bring_forward(unit, meeting, urgent_cases_after(unit.session, meeting), now)
    return meeting


def confirm_plan(unit: Unit, plan_id: str, now: datetime) -> Plan:
    plan = planning.confirm(unit, plan_id, now)
    unit.session.flush()
    place_waiting(unit, cases_without_meeting(unit.session), now)
    place_follow_ups(unit, now)
    return plan


def close_day(unit: Unit, closed: ClosedDate, now: datetime) -> list[Meeting]:
    """Close a day ahead: open deadlines follow. Meetings on the day stay, and their office is told of each."""
    unit.allow(Action.CHANGE_MEETINGS)
    _check_ahead(unit, closed.on, now)
    unit.check_free_of_persons(name=closed.name)
    if not unit.calendar.is_open(closed.on):
        raise AlreadyClosed("the day is closed already", "on")
    unit.session.add(closed)
    unit.record("close_day", closed.on.isoformat(), now)
    _derive_all(unit, Reason.DAY_CLOSED, now)
    ahead = questions.meetings_ahead(unit.session, unit.settings.bodies, now)
    on_the_day = [m for m in ahead if _day(unit, m) == closed.on]
    for meeting in on_the_day:
        why = Reason.MEETING_ON_CLOSED_DAY
        notice = Notice(Occasion.MEETING_ON_CLOSED_DAY, meeting.body_id, meeting.id, why)
        tell_office(unit, notice, now, meeting_id=meeting.id, on=closed.on.isoformat())
    return on_the_day


def open_day(unit: Unit, on: date, now: datetime) -> None:
    """Take back a closed day; deadlines follow again."""
    unit.allow(Action.CHANGE_MEETINGS)
    _check_ahead(unit, on, now)
    closed = unit.session.get(ClosedDate, on)
    if closed is None:
        raise NotClosedByHand("only a day that was closed here can be opened", "on")
    unit.session.delete(closed)
    unit.record("open_day", on.isoformat(), now)
    _derive_all(unit, Reason.DAY_OPENED, now)


def _derive_all(unit: Unit, why: Reason, now: datetime) -> None:
    unit.session.flush()
    unit.forget_calendar()
    before: dict[str, dict[str, str]] = {}
    for meeting in _with_open_deadlines(unit, now):
        shifts = deadlines.derive(unit, meeting, now)
        if shifts and meeting.state is not MeetingState.PROPOSED:
            moved = before.setdefault(meeting.body_id, {})
            moved.update({f"{meeting.id}/{shift.name}": shift.before.isoformat() for shift in shifts})
        follow_deadlines(unit, meeting, why, now)
    place_follow_ups(unit, now)
    find_due_days(unit, now)
    for body_id, moved in before.items():
        notice = Notice(Occasion.MEETING_CHANGED, body_id, body_id, why)
        tell_office_after_pause(unit, notice, now, before=moved)


def _with_open_deadlines(unit: Unit, now: datetime) -> Iterable[Meeting]:
    bodies = unit.settings.bodies
    ahead = questions.meetings_ahead(unit.session, bodies, now)
    return [*ahead, *questions.held_with_open_milestones(unit.session, bodies)]


def _day(unit: Unit, meeting: Meeting) -> date:
    return unit.calendar.local(meeting.starts_at).date()


def _check_ahead(unit: Unit, on: date, now: datetime) -> None:
    if on <= unit.calendar.local(now).date():
        raise ClosedDayPassed("choose a day that lies ahead", "on")
