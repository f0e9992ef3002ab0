"""A new version of a released agenda, for a reason that those invited are told."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.meetings.agenda import Agenda, AgendaState, NothingReleasedYet
from agenda.meetings.holding import check_not_begun
from agenda.meetings.meeting import Meeting, ReasonMissing
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.agendas import (
    agendas_of,
    meetings_left_open,
    newest_agenda,
    released_agenda,
)
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.agenda import agenda_to_change
from service.workflow.meetings.attending import people_told
from service.workflow.meetings.guests import follow_guests
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class VersionGiven:
    reason: str
    revision: int


def begin_version(unit: Unit, meeting_id: str, given: VersionGiven, now: datetime) -> Agenda:
    """A draft with the same items, which become its own; what an item is about stays the same, its id does not."""
    meeting, agenda = agenda_to_change(unit, meeting_id, given.revision)
    check_not_begun(meeting, now)
    if agenda.state is not AgendaState.RELEASED:
        raise NothingReleasedYet("change the draft itself", "state", {"state": str(agenda.state)})
    if not given.reason.strip():
        raise ReasonMissing("say why there is a new version", "reason")
    unit.check_free_of_persons(reason=given.reason)
    return open_version(unit, agenda, given.reason.strip(), now)


def open_version(unit: Unit, agenda: Agenda, reason: str, now: datetime) -> Agenda:
    """Of the agenda that is released; the number of one that was taken back is not given again."""
    number = agendas_of(unit.session, agenda.meeting_id)[0].version + 1
    newer = Agenda(unit.new_id(), agenda.meeting_id, number, now, reason=reason)
    newer.items = [
        replace(item, id=unit.new_id(), agenda_id=newer.id, added_at=None, reason="") for item in agenda.items
    ]
    unit.session.add(newer)
    unit.session.flush()
    unit.record("begin_version", agenda.meeting_id, now, newer.reason, version=newer.version)
    return newer


def withdraw_version(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Agenda:
    """A new version was begun too early or by mistake: the released one is the newest again. Nobody had been told."""
    meeting, agenda = agenda_to_change(unit, meeting_id, revision)
    agenda.withdraw()
    follow_guests(unit, meeting, now)
    unit.record("withdraw_version", meeting_id, now, version=agenda.version)
    released = released_agenda(unit.session, meeting_id)
    assert released is not None
    return released


def put_away_version(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The meeting is over: what was not released by then is none of its agendas."""
    agenda = newest_agenda(unit.session, meeting.id)
    if agenda is not None and agenda.is_new_version:
        agenda.withdraw()
        unit.record("withdraw_version", meeting.id, now, Reason.MEETING_ENDED, version=agenda.version)


def put_away_left_versions(unit: Unit, now: datetime) -> None:
    """Of meetings that were over before a version was put away with its meeting."""
    for meeting_id in meetings_left_open(unit.session):
        put_away_version(unit, meeting_named(unit.session, meeting_id), now)


def tell_new_version(unit: Unit, meeting: Meeting, agenda: Agenda, now: datetime) -> None:
    tell_changed(unit, meeting, Reason.NEW_VERSION, now, versions={agenda.id: True})


def tell_changed(unit: Unit, meeting: Meeting, why: Reason, now: datetime, **what: dict[str, bool]) -> None:
    """Those invited are told of all that came to what was released within the pause: `items` and `versions`, by id."""
    for to in people_told(unit, meeting):
        facts: dict[str, object] = {"meeting_id": meeting.id, "items": {}, "versions": {}, **what}
        telling = Telling(Occasion.AGENDA_CHANGED, to, meeting.body_id, meeting.id, why, facts)
        unit.tell_after_pause(telling, now, ahead_of=meeting.starts_at)
