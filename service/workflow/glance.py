"""What waits for the clock at a moment, told by one question about all kinds of work."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from service.database.meetings.entries import has_watched
from service.database.outages import last_tick
from service.database.sending import is_off
from service.database.set_aside import has_aside, waits_aside


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


def glance(session: Session, kinds: Sequence[Glanced], held: frozenset[str], now: datetime) -> Glance:
    """Raises ValueError where some moment that is first in its kind can't be read."""
    firsts = [(kind, first) for kind in kinds for first in kind.firsts()]
    lost = [(kind, kind.lost()) for kind in kinds if session.get_bind().dialect.name == "sqlite"]
    ticked_at, is_watching, is_aside, is_sending_off, *found = _asked(session, [*firsts, *lost], now)
    waiting = [
        (kind.kind, kind.due_from(first))
        for (kind, _), first in zip(firsts, found, strict=False)
        if first is not None
    ]
    unreadable = {kind.kind for (kind, _), is_lost in zip(lost, found[len(firsts) :], strict=True) if is_lost}
    aside = waits_aside(session) if is_aside else ()
    idle = held if is_sending_off else frozenset()
    names = {kind.kind for kind in kinds} - idle
    wanted = unreadable.union(name for name, at in (*waiting, *aside) if at <= now) - idle
    next_at = min((at for name, at in (*waiting, *aside) if name in names), default=None)
    return Glance(frozenset(wanted), next_at, ticked_at, is_watching, is_aside, is_sending_off)


def blind(session: Session, now: datetime) -> Glance:
    """What can be told without the kinds of work."""
    return Glance(frozenset(), None, *_asked(session, (), now))


def _asked(
    session: Session, parts: Sequence[tuple[Glanced, ColumnElement[Any]]], now: datetime
) -> Sequence[Any]:
    columns: list[Any] = [last_tick(), has_watched(now), has_aside(), is_off(), *(part for _, part in parts)]
    return session.execute(select(*columns)).one()
