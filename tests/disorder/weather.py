"""The channels of a walk: calm, or servers of mails or calendars that refuse some, lose answers and rest at times.

What befalls a mail or a step in a calendar is drawn from the seed, from what it is about and from how often that was
tried, so that a walk can be taken again, and with fewer steps too.
"""

import random as randomness
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from paper_calendar import PaperCalendar, PaperCarrier

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.entry import Response, Tracked

RESTS, BUSY, LOST, UNCLEAR, REFUSES = (
    f"the walk's weather: {said}"
    for said in ("the server rests", "not now", "the answer was lost", "cut off midway", "not this one")
)
SAYINGS = (RESTS, BUSY, LOST, UNCLEAR, REFUSES)
RESTING, REFUSING, LOSING, CUTTING, PUTTING_OFF = 0.06, 0.05, 0.07, 0.04, 0.1
HOURS_OF_A_REST = 3


class Kind(StrEnum):
    CALM = "folder"
    MAILS = "smtp"
    CALENDARS = "exchange"


@dataclass(frozen=True)
class Delivery:
    """A mail as it was handed over; `is_lost` where nobody was told that it was."""

    key: str
    at: datetime
    is_lost: bool


@dataclass(frozen=True)
class Rewriting:
    """An entry that was written anew for those who stood on it; `after` counts what was done to it by hand before."""

    operation: str
    written: str
    told: tuple
    after: int


class Weather:
    """`is_fine` while nothing goes wrong. `fresh` are the deliveries, and `rewritten` the entries, of the step."""

    def __init__(self, seed, clock):
        number = int(str(seed).partition("/")[0]) if str(seed).partition("/")[0].isdigit() else 0
        self.seed, self.clock = seed, clock
        self.kind = tuple(Kind)[(number + number // 6) % len(Kind)]
        self.is_fine = True
        self.bytes, self.delivered, self.fresh, self.rewritten = {}, [], [], []
        self.losses, self._tries = Counter(), Counter()

    def begin_step(self, *, is_fine):
        self.is_fine = is_fine
        self.fresh.clear()
        self.rewritten.clear()

    def deliver(self, parcel):
        is_lost = self.strikes(parcel.key)
        self.bytes[parcel.key] = parcel.content
        self.fresh.append(Delivery(parcel.key, self.clock(), is_lost))
        self.delivered.append(parcel.key)
        self.losses[parcel.key] += is_lost
        if is_lost:
            raise InDoubt(reason=LOST)

    def strikes(self, about):
        """Whether the answer to what is about to be done gets lost; raises where it is not done at all."""
        if self.is_calm:
            return False
        self.rest()
        self._tries[about] += 1
        drawn = self._drawn(f"{about} {self._tries[about]}")
        for share, fault in (
            (REFUSING, Refused(REFUSES)),
            (CUTTING, InDoubt(reason=UNCLEAR)),
            (PUTTING_OFF, NotSent(reason=BUSY)),
        ):
            if drawn < share:
                raise fault
            drawn -= share
        return drawn < LOSING

    def rest(self):
        """Some hours nothing is to be had of the server."""
        hours = int(self.clock().timestamp()) // (HOURS_OF_A_REST * 3600)
        if not self.is_calm and self._drawn(f"hours {hours}") < RESTING:
            raise NotSent(reason=RESTS)

    @property
    def is_calm(self):
        return self.is_fine or self.kind is Kind.CALM

    @property
    def has_calendars(self):
        return self.kind is Kind.CALENDARS

    def _drawn(self, about):
        return randomness.Random(f"{self.seed} {about}").random()


class WeatheredCalendar(PaperCalendar):
    """A calendar whose every step may be struck. What is changed by hand in it is counted by entry."""

    def __init__(self, weather):
        super().__init__()
        self.weather, self.by_hand = weather, Counter()

    def by_id(self, remote_id):
        self.weather.rest()
        return super().by_id(remote_id)

    def by_operation(self, entry):
        self.weather.rest()
        return super().by_operation(entry)

    def create(self, entry):
        return self._struck(f"create {entry.operation_id}", super().create, entry)

    def rewrite(self, standing, entry):
        return self._struck(f"rewrite {entry.operation_id}", self._rewrite, standing, entry)

    def invite(self, standing, entry, guests):
        return self._struck(f"invite {entry.operation_id}", super().invite, standing, entry, guests)

    def cancel(self, standing):
        return self._struck(f"cancel {standing.remote_id}", super().cancel, standing)

    def touch(self, operation, deed, at):
        """Somebody does something to an entry in Outlook, if it is there."""
        found = [(key, item) for key, (of, item) in self.items.items() if of == operation]
        for key, item in found:
            self.by_hand[operation] += 1
            changed = BY_HAND[deed](item, at)
            if changed is None:
                del self.items[key]
            else:
                self.items[key] = operation, changed

    def _rewrite(self, standing, entry):
        told = tuple(sorted(one.email for one in standing.tracked))
        operation = entry.operation_id
        self.weather.rewritten.append(Rewriting(operation, entry.written, told, self.by_hand[operation]))
        return super().rewrite(standing, entry)

    def _struck(self, about, deed, *given):
        is_lost = self.weather.strikes(about)
        done = deed(*given)
        if is_lost:
            raise InDoubt(reason=LOST)
        return done


class WeatheredCarrier(PaperCarrier):
    """What goes out over the walk's channels, whatever mailbox it is from."""

    def __init__(self, weather):
        super().__init__(WeatheredCalendar(weather))
        self.weather = weather

    def find(self, key):
        """Over mails alone nothing can be looked up."""
        self.weather.rest()
        return self.weather.kind is not Kind.MAILS and key in self.weather.bytes

    def send(self, parcel):
        self.weather.deliver(parcel)

    def read(self, watched, cursor):
        self.weather.rest()
        return super().read(watched, cursor)

    def busy(self, addresses, first, last):
        self.weather.rest()
        return super().busy(addresses, first, last)


def _moved(item, _at):
    return replace(item, starts_at=item.starts_at + _HOUR, ends_at=item.ends_at + _HOUR)


def _put_elsewhere(item, _at):
    return replace(item, place="Prøvegade 12")


def _removed(_item, _at):
    return None


def _left_out(item, _at):
    return replace(item, tracked=item.tracked[1:])


def _joined(item, _at):
    return replace(item, tracked=(*item.tracked, Tracked("fremmed@moedeklar.invalid")))


def _answered(item, at):
    first, *others = item.tracked or (Tracked("fremmed@moedeklar.invalid"),)
    return replace(item, tracked=(*others, replace(first, response=Response.DECLINED, answered_at=at)))


_HOUR = timedelta(hours=1)
BY_HAND = {
    "moved": _moved,
    "put elsewhere": _put_elsewhere,
    "removed": _removed,
    "left out": _left_out,
    "joined": _joined,
    "answered": _answered,
}
