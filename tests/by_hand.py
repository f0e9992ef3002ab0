"""A meeting as an entry in its organiser's calendar, and what somebody made of it there."""

from dataclasses import replace

from agenda.access import CLOCK
from agenda.meetings.calendar_entry import CalendarEntry
from notifications.entry import Entry, Standing, Tracked
from service.database.meetings.entries import entry_named
from service.database.meetings.questions import attendees, meeting_named
from service.workflow.meetings.differences import note_difference
from service.workflow.meetings.event import event_of


def enter(service, meeting_id, entry_id):
    """The meeting stands in the calendar, with all who are invited."""
    with service.unit(CLOCK) as unit:
        guests = sorted(a.email.lower() for a in attendees(unit.session, meeting_id) if a.is_invited)
        where = "ke@moedeklar.invalid", "exchange", "id0", "uid0"
        unit.session.add(CalendarEntry(entry_id, meeting_id, None, *where, guests))


def standing(service, entry_id, **by_hand):
    """The entry as it was written, but for what somebody changed."""
    with service.unit(CLOCK) as unit:
        kept = entry_named(unit.session, entry_id)
        event = event_of(unit, meeting_named(unit.session, kept.meeting_id))
        as_written = Standing(
            remote_id=kept.remote_id,
            change_key="1",
            uid=kept.uid,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            subject=event.summary,
            place=event.place,
            written=Entry(entry_id, event, "", ()).written,
            tracked=tuple(Tracked(email) for email in kept.guests),
        )
    return replace(as_written, **by_hand)


def note(service, entry_id, seen):
    with service.unit(CLOCK) as unit:
        note_difference(unit, entry_named(unit.session, entry_id), seen, service.clock())
