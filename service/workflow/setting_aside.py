"""A piece of work that broke is set aside in a transaction of its own, and taken off again once it is done or gone."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from agenda.access import Action
from agenda.set_aside import Matter, SetAside
from service.database import set_aside as questions
from service.database.away import is_away
from service.database.due import PieceBroke
from service.database.set_aside import NoSuchPiece
from service.logs import told
from service.workflow.office import own_bodies
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()

TRIES = 3
RACES = (IntegrityError, StaleDataError)  # another worker was quicker
_T = TypeVar("_T")
Wording = Callable[[Session, str], Matter]
IsDue = Callable[[Session, str, datetime], bool]
LONGEST_FAULT = 100


@dataclass(frozen=True)
class Broken:
    """Which piece of which kind broke, how, and how to tell what it is about."""

    kind: str
    piece: str
    fault: BaseException
    matter: Wording


@dataclass(frozen=True)
class Shelf:
    """Where what broke is put; `waits` say when it is tried again, the last of them again and again.

    One that `is_known_empty` held nothing when the tick began, so that there is nothing to be taken off.
    """

    open_unit: OpenUnit
    waits: Sequence[timedelta]
    is_known_empty: bool = False

    def put(self, broken: Broken, now: datetime) -> datetime:
        """Set it aside, and say until when. Where storage is away it is the fault of no piece, and is raised."""
        if is_away(broken.fault):
            raise broken.fault
        log.error("piece_set_aside", kind=broken.kind, **told(broken.fault))
        matter = self._matter(broken)
        try:
            with self.open_unit() as unit:
                return _put(unit, broken, matter, self.waits, now=now)
        except RACES:  # another timer met it at the same moment
            log.info("piece_set_aside_already", kind=broken.kind, piece=broken.piece)
            return now + self.waits[0]

    def clear(self, kind: str, is_due: IsDue, now: datetime) -> None:
        if not self.is_known_empty:
            with self.open_unit() as unit:
                clear(unit, kind, is_due, now)

    def is_waiting(self, kind: str, piece: str, now: datetime) -> bool:
        """Whether it is set aside, and its next try still to come."""
        if self.is_known_empty:
            return False
        with self.open_unit() as unit:
            return questions.is_waiting(unit.session, kind, piece, now)

    def holding(self, kind: str, beginning: str) -> Sequence[SetAside]:
        """What is set aside of a kind, of the pieces that begin so."""
        if self.is_known_empty:
            return ()
        with self.open_unit() as unit:
            return questions.set_aside_like(unit.session, kind, beginning)

    def _matter(self, broken: Broken) -> Matter:
        """Read by itself: what can't be told of it is left out."""
        with self.open_unit() as unit:
            return broken.matter(unit.session, broken.piece)


def clear(unit: Unit, kind: str, is_due: IsDue, now: datetime) -> None:
    """Take off what was tried again and is due no more: it is done, or no longer wanted."""
    for row in questions.tried_again_by(unit.session, kind, now):
        if not is_due(unit.session, row.piece, now):
            _take_off(unit, row, now)


def past_races(do: Callable[[], _T]) -> _T:
    """Some tries, where another worker may be quicker."""
    for _ in range(TRIES - 1):
        try:
            return do()
        except RACES:
            continue
    return do()


def cause_of(fault: BaseException, piece: str) -> tuple[str, BaseException]:
    """The piece whose fault it is, and what was wrong with it."""
    if isinstance(fault, PieceBroke):
        return fault.piece, fault.__cause__ or fault
    return piece, fault


def pieces_set_aside(unit: Unit) -> Sequence[SetAside]:
    """Those of the actor's own bodies."""
    unit.allow(Action.READ_UPCOMING)
    return questions.set_aside_of(unit.session, own_bodies(unit))


def try_again(unit: Unit, set_aside_id: str, revision: int, now: datetime) -> SetAside:
    """A person has seen to it: it is tried at once, and what becomes of it is seen at the next look."""
    unit.allow(Action.SETTLE_CLOCK)
    row = questions.set_aside_named(unit.session, set_aside_id)
    if row is None or row.body_id not in own_bodies(unit):
        raise NoSuchPiece("it is set aside no longer, or not for you; read the list", "piece")
    row.expect(revision)
    row.hurry(now)
    unit.record("try_again", row.about or row.kind, now, kind=row.kind, failures=row.failures)
    unit.session.flush()
    return row


def is_still_among(pieces: Collection[str]) -> IsDue:
    """For what no column says is due: those pieces are."""
    return lambda _session, piece, _now: piece in pieces


def _put(
    unit: Unit, broken: Broken, matter: Matter, waits: Sequence[timedelta], *, now: datetime
) -> datetime:
    fault = type(broken.fault).__name__[:LONGEST_FAULT]
    row = questions.piece_set_aside(unit.session, broken.kind, broken.piece)
    if row is None:
        row = SetAside(
            unit.new_id(),
            broken.kind,
            broken.piece,
            matter.body_id,
            matter.about,
            matter.party_id,
            since=now,
            failed_at=now,
            next_try_at=now,
        )
        unit.session.add(row)
        unit.record("set_aside", matter.about or broken.kind, now, kind=broken.kind, fault=fault)
    row.fail(fault, waits, now)
    return row.next_try_at


def _take_off(unit: Unit, row: SetAside, now: datetime) -> None:
    unit.record("take_off_aside", row.about or row.kind, now, kind=row.kind, failures=row.failures)
    unit.session.delete(row)
