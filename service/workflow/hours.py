"""The hours in which agencies are reminded, for whoever plans a reminder and for whoever hands it over."""

from datetime import datetime

from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reminders import ReminderRules, within_hours
from service.settings.tables import Settings
from service.workflow.unit import Unit

CHASING = frozenset(
    {
        Occasion.REMINDER,
        Occasion.ESCALATION,
        Occasion.ACTION_REMINDER,
        Occasion.CONSENT_REMINDER,
        Occasion.CHARTER_REMINDER,
        Occasion.ORIENTATION_REMINDER,
    }
)


def reminder_rules(settings: Settings) -> ReminderRules:
    table = settings.reminders
    return ReminderRules(table.at, table.opens, table.closes, table.working_days_before)


def put_off(unit: Unit, message: Message, now: datetime) -> bool:
    """Whether a reminder that was held up past its hours must wait, which it then does."""
    if message.occasion not in CHASING:
        return False
    until = _handed_over_from(unit, message, now)
    if until > now:
        message.put_off(until)
    return until > now


def _handed_over_from(unit: Unit, message: Message, now: datetime) -> datetime:
    """On a later day not before that day's own reminder, which then takes its place."""
    rules = reminder_rules(unit.settings)
    opening = within_hours(now, rules, unit.working_days(message.body_id))
    on = unit.calendar.local(opening).date()
    if unit.calendar.local(message.due_at).date() == on:
        return opening
    return max(opening, unit.calendar.moment(on, rules.at))
