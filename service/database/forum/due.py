"""What waits for the clock of the forum: the Charter's list, and what is to be forgotten; nobody is named."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Subquery, false, func, literal, select
from sqlalchemy.orm import Session

from agenda.forum.needs import KEPT_AFTER
from agenda.forum.retention import forgotten_from, over_by
from agenda.set_aside import Matter
from service.database.due import Due
from service.database.forum.forgetting import members_over, organisations_over
from service.database.forum.tables import accession, appointment
from service.database.forum.topic_tables import needs
from service.database.meetings.tables import meeting
from service.database.set_aside import is_aside

MEMBER, ORGANISATION = "member/", "organisation/"

ACCESSIONS = Due(
    "accessions", accession, accession.c.id, accession.c.due_at, (accession.c.due_at.is_not(None),)
)
APPOINTMENTS = Due(
    "appointments", appointment, appointment.c.id, appointment.c.due_at, (appointment.c.due_at.is_not(None),)
)
NEEDS = Due(
    "needs",
    meeting,
    meeting.c.id,
    meeting.c.ends_at,
    (meeting.c.id.in_(select(needs.c.meeting_id)),),
    after=KEPT_AFTER,
    locks=False,
)


@dataclass(frozen=True)
class ContactsDue:
    """Former members and organisations that left: due from the day on which they are kept no longer."""

    body_id: str
    kept_months: int
    zone: ZoneInfo
    kind: str = "forum_contacts"

    def next_piece(self, session: Session, now: datetime) -> str | None:
        """Members before organisations, whoever has been over longest first."""
        for prefix, over in self._over():
            aside = is_aside(self.kind, literal(prefix) + over.c.id, now)
            question = select(over.c.id).where(over.c.last_on <= self._over_by(now), ~aside)
            found = session.scalar(question.order_by(over.c.last_on, over.c.id).limit(1))
            if found is not None:
                return prefix + str(found)
        return None

    def is_due(self, session: Session, piece: str, now: datetime) -> bool:
        for prefix, over in self._over():
            is_named = literal(prefix) + over.c.id == piece
            question = select(over.c.id).where(over.c.last_on <= self._over_by(now), is_named)
            if session.scalar(question) is not None:
                return True
        return False

    def next_at(self, session: Session) -> datetime | None:
        last_days = (
            session.scalar(
                select(func.min(over.c.last_on)).where(~is_aside(self.kind, literal(prefix) + over.c.id))
            )
            for prefix, over in self._over()
        )
        first = min((on for on in last_days if on is not None), default=None)
        return self._from(first) if first else None

    def firsts(self) -> tuple[ColumnElement[Any], ...]:
        return tuple(
            select(func.min(over.c.last_on))
            .where(~is_aside(self.kind, literal(prefix) + over.c.id))
            .scalar_subquery()
            for prefix, over in self._over()
        )

    def lost(self) -> ColumnElement[bool]:
        return false()

    def due_from(self, first: Any) -> datetime:
        return self._from(first)

    def due_before(self, session: Session, now: datetime) -> list[tuple[str, datetime]]:
        return [
            (prefix + str(found), self._from(last_on))
            for prefix, over in self._over()
            for found, last_on in session.execute(select(over.c.id, over.c.last_on))
            if self._from(last_on) < now
        ]

    def unreadable(self, _session: Session) -> list[str]:
        return []

    def matter(self, _session: Session, piece: str) -> Matter:
        """Which one it is stands in the Charter's list, which is not for every eye."""
        return Matter(self.body_id, piece.partition("/")[2])

    def _from(self, last_on: date) -> datetime:
        on = forgotten_from(last_on, self.kept_months)
        return datetime.combine(on, time(0), self.zone).astimezone(UTC)

    def _over_by(self, now: datetime) -> date:
        return over_by(now.astimezone(self.zone).date(), self.kept_months)

    def _over(self) -> tuple[tuple[str, Subquery], ...]:
        return (MEMBER, members_over(self.body_id)), (ORGANISATION, organisations_over())


def of_forum(body_id: str) -> Callable[[Session, str], Matter]:
    """By its id alone: what it is of stands in the Charter's list."""
    return lambda _session, piece: Matter(body_id, piece)
