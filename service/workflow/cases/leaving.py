"""A case leaves a meeting on whose released agenda it stands: the meeting does not treat it, and owes no outcome."""

from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.not_treated import NotTreated
from agenda.meetings.agenda import AgendaState
from agenda.meetings.meeting import Meeting
from notifications.reason import Reason, reason_in_words
from service.database.cases.at_meetings import not_treated_at, outcome_at
from service.database.meetings.agendas import newest_agenda_held, released_agenda
from service.database.meetings.questions import meeting_named
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.cases.contents import seal_not_treated
from service.workflow.meetings.agenda import compose
from service.workflow.meetings.agenda_versions import open_version
from service.workflow.unit import Unit


def leave_agenda(unit: Unit, case: Case, onto: str | None, why: Reason, now: datetime) -> None:
    """The case lies on another meeting from now on, or on none."""
    left = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    case.lie_on(onto)
    if left is not None and left.id != onto:
        be_left_out(unit, case, left, why, now)


def be_left_out(unit: Unit, case: Case, meeting: Meeting, why: Reason, now: datetime) -> None:
    """It is said why the meeting does not treat the case, and a version without it lies ready to be released.

    Where no agenda that bears the case is out, nobody was told that it would be treated.
    """
    if not is_owed(unit, case, meeting):
        return
    keep_not_treated(unit, case, meeting, reason_in_words(why, "da").capitalize(), now)
    unit.session.flush()
    if now < meeting.starts_at:
        _leave_out(unit, meeting, why, now)


def is_owed(unit: Unit, case: Case, meeting: Meeting) -> bool:
    """Whether the agenda that is out bears the case, and nothing is said yet of what became of it there."""
    agenda = None if meeting.is_off or meeting.is_written else released_agenda(unit.session, meeting.id)
    if agenda is None or case.reference not in agenda.about:
        return False
    return not (
        not_treated_at(unit.session, case.id, meeting.id) or outcome_at(unit.session, case.id, meeting.id)
    )


def come_back(unit: Unit, case: Case, now: datetime) -> None:
    """Released for a meeting that it had left: the meeting treats it after all."""
    said = not_treated_at(unit.session, case.id, case.meeting_id) if case.meeting_id else None
    if said is not None:
        said.taken_back_at = now
        unit.record("take_back_not_treated", case.reference, now, meeting=said.meeting_id)


def keep_not_treated(unit: Unit, case: Case, meeting: Meeting, reason: str, now: datetime) -> None:
    said_id = unit.new_id()
    sealed = seal_not_treated(unit, case.id, said_id, reason)
    unit.session.add(NotTreated(said_id, case.id, meeting.id, now, str(unit.actor), sealed))
    unit.record("say_not_treated", case.reference, now, meeting=meeting.id)


def _leave_out(unit: Unit, meeting: Meeting, why: Reason, now: datetime) -> None:
    newest = newest_agenda_held(unit.session, meeting.id)
    if newest is not None and newest.state is AgendaState.RELEASED:
        open_version(unit, newest, reason_in_words(why, "da"), now)
    compose(unit, meeting, wanted_of_cases(unit, meeting, now), now)
