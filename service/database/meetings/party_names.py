"""What parties are called and when they take part, without the people who answer for them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, literal, select, true
from sqlalchemy.orm import Session

from service.database.meetings import tables
from service.database.record import is_snapshot

_KNOWN = "parties_named"
_COLUMNS = (tables.party.c.id, tables.party.c.name, tables.party.c.valid_from, tables.party.c.valid_until)


@dataclass(frozen=True)
class PartyNamed:
    """What a party is called, and when it takes part."""

    id: str
    name: str
    valid_from: date
    valid_until: date | None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)


def has_ended(session: Session, party_id: str, on: date) -> bool:
    """Whether it took part once and does so no more on the day."""
    party = tables.party.c
    question = select(party.id).where(party.id == party_id, party.valid_until < on)
    return session.scalar(question) is not None


def parties_named(session: Session) -> list[PartyNamed]:
    """All there ever were, without their people, by id; in a snapshot they are asked for once."""
    known: list[PartyNamed] | None = session.info.get(_KNOWN)
    if known is None:
        question = select(*_COLUMNS).order_by(tables.party.c.id)
        known = [PartyNamed(*row) for row in session.execute(question)]
        if is_snapshot(session):
            session.info[_KNOWN] = known
    return known


def parties_by_name(session: Session, also: ColumnElement[bool]) -> tuple[list[PartyNamed], bool]:
    """The same, by name, and what else is asked with them."""
    one_row = select(literal(1).label("one")).subquery()
    question = select(also, *_COLUMNS).select_from(one_row.outerjoin(tables.party, true()))
    rows = session.execute(question).all()
    found = [PartyNamed(*row[1:]) for row in rows if row[1] is not None]
    return sorted(found, key=lambda one: (one.name.casefold(), one.id)), bool(rows[0][0])
