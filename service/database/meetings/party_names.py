"""What parties are called and when they take part, without the people who answer for them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.database.meetings import tables


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


def parties_by_name(session: Session) -> list[PartyNamed]:
    """All there ever were, without their people."""
    party = tables.party.c
    found = session.execute(select(party.id, party.name, party.valid_from, party.valid_until))
    return sorted((PartyNamed(*row) for row in found), key=lambda one: (one.name.casefold(), one.id))
