"""What was read is recorded by itself once the snapshot has ended; who comes meanwhile shares the next commit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Condition
from time import monotonic

from sqlalchemy import Engine, text
from sqlalchemy.exc import TimeoutError as NotInTime
from sqlalchemy.orm import Session

from service.database.record import Entry, record_seen
from service.database.turns import PATIENCE

LONGEST_WAIT = 2.0  # seconds


@dataclass(eq=False)
class _Batch:
    """What one reading saw."""

    entries: Sequence[Entry]
    is_kept: bool = False
    fault: Exception | None = None


@dataclass
class Reads:
    """Whoever finds nobody writing writes for all who wait, none of them longer than some seconds."""

    engine: Engine
    longest_wait: float = LONGEST_WAIT
    _waiting: list[_Batch] = field(default_factory=list)
    _state: Condition = field(default_factory=Condition)
    _is_writing: bool = False

    @property
    def is_writing(self) -> bool:
        return self._is_writing

    @property
    def count_waiting(self) -> int:
        """How many readings will share the next commit."""
        return len(self._waiting)

    def keep(self, entries: Sequence[Entry]) -> None:
        """Raises SQLAlchemyError where it could not be kept in time: then nobody is to be shown what was read."""
        if not entries:
            return
        mine, until = _Batch(entries), monotonic() + self.longest_wait
        batches = self._taken(mine, until)
        if batches:
            self._write(batches, until)
        if mine.fault is not None:
            raise mine.fault

    def _taken(self, mine: _Batch, until: float) -> list[_Batch]:
        """Those to be written, if it is this thread's turn to write; none, if another has written it."""
        with self._state:
            self._waiting.append(mine)
            while self._is_writing and not (mine.is_kept or mine.fault):
                if not self._state.wait(max(until - monotonic(), 0)):
                    self._waiting = [one for one in self._waiting if one is not mine]
                    raise NotInTime("what was read could not be recorded in time")
            if mine.is_kept or mine.fault:
                return []
            self._is_writing = True
            batches, self._waiting = self._waiting, []
            return batches

    def _write(self, batches: Sequence[_Batch], until: float) -> None:
        fault: Exception | None = None
        try:
            self._commit([entry for batch in batches for entry in batch.entries], until)
        except Exception as problem:  # noqa: BLE001 - each of those who wait raises it
            fault = problem
        with self._state:
            for batch in batches:
                batch.is_kept, batch.fault = fault is None, fault
            self._is_writing = False
            self._state.notify_all()

    def _commit(self, entries: Sequence[Entry], until: float) -> None:
        seconds = max(until - monotonic(), 0.1)
        with (
            Session(self.engine.execution_options(**{PATIENCE: seconds})) as session,
            session.begin(),
        ):
            if self.engine.dialect.name == "postgresql":
                session.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
            record_seen(session, entries)
