"""Whether a member may be invited to a meeting, and whether an invitation they have may stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from agenda.forum.accession import Accession
from agenda.forum.appointment import Appointment


@dataclass(frozen=True)
class Days:
    """The day on which it is asked, and the day of the meeting."""

    today: date
    held_on: date


def may_be_invited(appointments: Iterable[Appointment], accessions: Sequence[Accession], days: Days) -> bool:
    """Acceded on the day of sending and on the day of the meeting, and appointed on it."""
    return any(
        _holds(one, accessions, days.today) and _holds(one, accessions, days.held_on)
        for one in appointments
        if one.covers(days.held_on)
    )


def may_stay_invited(
    appointments: Iterable[Appointment], accessions: Sequence[Accession], days: Days
) -> bool:
    """An accession that is to lapse before the meeting still holds today: until then it may be renewed."""
    return any(_holds(one, accessions, days.today) for one in appointments if one.covers(days.held_on))


def _holds(appointment: Appointment, accessions: Sequence[Accession], on: date) -> bool:
    return any(is_of(accession, appointment) and accession.holds(on) for accession in accessions)


def is_of(accession: Accession, appointment: Appointment) -> bool:
    """The organisation's, or a personal member's own."""
    if appointment.organisation_id is not None:
        return accession.organisation_id == appointment.organisation_id
    return accession.organisation_id is None and accession.member_id == appointment.member_id
