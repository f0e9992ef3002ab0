"""Which moments of a row nobody kept: all that have come, but for the last, which can still be kept late."""

from collections.abc import Callable
from datetime import datetime


def swallowed(
    due_at: datetime, following: Callable[[datetime], datetime | None], now: datetime
) -> list[datetime]:
    """From `due_at` on, `following` giving the moment after each, or None where none comes."""
    moments = []
    at: datetime | None = due_at
    while at is not None and at <= now:
        moments.append(at)
        at = following(at)
    return moments[:-1]
