"""Which former member, or organisation that left, is next to be forgotten; and everything that bears their address."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from agenda.forum.accession import OPEN
from agenda.meetings.attendance import Attendee
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.laid_aside import UnmatchedReply
from service.database.forum.tables import accession, appointment, organisation
from service.database.forum.topic_tables import PrivateLink, private_link
from service.database.meetings import tables


def members_over(body_id: str) -> Subquery:
    """Those who are still written of, each with the last day; told column by column, since a row may be unreadable."""
    member, ends = tables.member.c, _appointments_ended()
    theirs = ends.c.member_id == member.id
    has_no_end = exists().where(theirs, ends.c.last_on.is_(None))
    appointed_until = case((~has_no_end, select(func.max(ends.c.last_on)).where(theirs).scalar_subquery()))
    of_body = (member.body_id == body_id, member.email != "")
    listed = select(member.id, _earlier(member.valid_until, appointed_until).label("last_on")).where(*of_body)
    found = listed.subquery()
    return select(found.c.id, found.c.last_on).where(found.c.last_on.is_not(None)).subquery()


def organisations_over() -> Subquery:
    """Those none of whose accessions is open, with the last day of their part or of anybody appointed by them."""
    of = accession.c.organisation_id
    still_open = select(of).where(of.is_not(None), accession.c.state.in_(OPEN))
    ends = _appointments_ended()
    question = (
        select(
            organisation.c.id,
            func.max(_last_day()).label("acceded_until"),
            func.max(ends.c.last_on).label("appointed_until"),
        )
        .join(accession, of == organisation.c.id)
        .outerjoin(ends, ends.c.organisation_id == organisation.c.id)
        .where(organisation.c.email != "", organisation.c.id.not_in(still_open))
        .group_by(organisation.c.id)
    )
    found = question.subquery().c
    one, other = found.acceded_until, found.appointed_until
    listed = select(found.id, _later(one, other).label("last_on"))
    return listed.where(or_(one.is_not(None), other.is_not(None))).subquery()


def _appointments_ended() -> Subquery:
    """Each appointment with the day its part in the forum ends; none while that is open.

    Where nothing acceded to is open any more it ends with the accession, whether anybody ended the appointment or not.
    """
    own = appointment.c
    of_organisation = accession.c.organisation_id == own.organisation_id
    is_personal = and_(own.organisation_id.is_(None), accession.c.organisation_id.is_(None))
    is_of = or_(of_organisation, and_(is_personal, accession.c.member_id == own.member_id))
    goes_on = or_(exists().where(is_of, accession.c.state.in_(OPEN)), ~exists().where(is_of))
    over_on = select(func.max(_last_day())).where(is_of).scalar_subquery()
    ends_with_it = _earlier(own.last_on, _later(own.first_on, over_on))
    last_on = case((goes_on, own.last_on), else_=ends_with_it)
    return select(own.member_id, own.organisation_id, last_on.label("last_on")).subquery()


def _last_day() -> ColumnElement[date]:
    return func.coalesce(accession.c.valid_until, accession.c.reply_by)


def _earlier(one: ColumnElement[date], other: ColumnElement[date]) -> ColumnElement[date]:
    """Of two days, either of which may be none."""
    return case((one.is_(None), other), (other.is_(None), one), (one <= other, one), else_=other)


def _later(one: ColumnElement[date], other: ColumnElement[date]) -> ColumnElement[date]:
    """As `_earlier`."""
    return case((one.is_(None), other), (other.is_(None), one), (one >= other, one), else_=other)


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


def entries_of(session: Session, body_id: str) -> Sequence[CalendarEntry]:
    question = select(CalendarEntry).join(
        tables.meeting, tables.meeting.c.id == tables.calendar_entry.c.meeting_id
    )
    return session.scalars(question.where(tables.meeting.c.body_id == body_id)).all()


def replies_from(session: Session, addresses: Collection[str]) -> Sequence[UnmatchedReply]:
    reply = tables.unmatched_reply.c
    question = select(UnmatchedReply).where(or_(reply.sender.in_(addresses), reply.address.in_(addresses)))
    return session.scalars(question).all()
