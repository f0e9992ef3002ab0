"""Who has a place at a meeting, and for which party, asked of several meetings at once."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.meetings.attendance import Attendee
from service.database.meetings import tables


@dataclass(frozen=True)
class Place:
    """`party_id` is None for whoever is there for no party."""

    attendee: Attendee
    party_id: str | None


def places_at(session: Session, meeting_ids: Collection[str]) -> dict[str, list[Place]]:
    """By meeting, in order of names. A deputy is there for the party of whom they stand in for."""
    attendee, member, meeting = tables.attendee.c, tables.member.c, tables.meeting.c
    question = (
        select(Attendee, member.party_id)
        .join(tables.meeting, meeting.id == attendee.meeting_id)
        .outerjoin(tables.member, (member.id == attendee.member_id) & (member.body_id == meeting.body_id))
        .where(attendee.meeting_id.in_(meeting_ids))
        .order_by(attendee.name, attendee.id)
    )
    rows = [(one, party_id) for one, party_id in session.execute(question)]
    party_of = {one.id: party_id for one, party_id in rows}
    found: dict[str, list[Place]] = {}
    for one, _ in rows:
        place = Place(one, party_of.get(one.stands_in_for or one.id))
        found.setdefault(one.meeting_id, []).append(place)
    return found
