"""What people ask about messages: which there are, how many wait for somebody, and since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from agenda.paging import Page, PageWanted
from notifications.message import Message, State
from service.database.outbox import WAITING, message

FIRST = PageWanted()


@dataclass(frozen=True)
class Wanted:
    """Which messages are asked for: in one of these states, and about this where it is not empty."""

    states: frozenset[State] = frozenset(State)
    about: str = ""
    page: PageWanted = FIRST


Bodies = Collection[str]


def messages_page(session: Session, wanted: Wanted, bodies: Bodies) -> Page[Message]:
    """Those of some bodies, newest first."""
    where: list[ColumnElement[bool]] = [message.c.body_id.in_(bodies)]
    if wanted.states != frozenset(State):
        where.append(message.c.state.in_(wanted.states))
    if wanted.about:
        where.append(message.c.about == wanted.about)
    page = wanted.page
    question = select(Message).where(*where).order_by(message.c.created_at.desc(), message.c.id)
    rows = session.scalars(question.limit(page.size).offset(page.skipped)).all()
    total = session.scalar(select(func.count()).select_from(message).where(*where)) or 0
    return Page(rows, int(total), page)


def messages_failed_by(
    session: Session, states: Collection[State], cause: str, bodies: Bodies
) -> Sequence[Message]:
    """Those of some bodies in one of the states for that very cause, held against others; the oldest first."""
    failed = (message.c.body_id.in_(bodies), message.c.state.in_(states), message.c.fault == cause)
    question = select(Message).where(*failed).order_by(message.c.due_at, message.c.id).with_for_update()
    return session.scalars(question).all()


def count_by_cause(
    session: Session, states: Collection[State], bodies: Bodies
) -> dict[str, tuple[int, datetime]]:
    """How many of some bodies' messages are in one of the states for one cause, and when the oldest was due."""
    failed = (message.c.body_id.in_(bodies), message.c.state.in_(states), message.c.fault.is_not(None))
    question = select(message.c.fault, func.count(), func.min(message.c.due_at)).where(*failed)
    rows = session.execute(question.group_by(message.c.fault))
    return {str(fault): (int(count), oldest) for fault, count, oldest in rows}


def messages_in(session: Session, states: Collection[State]) -> Sequence[Message]:
    return session.scalars(select(Message).where(message.c.state.in_(states)).order_by(message.c.id)).all()


def message_named(session: Session, message_id: str) -> Message | None:
    """Held against others until the end of the transaction."""
    return session.get(Message, message_id, with_for_update=True)


def count_in(session: Session, states: Collection[State], bodies: Bodies) -> tuple[int, datetime | None]:
    """How many messages of some bodies are in one of the states, and since when the oldest was due."""
    question = select(func.count(), func.min(message.c.due_at)).where(
        message.c.state.in_(states), message.c.body_id.in_(bodies)
    )
    count, oldest = session.execute(question).one()
    return int(count), oldest


def oldest_waiting(session: Session, body_ids: Collection[str], now: datetime) -> datetime | None:
    """Since when bodies have had something to tell that has not gone out."""
    unsent = (*WAITING, State.CLAIMED)
    found: datetime | None = session.scalar(
        select(func.min(message.c.due_at)).where(
            message.c.body_id.in_(body_ids), message.c.state.in_(unsent), message.c.due_at <= now
        )
    )
    return found


def channels_of_sent(session: Session, sent_at: datetime) -> dict[tuple[str, str], str]:
    """Over which channel each went that was handed over at that moment: by occasion, and what it is about."""
    question = select(message.c.occasion, message.c.about, message.c.channel).where(
        message.c.sent_at == sent_at, message.c.channel.is_not(None)
    )
    return {(str(occasion), about): channel for occasion, about, channel in session.execute(question)}


def count_by_state(session: Session) -> dict[State, int]:
    question = select(message.c.state, func.count()).group_by(message.c.state)
    return {state: int(count) for state, count in session.execute(question)}


def count_waiting(session: Session, due_at: datetime, attempts: int) -> int:
    """What has waited since that moment and was tried so often, or oftener."""
    waiting = (message.c.state.in_(WAITING), message.c.due_at <= due_at, message.c.attempts >= attempts)
    return int(session.scalar(select(func.count()).where(*waiting)) or 0)
