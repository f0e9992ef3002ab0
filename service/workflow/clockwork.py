"""What is due at a moment and not done is done, piece by piece, each in its own transaction."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from agenda.access import Room
from service.database.away import is_away
from service.database.outbox import MESSAGES, next_delivery_at
from service.database.set_aside import is_waiting, next_try_at
from service.logs import told
from service.workflow.glance import Glance, Glanced, Lookout
from service.workflow.setting_aside import RACES, TRIES, Broken, Shelf, Wording, cause_of, clear
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()


class MomentUnreadable(Exception):
    """When it is due is no moment."""


class Waiting(Glanced, Protocol):
    """The pieces of one kind of work, each named by an id, told without reading the rows themselves."""

    def next_piece(self, session: Session, now: datetime) -> str | None:
        """The one longest due that is not set aside, locked against another timer."""

    def is_due(self, session: Session, piece: str, now: datetime) -> bool: ...

    def next_at(self, session: Session) -> datetime | None:
        """When the next is due, what is set aside not counted."""

    def due_before(self, session: Session, now: datetime) -> Sequence[tuple[str, datetime]]:
        """Each that is due, and since when."""

    def unreadable(self, session: Session) -> Sequence[str]:
        """Those whose moment can't be read, so that they would never be due."""


@dataclass(frozen=True)
class DueWork:
    """One kind of due work: what waits for it, what is done with one piece, and what that is about.

    `told_as` gives the deed by which a piece is listed when it was late, where it is one that people wait for.
    `room` is whose work it is, where it is one's alone.
    """

    waiting: Waiting
    do: Callable[[Unit, str, datetime], None]
    matter: Wording
    told_as: Callable[[str], str] | None = None
    room: Room | None = None

    @property
    def name(self) -> str:
        return self.waiting.kind

    def do_next(self, unit: Unit, now: datetime) -> bool:
        """Do one piece, and say whether there was one."""
        piece = self.waiting.next_piece(unit.session, now)
        if piece is not None:
            self.do(unit, piece, now)
        return piece is not None


class Deliverer(Protocol):
    """Hands over what waits in the outbox, or rehearses it.

    `kinds` are those of which it tidies the shelf, `held` those that wait where sending is off.
    """

    @property
    def kinds(self) -> frozenset[str]: ...

    @property
    def held(self) -> frozenset[str]: ...

    def deliver_all(self, now: datetime) -> None: ...


@dataclass
class _Round:
    """One kind of work at one moment: how often each piece was lost to another worker, and which has no moment."""

    work: DueWork
    now: datetime
    lost: Counter[str] = field(default_factory=Counter)
    lost_moment: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Clockwork:
    """`open_unit` opens a transaction in the clock's name."""

    open_unit: OpenUnit
    works: Sequence[DueWork]
    lookout: Lookout
    deliverer: Deliverer
    shelf: Shelf

    def tick(self, now: datetime, seen: Glance | None = None) -> datetime | None:
        """Do everything due at `now`, then hand over what waits; return when the next thing is due.

        `seen` is what was seen at `now`, if nothing has been done since. One kind of work may make another due.
        """
        seen = seen or self.look(now)
        for work in self.works:
            if work.name in seen.wanted:
                self.do_all(work, now)
                seen = self.look(now)
        if self.deliverer.kinds & seen.wanted:
            self.deliverer.deliver_all(now)
            seen = self.look(now)
        return seen.next_at

    def look(self, now: datetime) -> Glance:
        with self.open_unit() as unit:
            return self.look_in(unit, now)

    def look_in(self, unit: Unit, now: datetime) -> Glance:
        """What there is to do. Where that can't be read of one kind, each is asked by itself."""
        try:
            return self.lookout.glance(unit.session, self.deliverer.held, now)
        except ValueError:
            seen = self.lookout.blind(unit.session, now)
            held = self.deliverer.held if seen.is_sending_off else frozenset()
            every = frozenset(kind.kind for kind in self.lookout.kinds) | self.deliverer.kinds
            return replace(seen, wanted=every - held, next_at=self._next_at(unit, held))

    def _next_at(self, unit: Unit, held: frozenset[str]) -> datetime | None:
        """A kind whose moments can't be read keeps no other from being known."""
        moments = [self._next_of(work, unit.session) for work in self.works]
        kinds = {*(work.name for work in self.works), MESSAGES.kind} - held
        moments.append(next_try_at(unit.session, kinds))
        if MESSAGES.kind in kinds:
            moments.append(next_delivery_at(unit.session, unit.settings.bodies))
        return min((m for m in moments if m is not None), default=None)

    def do_all(self, work: DueWork, now: datetime) -> None:
        """A piece that breaks is set aside, and keeps nobody else from theirs; where storage is away all wait."""
        this = _Round(work, now)
        try:
            while self._do_next(this):
                pass
            for piece in this.lost_moment:
                self.shelf.put(Broken(work.name, piece, MomentUnreadable(), work.matter), now)
        except Exception as fault:
            if is_away(fault):
                raise
            log.error("due_work_failed", work=work.name, **told(fault))  # noqa: TRY400 - without its words; other kinds may fare better

    def _do_next(self, this: _Round) -> bool:
        """Whether there was a piece. What breaks before it is known which one it is, is the store's fault."""
        piece = None
        try:
            with self.open_unit() as unit:
                piece = this.work.waiting.next_piece(unit.session, this.now)
                if piece is None:
                    self._tidy(unit, this)
                else:
                    this.work.do(unit, piece, this.now)
        except Exception as fault:
            if piece is None or is_away(fault):
                raise
            self._set_aside(this, *cause_of(fault, piece))
        return piece is not None

    def _tidy(self, unit: Unit, this: _Round) -> None:
        """What was set aside and is due no more is taken off; what would never be due is to be set aside too."""
        waiting, name = this.work.waiting, this.work.name
        lost = waiting.unreadable(unit.session)
        this.lost_moment = [one for one in lost if not is_waiting(unit.session, name, one, this.now)]
        clear(unit, name, lambda *asked: asked[1] in lost or waiting.is_due(*asked), this.now)

    def _set_aside(self, this: _Round, piece: str, fault: BaseException) -> None:
        this.lost[piece] += 1
        if not isinstance(fault, RACES) or this.lost[piece] >= TRIES:
            self.shelf.put(Broken(this.work.name, piece, fault, this.work.matter), this.now)

    def _next_of(self, work: DueWork, session: Session) -> datetime | None:
        try:
            return work.waiting.next_at(session)
        except ValueError as fault:
            log.error("due_moments_unreadable", work=work.name, **told(fault))  # noqa: TRY400 - without its words
            return None
