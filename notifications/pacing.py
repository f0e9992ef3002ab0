"""When an organiser's mailbox may send: one worker at a time, no faster than its server takes, not while it is down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

_MINUTE = timedelta(minutes=1)
_MOST_DOUBLINGS = 6


@dataclass(frozen=True)
class Pace:
    """At most `mails_a_minute` in any minute; after `failures` in a row the mailbox rests, twice as long each time."""

    mails_a_minute: int
    failures: int
    first_rest: timedelta
    longest_rest: timedelta


@dataclass(eq=False)
class OrganiserMailbox:
    """`address` is in lower case. `cursor` is how far its server's changes were read."""

    address: str
    channel: str
    worker: str | None = None
    lease_until: datetime | None = None
    rests_until: datetime | None = None
    failures: int = 0
    fault: str = ""
    minute_began_at: datetime | None = None
    sent_in_minute: int = 0
    polled_at: datetime | None = None
    cursor: str | None = None

    def take(self, worker: str, lease_until: datetime, now: datetime) -> bool:
        """Take the mailbox for a worker, or keep it; say whether it is theirs."""
        is_free = self.worker in {None, worker} or self.lease_until is None or self.lease_until <= now
        if is_free:
            self.worker, self.lease_until = worker, lease_until
        return is_free

    def leave(self, worker: str) -> None:
        if self.worker == worker:
            self.worker = self.lease_until = None

    def may_send_at(self, pace: Pace, now: datetime) -> datetime:
        """When the next mail may go: `now`, or when the rest or the full minute is over."""
        moments = [now]
        if self.rests_until is not None:
            moments.append(self.rests_until)
        if self._is_full(pace, now):
            assert self.minute_began_at is not None
            moments.append(self.minute_began_at + _MINUTE)
        return max(moments)

    def count(self, mails: int, now: datetime) -> None:
        """So many mails went out, or may have.

        The minute begins anew with each: begun by the first alone, two of them could meet with twice as many.
        """
        began_at, self.minute_began_at = self.minute_began_at, now
        if began_at is None or not began_at <= now < began_at + _MINUTE:
            self.sent_in_minute = 0
        self.sent_in_minute += mails

    def succeed(self) -> None:
        self.failures, self.rests_until, self.fault = 0, None, ""

    def fail(self, fault: str, retry_after: timedelta | None, pace: Pace, now: datetime) -> None:
        """The server didn't take it: after some in a row, or when it says so itself, the mailbox rests."""
        self.failures += 1
        self.fault = fault
        rest = retry_after or timedelta()
        beyond = self.failures - pace.failures
        if beyond >= 0:
            rest = max(rest, min(pace.first_rest * (1 << min(beyond, _MOST_DOUBLINGS)), pace.longest_rest))
        if rest:
            self.rests_until = max(self.rests_until or now, now + rest)

    def _is_full(self, pace: Pace, now: datetime) -> bool:
        if self.minute_began_at is None or not self.minute_began_at <= now < self.minute_began_at + _MINUTE:
            return False
        return self.sent_in_minute >= pace.mails_a_minute
