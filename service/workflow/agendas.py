"""Agendas of all bodies: which room says what is on them, and what follows when they are released."""

from datetime import datetime

from agenda.access import Action
from agenda.meetings.agenda import Agenda, ItemWanted
from agenda.meetings.meeting import Meeting
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.meetings.agenda import compose
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.reading import meeting_read
from service.workflow.unit import Unit


def compose_agenda(unit: Unit, meeting_id: str, now: datetime) -> Agenda:
    """Lay the agenda out, or take in what has come since."""
    unit.allow(Action.CHANGE_AGENDA)
    meeting = meeting_read(unit, meeting_id)
    return compose(unit, meeting, _wanted(unit, meeting, now), now)


def _wanted(unit: Unit, meeting: Meeting, now: datetime) -> list[ItemWanted]:
    return wanted_of_cases(unit, meeting, now) if is_case_body(unit, meeting) else []
