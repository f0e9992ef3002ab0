"""Who is invited to a body's meetings, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agenda.errors import Conflict
from agenda.meetings.party import Recipient
from agenda.spelling import folded


class AddressTaken(Conflict):
    """Of two people at one address nobody could tell who was told, and who answered."""


@dataclass
class Member:
    """A member of a body from one day until another (both included), perhaps for one of the parties."""

    id: str
    body_id: str
    party_id: str | None
    name: str
    email: str
    language: str
    valid_from: date
    valid_until: date | None = None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def has_ended(self, on: date) -> bool:
        return self.valid_until is not None and self.valid_until < on


def same_person(members: Iterable[Member], given: Recipient, first_on: date, field: str) -> Member | None:
    """The member who is meant: known by the address, and called much the same. Raises AddressTaken."""
    at_address = [one for one in members if one.email.lower() == given.email.lower()]
    same = next((one for one in at_address if is_called_alike(one.name, given.name)), None)
    check_address_free([one.name for one in at_address if not one.has_ended(first_on)], given.name, field)
    return same


def check_address_free(there: Iterable[str], name: str, field: str) -> None:
    """Whether whoever has the address already, by name, may well be the same person."""
    if not all(is_called_alike(one, name) for one in there):
        raise AddressTaken(
            "somebody else has that address; give this one's own, or let the other's time end before", field
        )


def is_called_alike(one: str, other: str) -> bool:
    """Whether two names have a word in common: then one is written for the other."""
    return not set(folded(one).split()).isdisjoint(folded(other).split())
