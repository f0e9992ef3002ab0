"""A session that keeps what it has loaded for as long as it lives: one unit reads no row twice."""

from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

KEPT = "kept"


class KeepingSession(Session):
    """SQLAlchemy's own map is weak: what nobody else holds is gone, and read again with all that hangs on it."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.info[KEPT] = []


def _keep(session: Session, loaded: object) -> None:
    session.info[KEPT].append(loaded)


for _entered in ("loaded_as_persistent", "pending_to_persistent"):
    event.listen(KeepingSession, _entered, _keep)
