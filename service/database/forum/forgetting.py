"""Which former member, or organisation that left, is next to be forgotten; and everything that bears their address."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from agenda.forum.accession import OPEN
from agenda.meetings.attendance import Attendee, UnmatchedReply
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.member import Member
from service.database.forum.tables import accession, appointment, organisation
from service.database.forum.topic_tables import PrivateLink, private_link
from service.database.meetings import tables


def member_longest_over(session: Session, body_id: str) -> Member | None:
    """Of those who are still written of; the clock of the forum alone asks."""
    of_body = (tables.member.c.body_id == body_id, tables.member.c.email != "")
    question = select(Member).where(*of_body, tables.member.c.valid_until.is_not(None))
    return session.scalars(question.order_by(tables.member.c.valid_until).limit(1)).one_or_none()


def organisation_longest_over(session: Session) -> tuple[str, date] | None:
    """Its id and last day: none of its accessions is open, and none of its appointments is without an end."""
    of = accession.c.organisation_id
    still_open = select(of).where(of.is_not(None), accession.c.state.in_(OPEN))
    by = appointment.c.organisation_id
    endless = select(by).where(by.is_not(None), appointment.c.last_on.is_(None))
    last_days = func.max(func.coalesce(accession.c.valid_until, accession.c.reply_by))
    question = (
        select(organisation.c.id, last_days, func.max(appointment.c.last_on))
        .join(accession, of == organisation.c.id)
        .outerjoin(appointment, by == organisation.c.id)
        .where(
            organisation.c.email != "",
            organisation.c.id.not_in(still_open),
            organisation.c.id.not_in(endless),
        )
        .group_by(organisation.c.id)
    )
    over = [
        (max(on for on in days if on), found_id) for found_id, *days in session.execute(question) if any(days)
    ]
    return min(over)[::-1] if over else None


def places_of(session: Session, member_id: str) -> Sequence[Attendee]:
    """At meetings, and whoever stood in there."""
    own = select(tables.attendee.c.id).where(tables.attendee.c.member_id == member_id)
    is_theirs = (tables.attendee.c.member_id == member_id) | tables.attendee.c.stands_in_for.in_(own)
    return session.scalars(select(Attendee).where(is_theirs)).all()


def delete_links(session: Session, attendee_ids: Collection[str]) -> None:
    session.execute(delete(PrivateLink).where(private_link.c.attendee_id.in_(attendee_ids)))


def addresses_in_use(session: Session, body_id: str) -> set[str]:
    """By members and organisations that are not forgotten."""
    of_members = session.scalars(select(tables.member.c.email).where(tables.member.c.body_id == body_id))
    of_organisations = session.scalars(select(organisation.c.email))
    return {address.lower() for address in (*of_members, *of_organisations) if address}


def entries_at(session: Session, meeting_ids: Collection[str]) -> Sequence[CalendarEntry]:
    question = select(CalendarEntry).where(tables.calendar_entry.c.meeting_id.in_(meeting_ids))
    return session.scalars(question).all()


def replies_from(session: Session, addresses: Collection[str]) -> Sequence[UnmatchedReply]:
    question = select(UnmatchedReply).where(tables.unmatched_reply.c.sender.in_(addresses))
    return session.scalars(question).all()
