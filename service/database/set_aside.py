"""What the clock has set aside: by kind of work and piece, with what it is about and when it is tried again."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Integer, String, Table, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Session

from agenda.errors import Absent
from agenda.set_aside import SetAside
from service.database.columns import ID_LENGTH, identity
from service.database.engine import Moment, mapping, metadata

set_aside = Table(
    "set_aside",
    metadata,
    identity(),
    Column("kind", String(40), nullable=False),
    Column("piece", String(300), nullable=False),
    Column("body_id", String(ID_LENGTH), nullable=False),
    Column("about", String(300), nullable=False),
    Column("party_id", String(ID_LENGTH), nullable=False),
    Column("since", Moment, nullable=False),
    Column("failed_at", Moment, nullable=False),
    Column("next_try_at", Moment, nullable=False, index=True),
    Column("fault", String(100), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    UniqueConstraint("kind", "piece"),
)


class NoSuchPiece(Absent):
    pass


def map_set_aside() -> None:
    mapping.map_imperatively(SetAside, set_aside, version_id_col=set_aside.c.revision)


def is_aside(kind: str, piece: ColumnElement[str], now: datetime | None = None) -> ColumnElement[bool]:
    """Whether a piece is set aside: at all, or so that it is not to be tried yet."""
    rows = exists().where(set_aside.c.kind == kind, set_aside.c.piece == piece)
    return rows if now is None else rows.where(set_aside.c.next_try_at > now)


def piece_set_aside(session: Session, kind: str, piece: str) -> SetAside | None:
    question = select(SetAside).where(set_aside.c.kind == kind, set_aside.c.piece == piece)
    return session.scalars(question.with_for_update().execution_options(populate_existing=True)).one_or_none()


def is_waiting(session: Session, kind: str, piece: str, now: datetime) -> bool:
    """Whether it is set aside, and its next try still to come."""
    waiting = (set_aside.c.kind == kind, set_aside.c.piece == piece, set_aside.c.next_try_at > now)
    return session.scalar(select(set_aside.c.id).where(*waiting)) is not None


def set_aside_named(session: Session, set_aside_id: str) -> SetAside | None:
    return session.get(SetAside, set_aside_id, with_for_update=True)


def tried_again_by(session: Session, kind: str, now: datetime) -> Sequence[SetAside]:
    """Of a kind, those whose next try has come."""
    question = select(SetAside).where(set_aside.c.kind == kind, set_aside.c.next_try_at <= now)
    return session.scalars(question.order_by(set_aside.c.id)).all()


def next_try_at(session: Session, kinds: Collection[str]) -> datetime | None:
    found: datetime | None = session.scalar(
        select(func.min(set_aside.c.next_try_at)).where(set_aside.c.kind.in_(kinds))
    )
    return found


def waits_aside(session: Session) -> Sequence[tuple[str, datetime]]:
    """Of each piece that is set aside its kind, and when it is tried again."""
    return [(kind, at) for kind, at in session.execute(select(set_aside.c.kind, set_aside.c.next_try_at))]


def has_aside() -> ColumnElement[bool]:
    """Whether anything at all is set aside."""
    return exists(select(set_aside.c.id))


def set_aside_of(session: Session, bodies: Collection[str]) -> Sequence[SetAside]:
    """Of some bodies, what failed first before the others."""
    question = select(SetAside).where(set_aside.c.body_id.in_(bodies))
    return session.scalars(question.order_by(set_aside.c.since, set_aside.c.id)).all()


def set_aside_like(session: Session, kind: str, beginning: str) -> Sequence[SetAside]:
    """Of a kind, those whose pieces begin so."""
    question = select(SetAside).where(
        set_aside.c.kind == kind, set_aside.c.piece.startswith(beginning, autoescape=True)
    )
    return session.scalars(question.order_by(set_aside.c.id)).all()


def all_set_aside(session: Session) -> Sequence[SetAside]:
    return session.scalars(select(SetAside).order_by(set_aside.c.since, set_aside.c.id)).all()


def count_set_aside(session: Session) -> int:
    return int(session.scalar(select(func.count()).select_from(set_aside)) or 0)
