"""Where what comes is played: by the very clockwork that will do it, on a copy of the store, and undone."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.database.scratch import apart, nested
from service.derivers import DERIVE
from service.workflow.clockwork import Clockwork, DueWork
from service.workflow.foresight import Played
from service.workflow.glance import Lookout
from service.workflow.setting_aside import Shelf
from service.workflow.unit import OpenUnit
from service.workflow.upcoming import NEVER, Rehearsal, play_ahead


@dataclass(frozen=True)
class Stage:
    """`unit_on` opens transactions in the clock's name, in sessions of another kind."""

    engine: Engine
    snapshots: Callable[[], Session]
    unit_on: Callable[[Callable[[], Session]], OpenUnit]
    works: Sequence[DueWork]
    lookout: Lookout

    def mark(self, now: datetime) -> Hashable:
        with self.snapshots() as session, session.begin():
            return self.lookout.mark(session, now)

    def play(self, until: datetime, now: datetime) -> Played:
        with apart(self.engine) as connection, nested(connection) as session:
            playing = self.unit_on(partial(nested, connection))
            shelf = Shelf(playing, NEVER)
            rehearsal = Rehearsal(playing, DERIVE, shelf)
            clockwork = Clockwork(playing, self.works, self.lookout, rehearsal, shelf)
            deeds = play_ahead(clockwork, rehearsal, session, until, now)
            with playing() as unit:
                days = {body_id: unit.working_days(body_id) for body_id in {deed.body_id for deed in deeds}}
            return Played(deeds, days)
