"""A meeting was held though its agenda never went out: the cases it treated are discussed, and owe their outcomes."""

from collections.abc import Collection
from datetime import datetime

from agenda.cases.case import CaseState
from agenda.meetings.meeting import Meeting
from notifications.reason import Reason
from service.database.cases.questions import worked_on
from service.workflow.cases.release import discuss, release_unprepared
from service.workflow.unit import Unit


def treat(unit: Unit, meeting: Meeting, references: Collection[str], now: datetime) -> None:
    """What was answered is released now: they have heard it at the meeting. The others go along to the next."""
    for case in worked_on(unit.session, meeting.id):
        if case.reference in references and case.state is CaseState.ASKING:
            release_unprepared(unit, case, Reason.HELD_ALL_THE_SAME, now)
            discuss(unit, case, now)
