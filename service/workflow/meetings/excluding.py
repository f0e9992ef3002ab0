"""Keep somebody out of an item for a conflict of interest, and tell which parties see nothing of it for that."""

from collections.abc import Sequence
from datetime import datetime

from agenda.access import Action
from agenda.meetings.agenda import AgendaItem
from agenda.meetings.attendance import Attendee
from agenda.meetings.exclusion import Exclusion, KeptOutAlready, NothingToKeepOutOf, NotKeptOut, is_barred
from agenda.meetings.meeting import Meeting
from service.database.engine import one_at_a_time
from service.database.meetings.agendas import (
    NoSuchAgenda,
    excluded_from,
    exclusion_named,
    exclusions_of,
    newest_agenda,
)
from service.database.meetings.attending import invited_named
from service.database.meetings.guests import guests_at
from service.database.meetings.questions import attendees, meeting_named
from service.workflow.meetings.attending import invited_by_party, party_of_each
from service.workflow.meetings.reading import papers_read
from service.workflow.unit import Unit


def exclude(unit: Unit, meeting_id: str, item_id: str, attendee_id: str, now: datetime) -> Exclusion:
    """From the item, and from the same matter at whatever meeting it comes back."""
    meeting, item = item_to_change(unit, meeting_id, item_id)
    if not item.about:
        raise NothingToKeepOutOf("choose an item about a case or a topic", "item")
    email = invited_named(unit.session, meeting.id, attendee_id).email.lower()
    if email in {one.email for one in exclusions_of(unit.session, item.about)}:
        raise KeptOutAlready("they are kept out of it already", "attendee")
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
    exclusion.lift(now)
    unit.record("lift_exclusion", exclusion.about, now, meeting=meeting.id)
    return exclusion


def barred_parties(unit: Unit, meeting: Meeting, about: str) -> frozenset[str]:
    """The parties that see nothing of the matter while it lies on this meeting.

    Where nobody of a party is invited (yet), as to a written procedure, nobody stands in for whom it kept out.
    """
    exclusions = exclusions_of(unit.session, about)
    if not exclusions:
        return frozenset()
    kept_out = frozenset(one.email for one in exclusions)
    by_party = invited_by_party(unit, meeting)
    barred = {party_id for party_id, people in by_party.items() if is_barred(people, kept_out)}
    return frozenset(barred | (_parties_of(unit, exclusions) - by_party.keys()))


def kept_from(
    unit: Unit, meeting_id: str, invited: Sequence[Attendee], items: Sequence[AgendaItem]
) -> frozenset[tuple[str, str]]:
    """Who may not be at which item: guests at any but their own, nor (an empty item) at the meeting as a whole."""
    guests = guests_with_items(unit, meeting_id, items)
    elsewhere = {
        (attendee_id, item.id) for attendee_id, own in guests.items() for item in items if item.id not in own
    }
    return frozenset(
        {(attendee_id, "") for attendee_id in guests} | elsewhere | excluded_at(unit, invited, items)
    )


def excluded_at(
    unit: Unit, invited: Sequence[Attendee], items: Sequence[AgendaItem]
) -> frozenset[tuple[str, str]]:
    """Attendees with the items they are kept out of for a conflict of interest."""
    excluded = excluded_from(unit.session, [item.about for item in items if item.about])
    return frozenset(
        (one.id, item.id)
        for one in invited
        for item in items
        if one.email.lower() in excluded.get(item.about, ())
    )


def guests_with_items(unit: Unit, meeting_id: str, items: Sequence[AgendaItem]) -> dict[str, list[str]]:
    """The guests of a meeting, each with the items they are invited to."""
    return {
        attendee.id: [item.id for item in items if item.about and item.about == guest.about]
        for guest, attendee in guests_at(unit.session, meeting_id)
    }


def item_to_change(unit: Unit, meeting_id: str, item_id: str) -> tuple[Meeting, AgendaItem]:
    """An item of the newest version, whatever its state: who comes to it is no change of the agenda."""
    unit.allow(Action.CHANGE_AGENDA)
    one_at_a_time(unit.session, f"who comes to the items of {meeting_id}")
    meeting = papers_read(unit, meeting_id)
    agenda = newest_agenda(unit.session, meeting.id)
    if agenda is None:
        raise NoSuchAgenda("compose the agenda first", "agenda")
    return meeting, agenda.item_named(item_id)


def _parties_of(unit: Unit, exclusions: Sequence[Exclusion]) -> set[str]:
    """For whom those kept out came to the meeting at which they were."""
    found: set[str] = set()
    for one in exclusions:
        meeting = meeting_named(unit.session, one.meeting_id)
        party_of = party_of_each(unit, meeting)
        theirs = [a for a in attendees(unit.session, meeting.id) if a.email.lower() == one.email]
        found.update(party_id for a in theirs if (party_id := party_of[a.id]) is not None)
    return found
