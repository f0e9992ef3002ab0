"""Whether anybody at an agency is reached: what was sent about a request may have come back, or not have gone out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attempt:
    """Something sent about a request, or under way, to an address in lower case."""

    address: str
    at: datetime
    is_lost: bool


def not_reached_since(attempts: Iterable[Attempt]) -> datetime | None:
    """Since when nobody is reached: at every address that was tried the newest attempt is lost. Else None."""
    newest = {attempt.address: attempt for attempt in sorted(attempts, key=lambda one: one.at)}
    if not newest or not all(attempt.is_lost for attempt in newest.values()):
        return None
    return max(attempt.at for attempt in newest.values())
