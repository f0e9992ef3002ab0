"""The table of whom letters about a child go to, and what is asked of it by whoever has read the case."""

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, LargeBinary, String, Table, select
from sqlalchemy.orm import Session

from agenda.cases.addressee import Addressee, Letter, LetterOf, To
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata

addressee = Table(
    "addressee",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("letter", Word(Letter), nullable=False),
    Column("conversation_id", ForeignKey("conversation.id", ondelete="CASCADE")),
    Column("to", Word(To), nullable=False),
    Column("representative_id", ForeignKey("representative.id", ondelete="CASCADE")),
    Column("sealed_reason", LargeBinary),
    Column("chosen_at", Moment, nullable=False),
    Column("chosen_by", String(60), nullable=False),
)


def map_addressees() -> None:
    mapping.map_imperatively(Addressee, addressee)


def addressees_of(session: Session, case_id: str) -> Sequence[Addressee]:
    """Every choice of a case, oldest first."""
    question = select(Addressee).where(addressee.c.case_id == case_id)
    return session.scalars(question.order_by(addressee.c.chosen_at, addressee.c.id)).all()


def standing_addressee(session: Session, case_id: str, which: LetterOf) -> Addressee | None:
    """The newest choice of one letter."""
    found = [
        one
        for one in addressees_of(session, case_id)
        if (one.letter, one.conversation_id) == (which.letter, which.conversation_id)
    ]
    return found[-1] if found else None
