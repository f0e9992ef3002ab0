"""Whether what will happen may be something else than it was: told by a few numbers, and not by reading it all."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.database.outbox import WAITING, message
from service.database.record import newest_deed
from service.database.set_aside import set_aside


def change_mark(session: Session) -> Sequence[Any]:
    """Another after each deed, and after what is done without one: a message that waits, or a piece set aside.

    What was only read leaves it as it is.
    """
    waits = message.c.state.in_(WAITING)
    of_messages = select(func.count()).where(waits), select(func.max(message.c.next_attempt_at)).where(waits)
    of_aside = select(func.sum(set_aside.c.revision)), select(func.max(set_aside.c.failed_at))
    parts = (part.scalar_subquery() for part in (*of_messages, *of_aside))
    return session.execute(select(newest_deed(), *parts)).one()
