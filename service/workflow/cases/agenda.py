"""What the cases want on a meeting's agenda: follow-ups due, cases carried over, new cases, those of children together.

Which item a case becomes is `agenda/cases/agenda.py`: a further kind of item of the cases is a line there.
"""

from datetime import datetime

from agenda.cases.agenda import item_of
from agenda.meetings.agenda import ItemWanted
from agenda.meetings.meeting import Meeting
from service.database.cases.questions import Reading, cases_on
from service.workflow.unit import Unit


def wanted_of_cases(unit: Unit, meeting: Meeting, now: datetime) -> list[ItemWanted]:
    reading = Reading(unit.session, str(unit.actor), "compose the agenda", now)
    items = [item_of(case) for case in cases_on(reading, meeting.id)]
    return [item for item in items if item is not None]
