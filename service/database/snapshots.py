"""Reading without being in anybody's way: the store as it stands, neither its write lock nor a turn."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from service.database.keeping_session import KeepingSession
from service.database.record import SEEN, Entry
from service.database.turns import IS_SNAPSHOT, WrittenInSnapshot

_IN_POSTGRESQL = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class SnapshotSession(KeepingSession):
    """Gathers what is seen in it; it is recorded when the snapshot has ended."""

    def __init__(self, engine: Engine, **named: Any) -> None:
        super().__init__(_reading(engine), **named)
        self.info[SEEN] = []

    @property
    def seen(self) -> list[Entry]:
        found: list[Entry] = self.info[SEEN]
        return found


def _reading(engine: Engine) -> Engine:
    also = _IN_POSTGRESQL if engine.dialect.name == "postgresql" else {}
    return engine.execution_options(**{IS_SNAPSHOT: True, **also})


def _refuse(session: Session, *_: object) -> None:
    if session.new or session.deleted or any(map(session.is_modified, session.dirty)):
        raise WrittenInSnapshot


event.listen(SnapshotSession, "before_flush", _refuse)
