"""How long to wait before something that failed is tried again: longer each time, up to the longest."""

from collections.abc import Sequence
from datetime import datetime, timedelta


def next_try(failures: int, waits: Sequence[timedelta], now: datetime) -> datetime:
    """After the first failure the first wait, after the last of them always the last."""
    return now + waits[min(max(failures, 1), len(waits)) - 1]
