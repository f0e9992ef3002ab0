"""What the cases want on a meeting's agenda: follow-ups due, cases carried over, new cases, those of children together.

Which item a case becomes is `agenda/cases/agenda.py`: a further kind of item of the cases is a line there.
"""

from datetime import date, datetime

from agenda.cases.agenda import item_brought_back, item_of
from agenda.cases.case import Case
from agenda.meetings.agenda import ItemKind, ItemWanted
from agenda.meetings.meeting import Meeting
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.acting import cases_with_actions_due
from service.database.cases.following import decided_before, follow_ups_on
from service.database.cases.questions import Reading, cases_on
from service.database.meetings.agendas import released_agenda
from service.workflow.meetings.agenda import compose
from service.workflow.meetings.arranging import Addendum, append
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def wanted_of_cases(unit: Unit, meeting: Meeting, now: datetime) -> list[ItemWanted]:
    reading = Reading(unit.session, str(unit.actor), "compose the agenda", now)
    carried_over = decided_before(unit.session, meeting)
    cases = cases_on(reading, meeting.id)
    items = [item_of(case, is_carried_over=case.reference in carried_over) for case in cases]
    back = [
        item_brought_back(ItemKind.CARRIED_OVER, reference, is_child=is_child)
        for reference, is_child in cases_with_actions_due(unit.session, _day(unit, meeting))
    ]
    back += [
        item_brought_back(ItemKind.FOLLOW_UP, reference, is_child=is_child)
        for _, reference, is_child in follow_ups_on(unit.session, meeting)
    ]
    by_reference = {item.about: item for item in (*back, *items) if item is not None}
    return list(by_reference.values())


def draft_at_cut_off(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """No more cases are expected: the draft stands, or the secretariat is asked what a meeting without cases is for."""
    agenda = compose(unit, meeting, wanted_of_cases(unit, meeting, now), now)
    if not agenda.about:
        notice = Notice(Occasion.MEETING_WITHOUT_CASES, meeting.body_id, meeting.id, Reason.NO_CASES)
        tell_office(unit, notice, now, meeting_id=meeting.id)


def add_late_case(unit: Unit, meeting: Meeting, case: Case, now: datetime) -> None:
    """A case that was released after the agenda stands on it as an addendum, and on a new version in the making."""
    item, held = item_of(case), released_agenda(unit.session, meeting.id)
    if item is not None and held is not None and case.reference not in held.about:
        append(unit, meeting, held, Addendum(item, Reason.LATE_CASE), now)
        compose(unit, meeting, wanted_of_cases(unit, meeting, now), now)


def _day(unit: Unit, meeting: Meeting) -> date:
    return unit.calendar.local(meeting.starts_at).date()
