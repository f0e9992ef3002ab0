"""Who is appointed to the forum, from one day until another, by which organisation or personally."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from agenda.errors import ChangedMeanwhile, Conflict, Invalid


class ForumRole(StrEnum):
    MEMBER = "member"
    CHAIR = "chair"
    DEPUTY = "deputy"  # of the chair


class AppointmentsOverlap(Conflict):
    """A seat is one person's at a time: the chair, its deputy, and each member's own."""


class AppointmentEndsBeforeItBegins(Invalid):
    """An appointment needs its first day before its last."""


@dataclass
class Appointment:
    """Both days included; without an organisation the member is there personally, and accedes themselves."""

    id: str
    member_id: str
    organisation_id: str | None
    role: ForumRole
    first_on: date
    last_on: date | None = None
    due_at: datetime | None = None
    revision: int = 1

    def covers(self, on: date) -> bool:
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)

    def overlaps(self, other: "Appointment") -> bool:
        begins_in_time = other.last_on is None or self.first_on <= other.last_on
        return begins_in_time and (self.last_on is None or other.first_on <= self.last_on)

    def shares_seat(self, other: "Appointment") -> bool:
        is_led_by_one = self.role is other.role and self.role is not ForumRole.MEMBER
        return is_led_by_one or self.member_id == other.member_id

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "somebody changed the appointment; read it again and repeat with its revision",
                "revision",
                {"revision": self.revision, "last_on": self.last_on},
            )


def check_period(appointment: Appointment, others: Iterable[Appointment]) -> None:
    """Against all other appointments of the forum, past ones too."""
    if appointment.last_on is not None and appointment.last_on < appointment.first_on:
        raise AppointmentEndsBeforeItBegins("let it end on or after its first day", "last_on")
    for other in others:
        if other.id != appointment.id and appointment.shares_seat(other) and appointment.overlaps(other):
            raise AppointmentsOverlap(
                "the seat is taken in that period; end the other appointment first, or choose other days",
                "first_on",
                {"first_on": other.first_on, "last_on": other.last_on},
            )
