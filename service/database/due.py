"""Rows that wait for the clock, told by id and moment alone, so that one that can't be read keeps no other back."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Boolean, ColumnElement, FromClause, Select, String, Table, func, select, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, class_mapper
from sqlalchemy.orm.exc import StaleDataError

from service.database.set_aside import is_aside

_Row = TypeVar("_Row")
_Found = TypeVar("_Found")
A_DAY = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
A_MOMENT = (
    "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9]*"  # as SQLite keeps it
)


class PieceBroke(Exception):
    """Of several pieces that are done together this one broke; its cause says how."""

    def __init__(self, piece: str) -> None:
        super().__init__("a piece of work broke")
        self.piece = piece


@contextmanager
def blaming(piece: str) -> Iterator[None]:
    """Whatever goes wrong inside is that piece's fault, unless the store or another worker was in the way."""
    try:
        yield
    except (PieceBroke, DBAPIError, StaleDataError):
        raise
    except Exception as fault:
        raise PieceBroke(piece) from fault


@dataclass(frozen=True)
class Due:
    """Rows of a kind of work: `piece` names one, `at` is when it is due, or was `after` that long.

    `waiting` says which rows still wait, `then` who comes first of those due at the same moment. `table` is the one
    locked against another timer.
    """

    kind: str
    table: Table
    piece: ColumnElement[str]
    at: ColumnElement[Any]
    waiting: tuple[ColumnElement[bool], ...] = ()
    joined: FromClause | None = None
    after: timedelta = timedelta()
    locks: bool = True
    then: tuple[ColumnElement[Any], ...] = ()

    def only(self, *conditions: ColumnElement[bool]) -> "Due":
        """The same kind of work, of fewer rows."""
        return replace(self, waiting=(*self.waiting, *conditions))

    def next_piece(self, session: Session, now: datetime, *also: ColumnElement[bool]) -> str | None:
        """The one longest due that is not set aside."""
        question = self._asked(self.piece).where(
            *self._due(now), *also, ~is_aside(self.kind, self.piece, now)
        )
        question = question.order_by(self.at, *self.then, self.piece).limit(1)
        found: str | None = session.scalar(self._locked(question))
        return found

    def pieces(
        self, session: Session, now: datetime, *also: ColumnElement[bool], most: int | None = None
    ) -> Sequence[str]:
        """All that are due and not set aside, or so many of them, to be done together."""
        question = self._asked(self.piece).where(
            *self._due(now), *also, ~is_aside(self.kind, self.piece, now)
        )
        ordered = question.order_by(self.at, *self.then, self.piece).limit(most)
        return session.scalars(self._locked(ordered)).all()

    def is_due(self, session: Session, piece: str, now: datetime) -> bool:
        """Whether it still waits and is due, in whosever hands it may be."""
        question = self._asked(self.piece).where(*self._due(now), self.piece == piece)
        return session.scalar(question.limit(1)) is not None

    def next_at(self, session: Session) -> datetime | None:
        """When the next is due; what is set aside is not counted."""
        question = self._asked(func.min(self.at)).where(*self.waiting, ~is_aside(self.kind, self.piece))
        found: datetime | None = session.scalar(question)
        return found + self.after if found else None

    def firsts(self) -> tuple[ColumnElement[Any], ...]:
        """A part of one question about many kinds: at which moment, or day, the first waits that is not set aside."""
        question = self._asked(self.at).where(*self.waiting, ~is_aside(self.kind, self.piece))
        return (question.order_by(self.at).limit(1).scalar_subquery(),)

    def lost(self) -> ColumnElement[bool]:
        """Another part of it, on SQLite: whether there are such whose moment is none."""
        lost = (*self.waiting, ~self._is_legible(), ~is_aside(self.kind, self.piece))
        return self._asked(self.piece).where(*lost).exists()

    def due_from(self, first: Any) -> datetime:
        """When what waits at that moment, or day, is due."""
        moment: datetime = first
        return moment + self.after

    def due_before(self, session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
        """Each piece with the moment it was due, without a lock."""
        question = self._asked(self.piece, self.at).where(*self.waiting, self.at < now - self.after)
        return [
            (piece, at + self.after) for piece, at in session.execute(question.order_by(self.at, self.piece))
        ]

    def unreadable(self, session: Session) -> Sequence[str]:
        """Those whose moment is none: of them it can't be said that they are due. PostgreSQL lets none in."""
        if session.get_bind().dialect.name != "sqlite":
            return ()
        return session.scalars(self._asked(self.piece).where(*self.waiting, ~self._is_legible())).all()

    def _is_legible(self) -> ColumnElement[bool]:
        return func.glob(A_MOMENT, type_coerce(self.at, String), type_=Boolean)

    def _due(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (*self.waiting, self.at <= now - self.after)

    def _asked(self, *columns: ColumnElement[Any]) -> Select[Any]:
        return select(*columns).select_from(self.table if self.joined is None else self.joined)

    def _locked(self, question: Select[Any]) -> Select[Any]:
        return question.with_for_update(skip_locked=True, of=self.table) if self.locks else question


@dataclass(frozen=True)
class DueAfterDay(Due):
    """Rows whose `at` is a last day, one of the dates of the zone: due as soon as it is over."""

    zone: ZoneInfo = field(kw_only=True)

    def next_at(self, session: Session) -> datetime | None:
        question = self._asked(func.min(self.at)).where(*self.waiting, ~is_aside(self.kind, self.piece))
        last_on: date | None = session.scalar(question)
        return self._from(last_on) if last_on else None

    def due_before(self, session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
        question = self._asked(self.piece, self.at).where(*self._due(now))
        found = session.execute(question.order_by(self.at, self.piece))
        return [(piece, self._from(last_on)) for piece, last_on in found if self._from(last_on) < now]

    def due_from(self, first: Any) -> datetime:
        return self._from(first)

    def _is_legible(self) -> ColumnElement[bool]:
        return func.glob(A_DAY, type_coerce(self.at, String), type_=Boolean)

    def _due(self, now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (*self.waiting, self.at < now.astimezone(self.zone).date())

    def _from(self, last_on: date) -> datetime:
        return datetime.combine(last_on + timedelta(days=1), time(), self.zone).astimezone(UTC)


def read_together(ask: Callable[[], _Found]) -> _Found | None:
    """What is asked of many rows in one question; None where one can't be read: then each is asked for by itself."""
    try:
        return ask()
    except DBAPIError:
        raise
    except Exception:  # noqa: BLE001 - whichever row of whichever table it is, the others are to be read
        return None


def read_legible(session: Session, entity: type[_Row], pieces: Sequence[str]) -> tuple[list[_Row], list[str]]:
    """The rows of some pieces that can be read, and the others by their ids: for a list that hides none."""
    found, broken = [], []
    for piece in pieces:
        try:
            found += read_each(session, entity, [piece])
        except PieceBroke as broke:
            broken.append(broke.piece)
    return found, broken


def read_each(session: Session, entity: type[_Row], pieces: Sequence[str]) -> list[_Row]:
    """The rows of some pieces; where one can't be read each is read by itself, so that it is known which.

    They are read anew: of one that couldn't be read before, the session may have kept a part.
    """
    session.flush()
    together = read_together(lambda: _rows_of(session, entity, pieces)) if len(pieces) > 1 else None
    if together is not None:
        return together
    found = []
    for piece in pieces:
        with blaming(piece):
            found.append(session.get_one(entity, piece, populate_existing=True))
    return found


def _rows_of(session: Session, entity: type[_Row], pieces: Sequence[str]) -> list[_Row]:
    """In the order of the pieces. Raises KeyError where there is no row."""
    key = class_mapper(entity).primary_key[0]
    question = select(entity).where(key.in_(pieces)).execution_options(populate_existing=True)
    rows = session.scalars(question).all()
    by_id = {session.identity_key(instance=row)[1][0]: row for row in rows}
    return [by_id[piece] for piece in pieces]
