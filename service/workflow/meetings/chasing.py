"""The clock chases minutes: at their deadline, and each working day after it until they are approved."""

from datetime import datetime, timedelta

from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import Minutes
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import within_hours
from service.database.meetings.minutes import minutes_to_change, minutes_to_chase
from service.database.meetings.questions import meeting_named
from service.workflow.hours import reminder_rules
from service.workflow.meetings.minutes import begin_minutes
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def chase_at_deadline(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Minutes that nobody has begun are begun here, so that there is something to chase."""
    minutes = minutes_to_change(unit.session, meeting.id) or begin_minutes(unit, meeting, now)
    if not minutes.is_locked:
        _chase(unit, minutes, now)


def chase_one(unit: Unit, now: datetime) -> bool:
    """The clock's step. Outside office hours it waits for the next opening."""
    minutes = minutes_to_chase(unit.session, now)
    if minutes is None:
        return False
    opening = within_hours(now, reminder_rules(unit.settings), unit.calendar)
    if opening > now:
        minutes.chase_at = opening
    else:
        _chase(unit, minutes, now)
    return True


def chase_next_day(unit: Unit, minutes: Minutes, now: datetime) -> None:
    on = unit.calendar.local(now).date() + timedelta(days=1)
    while not unit.calendar.is_open(on):
        on += timedelta(days=1)
    minutes.chase_at = unit.calendar.moment(on, unit.settings.reminders.at)


def _chase(unit: Unit, minutes: Minutes, now: datetime) -> None:
    meeting = meeting_named(unit.session, minutes.meeting_id)
    notice = Notice(Occasion.MINUTES_WANTED, meeting.body_id, meeting.id, Reason.MINUTES_NOT_APPROVED)
    tell_office(unit, notice, now, meeting_id=meeting.id)
    chase_next_day(unit, minutes, now)
    unit.record("chase_minutes", meeting.id, now, Reason.MINUTES_NOT_APPROVED)
