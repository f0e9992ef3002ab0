"""How long a change waits for further edits before it is told: never so long that it comes too late to be of use."""

from datetime import datetime, timedelta

WELL_BEFORE = timedelta(hours=2)


def pause_ends(pause: timedelta, ahead_of: datetime | None, now: datetime) -> datetime:
    """Well before what the change is about; at once where that is near, or where no pause is wanted."""
    ends_at = now + pause
    if ahead_of is None:
        return ends_at
    return max(now, min(ends_at, ahead_of - WELL_BEFORE))
