"""What waits for the clock at a moment, told by one question about all kinds of work."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from service.database.change_mark import change_mark
from service.database.engine import Moment
from service.database.meetings.entries import WATCHED_AFTER, has_watched
from service.database.outages import last_tick
from service.database.sending import is_off
from service.database.set_aside import has_aside, waits_aside

_OVER_BY = bindparam("over_by", type_=Moment)


class Glanced(Protocol):
    """A kind of work as a part of one question about many."""

    @property
    def kind(self) -> str: ...

    def firsts(self) -> tuple[ColumnElement[Any], ...]: ...

    def lost(self) -> ColumnElement[bool]: ...

    def due_from(self, first: Any) -> datetime: ...


@dataclass(frozen=True)
class Glance:
    """`wanted` are the kinds with something to do; `next_at` is when the next has, None where nothing waits.

    `ticked_at` is when the clock last ticked; `is_watching`, whether any entry of a calendar is looked into.
    `has_aside`, whether anything at all is set aside. Of what can't be read nothing is told but that it is wanted.
    While `is_sending_off`, the kinds that are held are neither wanted nor waited for.
    """

    wanted: frozenset[str]
    next_at: datetime | None
    ticked_at: datetime | None
    is_watching: bool
    has_aside: bool
    is_sending_off: bool


class Lookout:
    """Asks about all its kinds of work at once. To write the question costs more than to ask it: it is written once.

    `dialect` is the store's: on PostgreSQL no moment can be lost.
    """

    def __init__(self, kinds: Sequence[Glanced], dialect: str) -> None:
        self.kinds = tuple(kinds)
        firsts = [(kind, first) for kind in kinds for first in kind.firsts()]
        lost = (kind.lost() for kind in kinds if dialect == "sqlite")
        self._first_of = [kind for kind, _ in firsts]
        self._question = select(*_of_the_house(), *(first for _, first in firsts), *lost)
        self._marked = self._question.add_columns(*change_mark())

    def glance(self, session: Session, held: frozenset[str], now: datetime) -> Glance:
        """Raises ValueError where some moment that is first in its kind can't be read."""
        ticked_at, is_watching, is_aside, is_sending_off, *found = _answer(session, self._question, now)
        waiting = [
            (kind.kind, kind.due_from(first))
            for kind, first in zip(self._first_of, found, strict=False)
            if first is not None
        ]
        lost = found[len(self._first_of) :]
        unreadable = {kind.kind for kind, is_lost in zip(self.kinds, lost, strict=False) if is_lost}
        aside = waits_aside(session) if is_aside else ()
        idle = held if is_sending_off else frozenset()
        names = {kind.kind for kind in self.kinds} - idle
        wanted = unreadable.union(name for name, at in (*waiting, *aside) if at <= now) - idle
        next_at = min((at for name, at in (*waiting, *aside) if name in names), default=None)
        return Glance(frozenset(wanted), next_at, ticked_at, is_watching, is_aside, is_sending_off)

    def mark(self, session: Session, now: datetime) -> Hashable:
        """Alike while what will happen is what it was: nothing was done since, and nothing else is planned first."""
        try:
            _, _, *found = _answer(session, self._marked, now)
        except ValueError:  # a moment that can't be read
            found = [*_answer(session, select(*change_mark()), now)]
        return tuple(found)

    def blind(self, session: Session, now: datetime) -> Glance:
        """What can be told without the kinds of work."""
        return Glance(frozenset(), None, *_answer(session, select(*_of_the_house()), now))


def _of_the_house() -> tuple[ColumnElement[Any], ...]:
    return last_tick(), has_watched(_OVER_BY), has_aside(), is_off()


def _answer(session: Session, question: Select[Any], now: datetime) -> Sequence[Any]:
    return session.execute(question, {_OVER_BY.key: now - WATCHED_AFTER}).one()
