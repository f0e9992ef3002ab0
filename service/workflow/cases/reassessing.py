"""An orientation that was put off or left out is assessed anew on its day; from then on the secretariat is reminded."""

from datetime import datetime

from agenda.cases.orientation import Orientation, reminded_on
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import within_hours
from service.database.cases.due import reassessments_due
from service.database.cases.efforts import orientations_of
from service.database.cases.questions import worked_case
from service.database.due import blaming, read_each
from service.workflow.hours import reminder_rules
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def set_reassessment(unit: Unit, decided: Orientation) -> None:
    """The newest decision alone is to be assessed anew; whatever it replaces is settled by it."""
    for earlier in orientations_of(unit.session, decided.case_id):
        earlier.remind_at = None
    _set_next(unit, decided, None)


def remind_to_reassess(unit: Unit, _orientation_id: str, now: datetime) -> None:
    """The clock's step: one mail of all orientations whose day has come. Outside office hours it waits."""
    due = read_each(unit.session, Orientation, reassessments_due(unit.session, now))
    opening = within_hours(now, reminder_rules(unit.settings), unit.working_days(unit.settings.cases.body))
    if opening > now:
        for one in due:
            one.remind_at = opening
        return
    today = unit.calendar.local(now).date()
    come = [one for one in due if one.reassess_on is not None and one.reassess_on <= today]
    if come:
        _tell(unit, come, now)
    for one in due:
        with blaming(one.id):
            _set_next(unit, one, now if one in come else None)


def _tell(unit: Unit, come: list[Orientation], now: datetime) -> None:
    body = unit.settings.cases.body
    notice = Notice(Occasion.ORIENTATION_REMINDER, body, body, Reason.ORIENTATION_TO_REASSESS)
    tell_office(unit, notice, now, orientation_ids=[one.id for one in come])
    for one in come:
        with blaming(one.id):
            unit.record("remind_reassessment", worked_case(unit.session, one.case_id).reference, now)


def _set_next(unit: Unit, decided: Orientation, told_at: datetime | None) -> None:
    if decided.reassess_on is None:
        decided.remind_at = None
        return
    after = unit.calendar.local(told_at).date() if told_at else None
    each = unit.settings.cases.reassessment_reminded_each_working_days
    on = reminded_on(decided.reassess_on, after, each, unit.working_days(unit.settings.cases.body))
    decided.remind_at = unit.calendar.moment(on, unit.settings.reminders.at)
