"""Changes of the calendar and of meetings, with all that follows: the cases' deadlines, and who is told."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from agenda.access import Action, Role
from agenda.meetings.day_off import AlreadyClosed, DayOff, NoSuchClosedDay, PutBefore
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.plan import ClosedDate, Plan
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import cases_without_meeting, urgent_cases_after
from service.database.forum.topics import meetings_borne
from service.database.meetings import questions
from service.workflow.cases.agreeing import find_due_days
from service.workflow.cases.asking import ask_cleared
from service.workflow.cases.changed_meetings import (
    CallingOff,
    be_called_off,
    follow_deadlines,
    lie_at_other_times,
)
from service.workflow.cases.following_up import place_follow_ups
from service.workflow.cases.placing import bring_forward, place_waiting
from service.workflow.forum.agenda import release_again
from service.workflow.forum.carrying import carry_on, carry_topics
from service.workflow.meetings import changing, days_off, deadlines, planning
from service.workflow.meetings.changing import Times
from service.workflow.office import (
    Notice,
    own_office,
    tell_office,
    tell_office_after_pause,
    tell_office_once,
)
from service.workflow.unit import Unit


def move_meeting(unit: Unit, meeting_id: str, times: Times, revision: int, now: datetime) -> Meeting:
    meeting = changing.meeting_to_change(unit, meeting_id)
    meeting.expect(revision)
    before = meeting.starts_at
    lie_at_other_times(unit, meeting, times, now)
    release_again(unit, meeting, before, now)
    return meeting


def cancel_meeting(unit: Unit, meeting_id: str, reason: str, revision: int, now: datetime) -> Meeting:
    meeting = changing.meeting_to_change(unit, meeting_id)
    meeting.expect(revision)
    be_called_off(unit, meeting, CallingOff(reason), now)
    carry_on(unit, meeting, now)
    return meeting


def withdraw_plan(unit: Unit, plan_id: str, now: datetime) -> Plan:
    """What a member wrote for one of its meetings goes along to the next that is confirmed, or waits for one."""
    plan = planning.withdraw(unit, plan_id, meetings_borne(unit.session), now)
    carry_topics(unit, plan.body_id, now)
    return plan


def confirm_meeting(unit: Unit, meeting_id: str, now: datetime) -> Meeting:
    meeting = changing.confirm_one(unit, meeting_id, now)
    unit.session.flush()
    place_waiting(unit, cases_without_meeting(unit.session), now)
    ask_cleared(unit, now)
    place_follow_ups(unit, now)
    if meeting.body_id == unit.settings.cases.body:
        bring_forward(unit, meeting, urgent_cases_after(unit.session, meeting), now)
    carry_on(unit, meeting, now)
    return meeting


def confirm_plan(unit: Unit, plan_id: str, now: datetime) -> Plan:
    plan = planning.confirm(unit, plan_id, now)
    unit.session.flush()
    place_waiting(unit, cases_without_meeting(unit.session), now)
    ask_cleared(unit, now)
    place_follow_ups(unit, now)
    carry_topics(unit, plan.body_id, now)
    return plan


def close_day(unit: Unit, given: ClosedDate, now: datetime) -> list[Meeting]:
    """Close a day ahead for the office's own bodies, whose open deadlines follow; the other office is told and decides.

    Own meetings on the day stay, and the office is told of each.
    """
    unit.allow(Action.CHANGE_MEETINGS)
    days_off.check_ahead(unit, given.on, now)
    unit.check_free_of_persons(name=given.name)
    office = own_office(unit)
    if not unit.working_days(unit.settings.body_of(office)).is_open(given.on):
        raise AlreadyClosed("the day is closed already", "on")
    day = questions.day_off(unit.session, given.on, office)
    if day is None:
        day = DayOff(given.on, office, given.name, office, is_closed=True)
        unit.session.add(day)
    day.close(given.name)
    unit.record("close_day", given.on.isoformat(), now, office=str(office))
    days_off.put_closing_before_others(unit, day, now)
    return _was_closed(unit, day, now)


def open_day(unit: Unit, on: date, now: datetime) -> None:
    """Take back a day the office has closed; its deadlines follow again. Whoever took it over is told and decides."""
    day = days_off.day_to_change(unit, on, now)
    if not day.is_closed:
        raise NoSuchClosedDay("your office has not closed the day; read the list of closed days", "on")
    unit.record("open_day", on.isoformat(), now, office=str(day.office))
    days_off.put_opening_before_others(unit, day, now)
    _was_opened(unit, day, now)


def take_over_day(unit: Unit, on: date, revision: int, now: datetime) -> list[Meeting]:
    """What the other office did holds for this one's bodies too; gives its meetings on a day that is now closed."""
    day = days_off.day_to_change(unit, on, now)
    day.expect(revision)
    taken = day.take_over()
    unit.record("take_over_day", on.isoformat(), now, office=str(day.office), taken=str(taken))
    if taken is PutBefore.CLOSED:
        return _was_closed(unit, day, now)
    _was_opened(unit, day, now)
    return []


def leave_day(unit: Unit, on: date, revision: int, now: datetime) -> DayOff:
    """Whatever the other office did with the day, for this one's bodies it stays as it is."""
    day = days_off.day_to_change(unit, on, now)
    day.expect(revision)
    left = day.leave()
    unit.record("leave_day", on.isoformat(), now, office=str(day.office), left=str(left))
    return day


def with_deadlines(unit: Unit, now: datetime) -> list[str]:
    """The meetings, by id, whose deadlines are yet to come; of active bodies alone."""
    found = (one for office in unit.settings.offices for one in _with_open_deadlines(unit, office, now))
    return [meeting.id for meeting in found]


def follow_settings(unit: Unit, meeting_id: str, now: datetime) -> None:
    """One meeting as the settings now have it: its deadlines, and whether they closed its day since it lies there."""
    meeting = questions.meeting_named(unit.session, meeting_id)
    _derive_one(unit, meeting, Reason.SETTINGS_CHANGED, now)
    on = days_off.laid_on_closed(unit, meeting)
    is_news = on is not None and on != meeting.laid_on_closed
    if on is not None and is_news and meeting.is_ahead and not meeting.is_written:
        why = Reason.SETTINGS_CHANGED
        notice = Notice(Occasion.MEETING_ON_CLOSED_DAY, meeting.body_id, meeting.id, why)
        tell_office_once(unit, notice, on.isoformat(), now, meeting_id=meeting.id, on=on.isoformat())


def follow_days(unit: Unit, now: datetime) -> None:
    """What counts by working days beside the meetings: follow-ups, and the days by which actions are due."""
    place_follow_ups(unit, now)
    find_due_days(unit, now)


def _was_closed(unit: Unit, day: DayOff, now: datetime) -> list[Meeting]:
    _derive_all(unit, day.office, Reason.DAY_CLOSED, now)
    on_the_day = [m for m in _ahead_of(unit, day.office, now) if _day(unit, m) == day.on]
    for meeting in on_the_day:
        why = Reason.MEETING_ON_CLOSED_DAY
        notice = Notice(Occasion.MEETING_ON_CLOSED_DAY, meeting.body_id, meeting.id, why)
        tell_office(unit, notice, now, meeting_id=meeting.id, on=day.on.isoformat())
    return on_the_day


def _was_opened(unit: Unit, day: DayOff, now: datetime) -> None:
    """A day that another office still has closed stays in the list, as one this office has opened."""
    if days_off.is_closed_elsewhere(unit, day):
        day.open()
    else:
        days_off.forget_day(unit, day)
    _derive_all(unit, day.office, Reason.DAY_OPENED, now)


def _derive_all(unit: Unit, office: Role, why: Reason, now: datetime) -> None:
    """The office's working days are others: the deadlines of its own bodies follow."""
    unit.session.flush()
    unit.forget_working_days()
    for meeting in _with_open_deadlines(unit, office, now):
        _derive_one(unit, meeting, why, now)
    if unit.settings.office_of(unit.settings.cases.body) is office:
        follow_days(unit, now)


def _derive_one(unit: Unit, meeting: Meeting, why: Reason, now: datetime) -> None:
    """A meeting's deadlines, with what lies on it; its office is told of those that moved, of all meetings at once."""
    shifts = deadlines.derive(unit, meeting, now)
    follow_deadlines(unit, meeting, why, now)
    if shifts and meeting.state is not MeetingState.PROPOSED:
        moved = {f"{meeting.id}/{shift.name}": shift.before.isoformat() for shift in shifts}
        notice = Notice(Occasion.MEETING_CHANGED, meeting.body_id, meeting.body_id, why)
        tell_office_after_pause(unit, notice, now, before=moved)


def _with_open_deadlines(unit: Unit, office: Role, now: datetime) -> Iterable[Meeting]:
    held = questions.held_with_open_milestones(unit.session, unit.settings.bodies_of(office))
    return [*_ahead_of(unit, office, now), *held]


def _ahead_of(unit: Unit, office: Role, now: datetime) -> Sequence[Meeting]:
    return questions.meetings_ahead(unit.session, unit.settings.bodies_of(office), now)


def _day(unit: Unit, meeting: Meeting) -> date:
    return unit.calendar.local(meeting.starts_at).date()
