"""What is asked of guests, who are invited to one item of a meeting."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.meetings.attendance import Attendee
from agenda.meetings.guest import Guest
from service.database.meetings.agenda_tables import guest
from service.database.meetings.tables import attendee


def guest_of(session: Session, attendee_id: str | None) -> Guest | None:
    """None for whoever is invited to the whole meeting."""
    return session.get(Guest, attendee_id) if attendee_id else None


def guests_at(session: Session, meeting_id: str) -> Sequence[tuple[Guest, Attendee]]:
    """Those who still are invited, by name."""
    return [(one, invited) for one, invited in guests_ever_at(session, meeting_id) if invited.is_invited]


def guests_ever_at(session: Session, meeting_id: str) -> Sequence[tuple[Guest, Attendee]]:
    """Also those whose place was taken away."""
    question = (
        select(Guest, Attendee)
        .join(attendee, attendee.c.id == guest.c.attendee_id)
        .where(guest.c.meeting_id == meeting_id)
        .order_by(attendee.c.name, attendee.c.id)
    )
    return [(one, invited) for one, invited in session.execute(question)]
