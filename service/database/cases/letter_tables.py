"""Tables of letters to citizens and of how they were sent, and the questions that are asked of them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Date, ForeignKey, Integer, LargeBinary, String, Table, func, literal, select
from sqlalchemy.orm import Session, relationship

from agenda.cases.dispatch import Dispatch, Letter, LetterKind, Sending
from agenda.errors import Absent
from service.database.cases import tables
from service.database.columns import Word, identity
from service.database.engine import Moment, mapping, metadata
from service.database.waits import Part, part

letter = Table(
    "letter",
    metadata,
    identity(),
    Column("case_id", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Word(LetterKind), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("fingerprint", String(tables.HASH_LENGTH), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("made_by", String(60), nullable=False),
    Column("conversation_id", ForeignKey("conversation.id", ondelete="CASCADE"), index=True),
    Column("of_revision", Integer, nullable=False),
)

dispatch = Table(
    "dispatch",
    metadata,
    identity(),
    Column("letter_id", ForeignKey("letter.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("how", Word(Sending), nullable=False),
    Column("sent_on", Date),
    Column("recorded_at", Moment, nullable=False),
    Column("recorded_by", String(60), nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
    Column("corrects_id", ForeignKey("dispatch.id", ondelete="CASCADE")),
)


class NoSuchLetter(Absent):
    pass


def letters_of(session: Session, case_id: str) -> Sequence[Letter]:
    """A case's letters, the oldest first, for who has read the case already."""
    question = select(Letter).where(letter.c.case_id == case_id)
    return session.scalars(question.order_by(letter.c.made_at, letter.c.revision, letter.c.id)).all()


def has_sent_invitation_since(session: Session, case_id: str, moment: datetime) -> bool:
    """Whether an invitation to a conversation that was made from then on was sent, whatever became of it."""
    question = select(Letter).where(
        letter.c.case_id == case_id, letter.c.kind == LetterKind.CONVERSATION, letter.c.made_at >= moment
    )
    return any(one.was_sent for one in session.scalars(question))


def letter_named(session: Session, case_id: str, letter_id: str) -> Letter:
    found = session.get(Letter, letter_id)
    if found is None or found.case_id != case_id:
        raise NoSuchLetter("there is no such letter for you", "letter")
    return found


def unsettled_letters(session: Session) -> Sequence[tuple[Letter, str]]:
    """Letters of which nobody has said how they were sent, with the references of their cases."""
    question = (
        select(Letter, tables.case.c.reference)
        .join(tables.case, tables.case.c.id == letter.c.case_id)
        .where(letter.c.id.not_in(select(dispatch.c.letter_id)))
        .order_by(letter.c.made_at, letter.c.id)
    )
    return [(one, str(reference)) for one, reference in session.execute(question)]


def unsettled_letters_part() -> Part:
    """Whether there are any, and how many; of which it still matters, its case tells."""
    question = select(*part("letters", literal(""), func.min(letter.c.made_at), count=func.count()))
    return question.where(letter.c.id.not_in(select(dispatch.c.letter_id))).having(func.count() > 0)


def map_letters() -> None:
    mapping.map_imperatively(Dispatch, dispatch)
    mapping.map_imperatively(
        Letter,
        letter,
        properties={
            "dispatches": relationship(
                Dispatch, lazy="selectin", order_by=(dispatch.c.recorded_at, dispatch.c.id)
            )
        },
    )
