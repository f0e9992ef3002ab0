"""A piece of the clock's work that could not be done: it keeps nobody else from theirs, and a person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.errors import ChangedMeanwhile
from scheduler.retrying import next_try


@dataclass(frozen=True)
class Matter:
    """What a piece is about, as far as can be read: its body, a reference or an id, and whom it would have told."""

    body_id: str
    about: str = ""
    party_id: str = ""


@dataclass
class SetAside:
    """One piece of a kind of work, by its id. `fault` is a code of the program's own; nothing here is personal."""

    id: str
    kind: str
    piece: str
    body_id: str
    about: str
    party_id: str
    since: datetime
    failed_at: datetime
    next_try_at: datetime
    fault: str = ""
    failures: int = 0
    revision: int = 1

    def fail(self, fault: str, waits: Sequence[timedelta], now: datetime) -> None:
        """It failed again: the next try is further off."""
        self.fault = fault
        self.failures += 1
        self.failed_at = now
        self.next_try_at = next_try(self.failures, waits, now)

    def hurry(self, now: datetime) -> None:
        """A person has seen to it, and it is tried at once."""
        self.next_try_at = min(self.next_try_at, now)

    def expect(self, revision: int) -> None:
        if revision != self.revision:
            raise ChangedMeanwhile(
                "it was tried again meanwhile; look at it again", "revision", {"revision": self.revision}
            )
