"""What the cases want on a meeting's agenda: follow-ups due, cases carried over, new cases, those of children together.

Which item a case becomes is `agenda/cases/agenda.py`: a further kind of item of the cases is a line there.
"""

from datetime import datetime

from agenda.cases.agenda import item_of
from agenda.cases.case import Case
from agenda.meetings.agenda import ItemWanted
from agenda.meetings.meeting import Meeting
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import Reading, cases_on
from service.database.meetings.agendas import released_agenda
from service.workflow.meetings.agenda import compose
from service.workflow.meetings.arranging import Addendum, append
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def wanted_of_cases(unit: Unit, meeting: Meeting, now: datetime) -> list[ItemWanted]:
    reading = Reading(unit.session, str(unit.actor), "compose the agenda", now)
    items = [item_of(case) for case in cases_on(reading, meeting.id)]
    return [item for item in items if item is not None]


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
