"""Agendas of all bodies: which room says what is on them, and what follows when they are released."""

from datetime import datetime

from agenda.access import Action
from agenda.meetings.agenda import Agenda, ItemWanted, NotConfirmedYet
from agenda.meetings.holding import check_not_begun
from agenda.meetings.meeting import AGENDA_DUE, Meeting, MeetingIsOver, MeetingState
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.cases.release import check_may_release
from service.workflow.cases.release import release_agenda as release_with_cases
from service.workflow.forum.agenda import release_to_members, wanted_of_topics
from service.workflow.meetings import agenda_versions
from service.workflow.meetings.agenda import agenda_to_change, compose, release
from service.workflow.meetings.agenda_versions import VersionGiven, tell_new_version
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.reading import papers_read
from service.workflow.unit import Unit


def compose_agenda(unit: Unit, meeting_id: str, now: datetime) -> Agenda:
    """Lay the agenda out, or take in what has come since."""
    unit.allow(Action.CHANGE_AGENDA)
    meeting = papers_read(unit, meeting_id)
    if not meeting.is_ahead:
        raise MeetingIsOver("choose a meeting that is yet to be held", "state", {"state": str(meeting.state)})
    return _composed(unit, meeting, now)


def release_by_hand(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Agenda:
    """The act of release, ahead of the clock; or of a new version, which those invited are told of with its reason."""
    meeting, agenda = agenda_to_change(unit, meeting_id, revision)
    agenda.check_open()
    check_release(unit, meeting, now)
    milestone = meeting.milestone(AGENDA_DUE)
    if milestone is None or milestone.done_at is not None:
        release(unit, _composed(unit, meeting, now), now)
        tell_new_version(unit, meeting, agenda, now)
        return agenda
    milestone.done_at = now
    if is_case_body(unit, meeting):
        release_with_cases(unit, meeting, now)
    elif meeting.body_id == unit.settings.forum.body:
        release_to_members(unit, meeting, now)
    else:
        release(unit, _composed(unit, meeting, now), now)
    return agenda


def check_release(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Whether an open agenda of the meeting may be released by hand at this moment."""
    check_not_begun(meeting, now)
    if meeting.state is not MeetingState.CONFIRMED:
        raise NotConfirmedYet("confirm the meeting first", "state", {"state": str(meeting.state)})
    milestone = meeting.milestone(AGENDA_DUE)
    is_first = milestone is not None and milestone.done_at is None
    if is_first and is_case_body(unit, meeting):
        check_may_release(unit, meeting, now)


def begin_version(unit: Unit, meeting_id: str, given: VersionGiven, now: datetime) -> Agenda:
    """A draft of the next version, with what has come since; the one that is released holds until it is."""
    agenda_versions.begin_version(unit, meeting_id, given, now)
    return _composed(unit, papers_read(unit, meeting_id), now)


def _composed(unit: Unit, meeting: Meeting, now: datetime) -> Agenda:
    return compose(unit, meeting, wanted_of(unit, meeting, now), now)


def wanted_of(unit: Unit, meeting: Meeting, now: datetime) -> list[ItemWanted]:
    """What the body's room wants on a meeting's agenda."""
    if meeting.body_id == unit.settings.forum.body:
        return wanted_of_topics(unit, meeting)
    return wanted_of_cases(unit, meeting, now) if is_case_body(unit, meeting) else []
