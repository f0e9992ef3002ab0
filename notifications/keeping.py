"""Make an organiser's calendar say what it should, by steps each of which can be repeated after a look-up."""

from dataclasses import dataclass
from typing import Protocol

from notifications.carrier import ChangedByHand, InDoubt, NotSent, Refused
from notifications.entry import Entry, Known, Standing


@dataclass(frozen=True)
class Guests:
    """Who is on an entry, by lower-case address."""

    people: frozenset[str]
    rooms: frozenset[str]


class OrganiserCalendar(Protocol):
    """The calendar of one organiser at one server. Each verb raises NotSent, InDoubt or Refused."""

    def by_id(self, remote_id: str) -> Standing | None: ...

    def by_operation(self, entry: Entry) -> Standing | None:
        """Find it by our own operation id, within a stretch around its time."""

    def create(self, entry: Entry) -> Standing:
        """Write it without attendees: nobody is told."""

    def rewrite(self, standing: Standing, entry: Entry) -> Standing:
        """Write time, subject, text, place and mark anew: all attendees on it are told."""

    def mark(self, standing: Standing, entry: Entry) -> Standing:
        """Write the mark alone, where somebody has made it so by hand: nobody is told."""

    def invite(self, standing: Standing, entry: Entry, guests: Guests) -> Standing:
        """Set the list of attendees: only those added or removed are told."""

    def take_back(self, standing: Standing, guests: Guests) -> None:
        """Set the list of attendees as it was: nobody is told."""

    def cancel(self, standing: Standing) -> None:
        """Cancel it at every attendee and take it out of the calendar."""


def keep(calendar: OrganiserCalendar, entry: Entry, known: Known) -> Standing:
    """Raises ChangedByHand, having touched nothing, where somebody else has changed or removed it.

    Where the server refuses one of several, the others are on it all the same: who is not is for the caller to see.
    Whoever leaves is told before the rest hear of a new time, and whoever joins after, so that each is told once.
    """
    standing = _found(calendar, entry, known)
    if standing is None:
        if known.remote_id and known.guests and not known.overwrites:
            raise ChangedByHand(None)
        standing = calendar.create(entry)
    if not known.overwrites and _is_changed(standing, entry, known):
        raise ChangedByHand(standing)
    wanted = _wanted(standing, entry, known)
    if not standing.says_what(entry):
        standing = _invite(calendar, standing, entry, _both(guests_on(standing), wanted))
        standing = calendar.rewrite(standing, entry)
    elif not standing.is_as_written:
        standing = calendar.mark(standing, entry)
    return _invite(calendar, standing, entry, wanted)


def withdraw(calendar: OrganiserCalendar, entry: Entry, known: Known) -> bool:
    """Whether it still was there: of what somebody has removed by hand nobody may have been told."""
    standing = _found(calendar, entry, known)
    if standing is not None:
        calendar.cancel(standing)
    return standing is not None


def strangers_on(standing: Standing, entry: Entry) -> frozenset[str]:
    """Whom somebody put on the entry by hand."""
    ours, leaving = guests_of(entry), {guest.email.lower() for guest in entry.leaving}
    there = guests_on(standing)
    return (there.people | there.rooms) - ours.people - ours.rooms - leaving


def guests_of(entry: Entry) -> Guests:
    people, rooms = (
        frozenset(guest.email.lower() for guest in guests) for guests in (entry.attendees, entry.rooms)
    )
    return Guests(people - rooms, rooms)


def guests_on(standing: Standing) -> Guests:
    rooms = frozenset(t.email for t in standing.tracked if t.is_room)
    return Guests(frozenset(t.email for t in standing.tracked) - rooms, rooms)


def _found(calendar: OrganiserCalendar, entry: Entry, known: Known) -> Standing | None:
    """Servers give an entry a new id when they move it, so its own id is not the last word."""
    standing = calendar.by_id(known.remote_id) if known.remote_id else None
    if standing is None and (known.remote_id or known.looks_up):
        standing = calendar.by_operation(entry)
    return standing


def _is_changed(standing: Standing, entry: Entry, known: Known) -> bool:
    ours, there = guests_of(entry), guests_on(standing)
    is_missed = (ours.people | ours.rooms) & known.guests - there.people - there.rooms
    is_known = standing.says_what(entry) or standing.is_as_written or standing.says == known.adopted
    return bool(is_missed) or not is_known


def _wanted(standing: Standing, entry: Entry, known: Known) -> Guests:
    ours, there = guests_of(entry), guests_on(standing)
    strangers = frozenset() if known.overwrites else strangers_on(standing, entry)
    return Guests(ours.people | there.people & strangers, ours.rooms | there.rooms & strangers)


def _invite(calendar: OrganiserCalendar, standing: Standing, entry: Entry, wanted: Guests) -> Standing:
    before = guests_on(standing)
    if wanted == before:
        return standing
    try:
        return calendar.invite(standing, entry, wanted)
    except Refused:
        standing = _undone(calendar, entry, standing, before)
        less_one = _without_one_who_joins(calendar, entry, standing, wanted)
        if less_one is None:
            raise
        return less_one


def _without_one_who_joins(
    calendar: OrganiserCalendar, entry: Entry, standing: Standing, wanted: Guests
) -> Standing | None:
    """Some servers tell everybody of each change, so that inviting one by one would tell the first many times."""
    before = guests_on(standing)
    joining = sorted((wanted.people | wanted.rooms) - before.people - before.rooms)
    for one in joining if len(joining) > 1 else ():
        fewer = Guests(wanted.people - {one}, wanted.rooms - {one})
        try:
            return calendar.invite(standing, entry, fewer)
        except Refused:
            standing = _undone(calendar, entry, standing, before)
    return None


def _undone(calendar: OrganiserCalendar, entry: Entry, standing: Standing, before: Guests) -> Standing:
    """Some servers refuse and store it all the same: the next look-up would take it for done."""
    try:
        stored = calendar.by_id(standing.remote_id) or calendar.by_operation(entry)
        if stored is not None and guests_on(stored) != before:
            calendar.take_back(stored, before)
            stored = calendar.by_id(stored.remote_id) or calendar.by_operation(entry)
    except (NotSent, InDoubt, Refused):
        return standing
    return stored or standing


def _both(one: Guests, other: Guests) -> Guests:
    return Guests(one.people & other.people, one.rooms & other.rooms)
