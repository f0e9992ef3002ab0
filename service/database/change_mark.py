"""Whether what will happen may be something else than it was: told by a few numbers, and not by reading it all."""

from typing import Any

from sqlalchemy import ScalarSelect, func, select

from service.database.outbox import WAITING, message
from service.database.record import newest_deed
from service.database.set_aside import set_aside


def change_mark() -> tuple[ScalarSelect[Any], ...]:
    """Parts of a question: they differ after each deed, and after what is done without one.

    That is a message that waits, or a piece set aside. What was only read leaves them as they are.
    """
    waits = message.c.state.in_(WAITING)
    of_messages = select(func.count()).where(waits), select(func.max(message.c.next_attempt_at)).where(waits)
    of_aside = select(func.sum(set_aside.c.revision)), select(func.max(set_aside.c.failed_at))
    return newest_deed(), *(part.scalar_subquery() for part in (*of_messages, *of_aside))
