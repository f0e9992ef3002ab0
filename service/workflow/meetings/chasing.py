"""The clock chases minutes: at their deadline, and each working day after it until they are approved."""

from datetime import datetime

from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import Minutes
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import within_hours
from scheduler.swallowed import swallowed
from service.database.meetings.minutes import minutes_to_change
from service.database.meetings.questions import meeting_named
from service.workflow.hours import reminder_rules
from service.workflow.meetings.minutes import begin_minutes
from service.workflow.office import Notice, tell_office
from service.workflow.outages import Missed, miss_reminder
from service.workflow.unit import Unit


def chase_at_deadline(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Minutes that nobody has begun are begun here, so that there is something to chase."""
    minutes = minutes_to_change(unit.session, meeting.id) or begin_minutes(unit, meeting, now)
    if not minutes.is_locked:
        _chase(unit, minutes, now)


def chase_one(unit: Unit, minutes_id: str, now: datetime) -> None:
    """The clock's step. Outside office hours it waits for the next opening."""
    minutes = unit.session.get_one(Minutes, minutes_id)
    _miss_earlier(unit, minutes, now)
    days = unit.working_days(meeting_named(unit.session, minutes.meeting_id).body_id)
    opening = within_hours(now, reminder_rules(unit.settings), days)
    if opening > now:
        minutes.chase_at = opening
    else:
        _chase(unit, minutes, now)


def chase_next_day(unit: Unit, minutes: Minutes, now: datetime) -> None:
    minutes.chase_at = _next_day(unit, minutes, now)


def _next_day(unit: Unit, minutes: Minutes, moment: datetime) -> datetime:
    days = unit.working_days(meeting_named(unit.session, minutes.meeting_id).body_id)
    on = days.count(days.local(moment).date(), 1).on
    return days.moment(on, unit.settings.reminders.at)


def _miss_earlier(unit: Unit, minutes: Minutes, now: datetime) -> None:
    """The newest goes out; what an outage swallowed before it is listed."""
    assert minutes.chase_at is not None
    meeting = meeting_named(unit.session, minutes.meeting_id)
    for at in swallowed(minutes.chase_at, lambda moment: _next_day(unit, minutes, moment), now):
        miss_reminder(unit, Missed(str(Occasion.MINUTES_WANTED), meeting.body_id, meeting.id, at), now)


def _chase(unit: Unit, minutes: Minutes, now: datetime) -> None:
    meeting = meeting_named(unit.session, minutes.meeting_id)
    notice = Notice(Occasion.MINUTES_WANTED, meeting.body_id, meeting.id, Reason.MINUTES_NOT_APPROVED)
    tell_office(unit, notice, now, meeting_id=meeting.id)
    chase_next_day(unit, minutes, now)
    unit.record("chase_minutes", meeting.id, now, Reason.MINUTES_NOT_APPROVED)
