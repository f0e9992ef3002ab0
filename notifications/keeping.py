"""Make an organiser's calendar say what it should, by steps each of which can be repeated after a look-up."""

from dataclasses import dataclass
from typing import Protocol

from notifications.carrier import ChangedByHand, InDoubt, NotKept, NotSent, Refused
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

    Raises NotKept where what is read after a write is not what was written.
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
        standing = _invite(calendar, standing, entry, _both(_there(standing, entry), wanted))
        standing = calendar.rewrite(standing, entry)
        if not standing.says_what(entry):
            raise NotKept(standing)
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
    ours, there = guests_of(entry), _there(standing, entry)
    strangers = frozenset() if known.overwrites else strangers_on(standing, entry)
    return Guests(ours.people | there.people & strangers, ours.rooms | there.rooms & strangers)


def _there(standing: Standing, entry: Entry) -> Guests:
    """Some servers give a room back as an ordinary attendee: it stands there all the same."""
    there = guests_on(standing)
    rooms = there.people & guests_of(entry).rooms
    return Guests(there.people - rooms, there.rooms | rooms)


def _invite(calendar: OrganiserCalendar, standing: Standing, entry: Entry, wanted: Guests) -> Standing:
    before = _there(standing, entry)
    if wanted == before:
        return standing
    try:
        return _invited(calendar, standing, entry, wanted)
    except Refused:
        standing = _undone(calendar, entry, standing, before)
        less_one = _without_one_who_joins(calendar, entry, standing, wanted)
        if less_one is None:
            raise
        return less_one


def _invited(calendar: OrganiserCalendar, standing: Standing, entry: Entry, wanted: Guests) -> Standing:
    """As many must stand there: by which of their addresses is for the server to say."""
    shown = calendar.invite(standing, entry, wanted)
    addresses = (wanted.people | wanted.rooms) - {entry.event.organiser.email.lower()}
    there = {tracked.email for tracked in shown.tracked}
    if not addresses <= there and len(there) < len(addresses):
        raise NotKept(shown)
    return shown


def _without_one_who_joins(
    calendar: OrganiserCalendar, entry: Entry, standing: Standing, wanted: Guests
) -> Standing | None:
    """Some servers tell everybody of each change, so that inviting one by one would tell the first many times."""
    before = _there(standing, entry)
    joining = sorted((wanted.people | wanted.rooms) - before.people - before.rooms)
    for one in joining if len(joining) > 1 else ():
        fewer = Guests(wanted.people - {one}, wanted.rooms - {one})
        try:
            return _invited(calendar, standing, entry, fewer)
        except Refused:
            standing = _undone(calendar, entry, standing, before)
    return None


def _undone(calendar: OrganiserCalendar, entry: Entry, standing: Standing, before: Guests) -> Standing:
    """Some servers refuse and store it all the same: the next look-up would take it for done."""
    try:
        stored = calendar.by_id(standing.remote_id) or calendar.by_operation(entry)
        if stored is not None and _there(stored, entry) != before:
            calendar.take_back(stored, before)
            stored = calendar.by_id(stored.remote_id) or calendar.by_operation(entry)
    except (NotSent, InDoubt, Refused):
        return standing
    return stored or standing


def _both(one: Guests, other: Guests) -> Guests:
    return Guests(one.people & other.people, one.rooms & other.rooms)
