"""A calendar on paper: it keeps entries in memory and writes down whom it told. `PaperCarrier` is the channel to it."""

from dataclasses import dataclass, field, replace

from notifications import keeping
from notifications.carrier import Refused
from notifications.entry import Reading, Response, Standing, Tracked


@dataclass
class PaperCalendar:
    """One calendar on paper. `told` says who heard of what; `refuses` is an address that the server won't have.

    What it is given and does not keep, though it tells the attendees: fields that stay as they were when an entry is
    rewritten (`reverts`), an address that it drops in silence, that some are rooms, and addresses (`aliases`).
    """

    items: dict[str, tuple[str, Standing]] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    refuses: str = ""
    made: int = 0
    reverts: tuple[str, ...] = ()
    drops: str = ""
    forgets_rooms: bool = False
    aliases: dict[str, str] = field(default_factory=dict)

    def by_id(self, remote_id):
        return self.items[remote_id][1] if remote_id in self.items else None

    def by_operation(self, entry):
        return next(
            (item for operation, item in self.items.values() if operation == entry.operation_id), None
        )

    def create(self, entry):
        event = entry.event
        self.made += 1
        item = Standing(
            f"id{self.made}",
            "1",
            event.uid,
            event.starts_at,
            event.ends_at,
            event.summary,
            event.place,
            entry.written,
            (),
        )
        return self._put(entry.operation_id, item)

    def rewrite(self, standing, entry):
        event = entry.event
        self.told += [("update", t.email) for t in standing.tracked]
        item = replace(
            standing,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            subject=event.summary,
            place=event.place,
            written=entry.written,
        )
        item = replace(item, **{name: getattr(standing, name) for name in self.reverts})
        return self._put(entry.operation_id, item)

    def mark(self, standing, entry):
        return self._put(entry.operation_id, replace(standing, written=entry.written))

    def invite(self, standing, entry, guests):
        there = {t.email for t in standing.tracked}
        item = self._put(entry.operation_id, _with(standing, guests))
        if self.refuses in guests.people:
            raise Refused("unknown recipient")
        self.told += [("request", email) for email in sorted((guests.people | guests.rooms) - there)]
        self.told += [("cancel", email) for email in sorted(there - guests.people - guests.rooms)]
        return item

    def take_back(self, standing, guests):
        operation = self.items[standing.remote_id][0]
        self._put(operation, _with(standing, guests))

    def cancel(self, standing):
        self.told += [("cancel", t.email) for t in standing.tracked]
        del self.items[standing.remote_id]

    def _put(self, operation, item):
        tracked = tuple(t for t in item.tracked if t.email != self.drops)
        if self.forgets_rooms:
            tracked = tuple(replace(t, is_room=False) for t in tracked)
        tracked = tuple(replace(t, email=self.aliases.get(t.email, t.email)) for t in tracked)
        item = replace(item, tracked=tracked)
        self.items[item.remote_id] = operation, item
        return item


def _with(standing, guests):
    kept = {t.email: t for t in standing.tracked}
    people = [kept.get(email, Tracked(email)) for email in sorted(guests.people)]
    rooms = [kept.get(email, Tracked(email, is_room=True)) for email in sorted(guests.rooms)]
    return replace(standing, tracked=(*people, *rooms))


@dataclass
class PaperCarrier:
    """A calendar channel of one mailbox. `faults` are raised, one a call, before anything is done.

    `loses` are raised after an entry was kept or withdrawn, as when the server's answer is lost.
    `sent` are the keys of mails, `free` maps an address to when it is taken (None: it can't be read).
    """

    calendar: PaperCalendar = field(default_factory=PaperCalendar)
    sent: list[str] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    loses: list[Exception] = field(default_factory=list)
    taken: dict[str, object] = field(default_factory=dict)
    reads: list[tuple] = field(default_factory=list)

    def find(self, key):
        return key in self.sent

    def send(self, parcel):
        self._fail()
        self.sent.append(parcel.key)

    def check(self):
        return []

    def keep(self, entry, known):
        self._fail()
        standing = keeping.keep(self.calendar, entry, known)
        self._lose()
        return standing

    def withdraw(self, entry, known):
        self._fail()
        was_there = keeping.withdraw(self.calendar, entry, known)
        self._lose()
        return was_there

    def read(self, watched, cursor):
        self.reads.append((tuple(watched), cursor))
        self._fail()
        by_operation = dict(self.calendar.items.values())
        return Reading(
            {w.operation_id: by_operation.get(w.operation_id) for w in watched}, f"{len(self.reads)}"
        )

    def busy(self, addresses, _first, _last):
        self._fail()
        return {address: self.taken.get(address, ()) for address in addresses}

    def edit(self, **changed):
        """Somebody changes the one entry by hand."""
        ((remote_id, (operation, item)),) = self.calendar.items.items()
        self.calendar.items[remote_id] = operation, replace(item, **changed)

    def remove(self):
        self.calendar.items.clear()

    def answer(self, email, response, answered_at):
        """An attendee of the one entry answers; an address that isn't on it is put there by hand."""
        ((_, (_, item)),) = self.calendar.items.items()
        others = [tracked for tracked in item.tracked if tracked.email != email]
        self.edit(tracked=(*others, Tracked(email, Response(response), answered_at)))

    def _lose(self):
        if self.loses:
            raise self.loses.pop(0)

    def _fail(self):
        if self.faults:
            raise self.faults.pop(0)
