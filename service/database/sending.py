"""Whether anything is handed over, and what waits while nothing is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Integer, Table, exists, func, select
from sqlalchemy.orm import Session

from notifications.message import Message, State
from notifications.sending import Sending
from service.database.engine import Moment, mapping, metadata
from service.database.outbox import WAITING, message

THE_STORE = 1
UNSETTLED = (*WAITING, State.CLAIMED)

sending = Table(
    "sending",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("off_since", Moment),
    Column("backed_up_at", Moment, nullable=False),
    Column("revision", Integer, nullable=False),
)


def map_sending() -> None:
    mapping.map_imperatively(Sending, sending, version_id_col=sending.c.revision)


def sending_off(session: Session) -> Sending | None:
    """None where messages are handed over."""
    return session.scalars(select(Sending).where(sending.c.off_since.is_not(None))).one_or_none()


def is_off() -> ColumnElement[bool]:
    """A part of a question: whether nothing is handed over."""
    return exists(select(sending.c.id).where(sending.c.off_since.is_not(None)))


def turn_off(session: Session, backed_up_at: datetime, now: datetime) -> None:
    """The restore's step: what this store doesn't know of may have been told already."""
    known = session.get(Sending, THE_STORE)
    if known is None:
        session.add(Sending(THE_STORE, backed_up_at, now))
    else:
        known.backed_up_at, known.off_since = backed_up_at, now


def count_due(session: Session, until: datetime) -> int:
    """How many messages wait that were due by then."""
    due = (message.c.state.in_(UNSETTLED), message.c.due_at <= until)
    return int(session.scalar(select(func.count()).select_from(message).where(*due)) or 0)


def messages_due(session: Session, until: datetime) -> Sequence[Message]:
    due = (message.c.state.in_(UNSETTLED), message.c.due_at <= until)
    return session.scalars(select(Message).where(*due).order_by(message.c.id).with_for_update()).all()
