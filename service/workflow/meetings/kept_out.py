"""Who is kept out of what for a conflict of interest, and which parties see nothing of it for that."""

from collections.abc import Sequence

from agenda.meetings.agenda import AgendaItem
from agenda.meetings.attendance import Attendee
from agenda.meetings.exclusion import Exclusion, is_barred
from agenda.meetings.meeting import Meeting
from service.database.meetings.agendas import excluded_from, exclusions_of
from service.database.meetings.guests import guests_at
from service.database.meetings.questions import attendees, meeting_named
from service.workflow.meetings.attending import invited_by_party, party_of_each
from service.workflow.unit import Unit


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


def is_kept_from(unit: Unit, meeting: Meeting, about: str, email: str) -> bool:
    """Whether somebody who is told of the meeting is kept out of an item, themselves or with their agency."""
    if not about:
        return False
    kept_out = excluded_from(unit.session, [about]).get(about, set())
    if email.lower() in kept_out:
        return True
    party_of = party_of_each(unit, meeting)
    barred = barred_parties(unit, meeting, about) if kept_out else frozenset()
    theirs = [a for a in attendees(unit.session, meeting.id) if a.email.lower() == email.lower()]
    return any(party_of[a.id] in barred for a in theirs)


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


def _parties_of(unit: Unit, exclusions: Sequence[Exclusion]) -> set[str]:
    """For whom those kept out came to the meeting at which they were."""
    found: set[str] = set()
    for one in exclusions:
        meeting = meeting_named(unit.session, one.meeting_id)
        party_of = party_of_each(unit, meeting)
        theirs = [a for a in attendees(unit.session, meeting.id) if a.email.lower() == one.email]
        found.update(party_id for a in theirs if (party_id := party_of[a.id]) is not None)
    return found
