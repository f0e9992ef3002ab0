"""Keep somebody out of an item for a conflict of interest, and lift it."""

from datetime import datetime

from agenda.access import Action
from agenda.meetings.agenda import AgendaItem
from agenda.meetings.exclusion import Exclusion, KeptOutAlready, NothingToKeepOutOf, NotKeptOut
from agenda.meetings.meeting import Meeting
from agenda.meetings.presence import has_place
from service.database.engine import one_at_a_time
from service.database.meetings.agendas import (
    NoSuchAgenda,
    exclusion_named,
    exclusions_of,
    newest_agenda,
)
from service.database.meetings.attending import NoSuchAttendee, invited_named
from service.workflow.meetings.minutes import open_minutes
from service.workflow.meetings.reading import papers_read
from service.workflow.unit import Unit


def exclude(unit: Unit, meeting_id: str, item_id: str, attendee_id: str, now: datetime) -> Exclusion:
    """From the item, and from the same matter at whatever meeting it comes back; who left is told by its minutes."""
    meeting, item = item_to_change(unit, meeting_id, item_id)
    if not item.about:
        raise NothingToKeepOutOf("choose an item about a case or a topic", "item")
    attendee = invited_named(unit.session, meeting.id, attendee_id)
    if not has_place(attendee):
        raise NoSuchAttendee("choose somebody who is invited to the meeting", "attendee")
    email = attendee.email.lower()
    if email in {one.email for one in exclusions_of(unit.session, item.about)}:
        raise KeptOutAlready("they are kept out of it already", "attendee")
    open_minutes(unit, meeting)
    exclusion = Exclusion(unit.new_id(), meeting.id, item.about, email, now)
    unit.session.add(exclusion)
    unit.record("exclude", item.about, now, meeting=meeting.id, attendee=attendee_id)
    return exclusion


def lift_exclusion(unit: Unit, meeting_id: str, exclusion_id: str, now: datetime) -> Exclusion:
    unit.allow(Action.CHANGE_AGENDA)
    meeting = papers_read(unit, meeting_id)
    exclusion = exclusion_named(unit.session, exclusion_id)
    agenda = newest_agenda(unit.session, meeting.id)
    if agenda is None or exclusion.about not in agenda.about:
        raise NotKeptOut("read the agenda for who is kept out", "exclusion")
    open_minutes(unit, meeting)
    exclusion.lift(now)
    unit.record("lift_exclusion", exclusion.about, now, meeting=meeting.id)
    return exclusion


def item_to_change(unit: Unit, meeting_id: str, item_id: str) -> tuple[Meeting, AgendaItem]:
    """An item of the newest version, whatever its state: who comes to it is no change of the agenda."""
    unit.allow(Action.CHANGE_AGENDA)
    one_at_a_time(unit.session, f"who comes to the items of {meeting_id}")
    meeting = papers_read(unit, meeting_id)
    agenda = newest_agenda(unit.session, meeting.id)
    if agenda is None:
        raise NoSuchAgenda("compose the agenda first", "agenda")
    return meeting, agenda.item_named(item_id)
