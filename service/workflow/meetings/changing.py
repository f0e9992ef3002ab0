"""Lay one meeting elsewhere, call it off, confirm or add it; what follows is in `cases/changed_meetings.py`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.access import Action
from agenda.meetings.free_times import open_days
from agenda.meetings.meeting import (
    Meeting,
    MeetingState,
    ReasonMissing,
    TwoMeetingsAtOnce,
    check_times,
)
from service.database.engine import one_at_a_time
from service.database.meetings import questions
from service.workflow.meetings import deadlines
from service.workflow.meetings.days_off import laid_on_closed
from service.workflow.meetings.event import event_uid
from service.workflow.meetings.guests import follow_guests
from service.workflow.meetings.kept_planned import keep_planned
from service.workflow.meetings.sender import check_can_send
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Times:
    """A meeting's new times and why; `ends_at` left out keeps its length.

    `with_gaps` says to go on where agencies that have yet to answer have too little time left to.
    """

    starts_at: datetime
    ends_at: datetime | None = None
    reason: str = ""
    with_gaps: bool = False


def lay_at(unit: Unit, meeting: Meeting, times: Times, now: datetime) -> None:
    """Lay the meeting at other times, with its milestones and its guests; none of its attendees is told."""
    before = meeting.starts_at
    ends_at = times.ends_at or times.starts_at + (meeting.ends_at - meeting.starts_at)
    unit.check_free_of_persons(reason=times.reason)
    _check_day(unit, meeting.body_id, times)
    _check_alone(unit, meeting.body_id, times.starts_at, meeting.id)
    meeting.move(times.starts_at, ends_at, times.reason.strip(), now)
    meeting.laid_on_closed = laid_on_closed(unit, meeting)
    unit.record(
        "move_meeting",
        meeting.id,
        now,
        before=before.isoformat(),
        after=times.starts_at.isoformat(),
        reason=times.reason,
    )
    deadlines.derive(unit, meeting, now)
    follow_guests(unit, meeting, now)


def call_off(unit: Unit, meeting: Meeting, reason: str, now: datetime) -> None:
    """The meeting will not be; none of those invited is told."""
    unit.check_free_of_persons(reason=reason)
    was_confirmed = meeting.state is MeetingState.CONFIRMED
    meeting.cancel(reason.strip())
    unit.record("cancel_meeting", meeting.id, now, reason=reason)
    if was_confirmed:
        keep_planned(unit, meeting, now)


def add_extraordinary(unit: Unit, body_id: str, times: Times, now: datetime) -> Meeting:
    """A meeting outside the series, proposed until somebody confirms it."""
    unit.allow(Action.CHANGE_MEETINGS)
    unit.check_own(body_id)
    questions.body_named(unit.session, body_id)
    unit.check_free_of_persons(reason=times.reason)
    _check_day(unit, body_id, times)
    _check_alone(unit, body_id, times.starts_at, "")
    meeting = _extraordinary(unit, body_id, times, now)
    meeting.laid_on_closed = laid_on_closed(unit, meeting)
    unit.session.add(meeting)
    deadlines.derive(unit, meeting, now)
    unit.session.flush()
    unit.record("add_meeting", meeting.id, now, body=body_id, starts_at=times.starts_at.isoformat())
    return meeting


def confirm_one(unit: Unit, meeting_id: str, now: datetime) -> Meeting:
    meeting = meeting_to_change(unit, meeting_id)
    check_can_send(unit, meeting.body_id)
    check_times(meeting.starts_at, meeting.ends_at, now)
    meeting.become(MeetingState.CONFIRMED)
    meeting.miss_what_is_past(now)
    unit.record("confirm_meeting", meeting.id, now, missed=[one.name for one in meeting.missed])
    return meeting


def next_open_day(unit: Unit, body_id: str, now: datetime) -> date:
    """The first day after this one on which the body may meet."""
    days = unit.working_days(body_id)
    return open_days(days, days.local(now).date() + timedelta(days=1), 1)[0]


def meeting_to_change(unit: Unit, meeting_id: str) -> Meeting:
    unit.allow(Action.CHANGE_MEETINGS)
    meeting = questions.meeting_named(unit.session, meeting_id)
    unit.check_own(meeting.body_id)
    return meeting


def _extraordinary(unit: Unit, body_id: str, times: Times, now: datetime) -> Meeting:
    hours = unit.settings.bodies[body_id].series
    local = unit.calendar.local(times.starts_at)
    length = unit.calendar.moment(local.date(), hours.ends) - unit.calendar.moment(local.date(), hours.starts)
    ends_at = times.ends_at or times.starts_at + length
    check_times(times.starts_at, ends_at, now)
    meeting_id = unit.new_id()
    return Meeting(
        id=meeting_id,
        body_id=body_id,
        starts_at=times.starts_at,
        ends_at=ends_at,
        uid=event_uid(unit, body_id, meeting_id),
        reason=times.reason.strip(),
        is_extraordinary=True,
    )


def _check_day(unit: Unit, body_id: str, times: Times) -> None:
    days = unit.working_days(body_id)
    on = days.local(times.starts_at).date()
    if (days.closed(on) or days.is_closed_week(on)) and not times.reason.strip():
        raise ReasonMissing("the day is closed; choose another, or say why it must be that day", "reason")


def _check_alone(unit: Unit, body_id: str, starts_at: datetime, but: str) -> None:
    one_at_a_time(unit.session, f"meetings of {body_id} are laid")
    for other in questions.meetings_listed(unit.session, body_id):
        if other.is_ahead and not other.is_written and other.starts_at == starts_at and other.id != but:
            raise TwoMeetingsAtOnce("the body meets then already; choose another time", "starts_at")
