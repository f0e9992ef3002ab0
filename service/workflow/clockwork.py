"""What is due at a moment and not done is done, piece by piece, each in its own transaction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from service.database.outbox import next_delivery_at
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()

TRIES = 3


@dataclass(frozen=True)
class DueWork:
    """One kind of due work: `do_next` does one piece and says whether there was one; `next_at` when the next is due."""

    name: str
    do_next: Callable[[Unit, datetime], bool]
    next_at: Callable[[Session], datetime | None]


class Deliverer(Protocol):
    """Hands over what waits in the outbox, or rehearses it."""

    def deliver_all(self, now: datetime) -> None: ...


@dataclass(frozen=True)
class Clockwork:
    """`open_unit` opens a transaction in the clock's name."""

    open_unit: OpenUnit
    works: Sequence[DueWork]
    deliverer: Deliverer

    def tick(self, now: datetime) -> datetime | None:
        """Do everything due at `now`, then hand over what waits; return when the next thing is due."""
        for work in self.works:
            self._do_all(work, now)
        self.deliverer.deliver_all(now)
        return self.next_at()

    def next_at(self) -> datetime | None:
        with self.open_unit() as unit:
            moments = [work.next_at(unit.session) for work in self.works]
            moments.append(next_delivery_at(unit.session))
        return min((m for m in moments if m is not None), default=None)

    def _do_all(self, work: DueWork, now: datetime) -> None:
        """A piece that fails is left for the next tick and keeps nobody else from theirs."""
        lost_races = 0
        while lost_races < TRIES:
            try:
                with self.open_unit() as unit:
                    if not work.do_next(unit, now):
                        return
            except (IntegrityError, StaleDataError):
                lost_races += 1
            except Exception:
                log.exception("due_work_failed", work=work.name)
                return
