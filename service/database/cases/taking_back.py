"""What is asked of the table of redactions."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from agenda.cases.taking_back import Redaction
from agenda.errors import Absent
from service.database.cases import tables
from service.database.waits import Part, part


class NoSuchRedaction(Absent):
    pass


def redactions_of(session: Session, case_id: str) -> Sequence[Redaction]:
    """Of all answers in a case, oldest first, for who has read the case already."""
    question = (
        select(Redaction)
        .join(tables.lookup, tables.lookup.c.id == tables.redaction.c.lookup_id)
        .where(tables.lookup.c.case_id == case_id)
    )
    return session.scalars(question.order_by(tables.redaction.c.redacted_at, tables.redaction.c.id)).all()


def redaction_named(session: Session, case_id: str, redaction_id: str) -> Redaction:
    found = next((one for one in redactions_of(session, case_id) if one.id == redaction_id), None)
    if found is None:
        raise NoSuchRedaction("there is no such redaction for you", "redaction")
    return found


def unseen_redactions_part() -> Part:
    """The references of cases in which nobody has taken note of a redaction yet, since it stands."""
    return (
        select(*part("answer_redacted", tables.case.c.reference, tables.redaction.c.redacted_at))
        .join_from(tables.redaction, tables.lookup, tables.lookup.c.id == tables.redaction.c.lookup_id)
        .join(tables.case, tables.case.c.id == tables.lookup.c.case_id)
        .where(tables.redaction.c.seen_at.is_(None))
    )
