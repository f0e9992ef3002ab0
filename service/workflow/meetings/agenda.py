"""Compose a meeting's agenda by its body's template around what the room wants, release it, and read it.

The rooms call `compose` with their own ItemWanted: again while it is a draft or in review it takes in what is new and
leaves out what is gone, keeping order and minutes; once released it is frozen and `compose` changes nothing. Which
version holds is `released_agenda` of the database's questions; `about` of an agenda is what stands on it.
"""

from collections.abc import Sequence
from datetime import datetime

from agenda.access import Action, Role
from agenda.meetings.agenda import (
    Agenda,
    AgendaItem,
    AgendaState,
    ItemWanted,
    Template,
    laid_out,
    merged,
)
from agenda.meetings.meeting import Meeting, MeetingIsOver
from service.database.meetings.agendas import NoSuchAgenda, agendas_of, newest_agenda_held
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.guests import follow_guests
from service.workflow.meetings.reading import papers_read
from service.workflow.unit import Unit

TO_AGENCIES = frozenset({AgendaState.IN_REVIEW, AgendaState.RELEASED})


def compose(unit: Unit, meeting: Meeting, wanted: Sequence[ItemWanted], now: datetime) -> Agenda:
    """The meeting's agenda with what the room wants on it; one that is released stays as it was."""
    agenda = newest_agenda_held(unit.session, meeting.id)
    if agenda is None:
        agenda = Agenda(unit.new_id(), meeting.id, 1, now, revision=0)
        _lay(unit, agenda, laid_out(template_of(unit, meeting), wanted))
        unit.session.add(agenda)
        unit.session.flush()
        unit.record("compose_agenda", meeting.id, now, version=agenda.version, items=sorted(agenda.about))
    elif agenda.is_open:
        _merge(unit, agenda, wanted, now)
    return agenda


def release(unit: Unit, agenda: Agenda, now: datetime) -> None:
    """From here on it is frozen; the version it replaces no longer holds."""
    for earlier in agendas_of(unit.session, agenda.meeting_id):
        if earlier.state is AgendaState.RELEASED:
            earlier.become(AgendaState.SUPERSEDED)
    unit.session.flush()  # so that never two versions hold
    agenda.become(AgendaState.RELEASED)
    agenda.released_at = now
    follow_guests(unit, meeting_named(unit.session, agenda.meeting_id), now)
    facts = {"version": agenda.version, "items": sorted(agenda.about)}
    unit.record("release_agenda", agenda.meeting_id, now, agenda.reason, **facts)


def agenda_read(unit: Unit, meeting_id: str, version: int | None = None) -> Agenda:
    """A version, or the newest there is for the reader: an agency sees it from its review on."""
    for agenda in versions_read(unit, meeting_id):
        if version in {None, agenda.version}:
            return agenda
    raise NoSuchAgenda("there is no agenda of the meeting for you yet", "agenda")


def versions_read(unit: Unit, meeting_id: str) -> list[Agenda]:
    """Those the reader may see, the newest first; one that was taken back is nobody's."""
    unit.allow(Action.READ_AGENDA)
    meeting = papers_read(unit, meeting_id)
    return [agenda for agenda in agendas_of(unit.session, meeting.id) if _is_shown(unit, agenda)]


def agenda_to_change(unit: Unit, meeting_id: str, revision: int) -> tuple[Meeting, Agenda]:
    """The newest version, if it still is as the one who decides saw it, and the meeting is yet to be held."""
    unit.allow(Action.CHANGE_AGENDA)
    meeting = papers_read(unit, meeting_id)
    agenda = newest_agenda_held(unit.session, meeting.id)
    if agenda is None:
        raise NoSuchAgenda("compose the agenda first", "agenda")
    agenda.expect(revision)
    if not meeting.is_ahead:
        raise MeetingIsOver(
            "the agenda of a meeting that is over stays as it was", "state", {"state": str(meeting.state)}
        )
    return meeting, agenda


def new_item(unit: Unit, agenda: Agenda, wanted: ItemWanted) -> AgendaItem:
    """Not on the agenda yet, and without a position."""
    meeting = meeting_named(unit.session, agenda.meeting_id)
    minutes = (
        wanted.minutes if wanted.minutes is not None else template_of(unit, meeting).minutes[wanted.kind]
    )
    return AgendaItem(
        unit.new_id(),
        agenda.id,
        wanted.kind,
        wanted.heading,
        0,
        minutes,
        wanted.about,
        wanted.group,
        wanted.english,
    )


def template_of(unit: Unit, meeting: Meeting) -> Template:
    return unit.settings.bodies[meeting.body_id].agenda


def _is_shown(unit: Unit, agenda: Agenda) -> bool:
    if unit.actor.role is Role.AGENCY:
        return agenda.state in TO_AGENCIES
    return agenda.state is not AgendaState.WITHDRAWN


def _merge(unit: Unit, agenda: Agenda, wanted: Sequence[ItemWanted], now: datetime) -> None:
    before = {item.about: (item.kind, item.heading) for item in agenda.items if item.about}
    after = {one.about: (one.kind, one.heading) for one in wanted}
    if before == after:
        return
    rows = merged(agenda.items, wanted)
    _lay(unit, agenda, rows)
    by_about = {one.about: one for one in wanted}
    for item in agenda.items:
        if item.about:
            as_now = by_about[item.about]
            item.kind, item.heading, item.english = as_now.kind, as_now.heading, as_now.english
    follow_guests(unit, meeting_named(unit.session, agenda.meeting_id), now)
    come, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    unit.record("compose_agenda", agenda.meeting_id, now, version=agenda.version, new=come, gone=gone)


def _lay(unit: Unit, agenda: Agenda, rows: Sequence[AgendaItem | ItemWanted]) -> None:
    """Make these the agenda's items, in this order."""
    agenda.items = [row if isinstance(row, AgendaItem) else new_item(unit, agenda, row) for row in rows]
    agenda.number()
