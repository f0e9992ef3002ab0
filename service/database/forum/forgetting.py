"""Which former member, or organisation that left, is next to be forgotten; and everything that bears their address."""

from collections.abc import Collection, Sequence

from sqlalchemy import Subquery, case, delete, func, or_, select
from sqlalchemy.orm import Session

from agenda.forum.accession import OPEN
from agenda.meetings.attendance import Attendee, UnmatchedReply
from agenda.meetings.calendar_entry import CalendarEntry
from service.database.forum.tables import accession, appointment, organisation
from service.database.forum.topic_tables import PrivateLink, private_link
from service.database.meetings import tables


def members_over(body_id: str) -> Subquery:
    """Those who are still written of, each with the last day; told column by column, since a row may be unreadable."""
    of_body = (tables.member.c.body_id == body_id, tables.member.c.email != "")
    question = select(tables.member.c.id, tables.member.c.valid_until.label("last_on"))
    return question.where(*of_body, tables.member.c.valid_until.is_not(None)).subquery()


def organisations_over() -> Subquery:
    """Those none of whose accessions is open, and none of whose appointments is without an end, with the last day."""
    of = accession.c.organisation_id
    still_open = select(of).where(of.is_not(None), accession.c.state.in_(OPEN))
    by = appointment.c.organisation_id
    endless = select(by).where(by.is_not(None), appointment.c.last_on.is_(None))
    acceded_until = func.max(func.coalesce(accession.c.valid_until, accession.c.reply_by))
    appointed_until = func.max(appointment.c.last_on)
    question = (
        select(
            organisation.c.id, acceded_until.label("acceded_until"), appointed_until.label("appointed_until")
        )
        .join(accession, of == organisation.c.id)
        .outerjoin(appointment, by == organisation.c.id)
        .where(
            organisation.c.email != "",
            organisation.c.id.not_in(still_open),
            organisation.c.id.not_in(endless),
        )
        .group_by(organisation.c.id)
    )
    found = question.subquery().c
    one, other = found.acceded_until, found.appointed_until
    latest = case((one.is_(None), other), (other.is_(None), one), (one >= other, one), else_=other)
    listed = select(found.id, latest.label("last_on")).where(or_(one.is_not(None), other.is_not(None)))
    return listed.subquery()


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
