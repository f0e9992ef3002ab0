"""Waits in real time for a server that asks for it: the played clock is not the server's."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from notifications.carrier import Availability, Busy, Carrier, Finding, InDoubt, NotSent, Parcel
from notifications.entry import Entry, Known, Reading, Standing, Watched
from notifications.inbox import Inbox
from service.channels import CalendarServer, Channels

IN_ALL = 60.0  # seconds
A_WHILE = 2.0  # where the server took nothing and doesn't say how long
AT_ONCE = 1.0  # what is answered within it takes no patience
TRIES = 8  # of one thing that is never clearly answered, while nothing else is
LATER = timedelta(minutes=30)  # of played time
MUCH_LATER = timedelta(hours=6)


@dataclass
class Patience:
    """`left` seconds of waiting, and of requests that came to nothing; then nothing more is asked of the server."""

    left: float = IN_ALL
    clock: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    _not_before: float = 0.0
    _in_doubt: Counter[str] = field(default_factory=Counter)

    @property
    def waits(self) -> float:
        """How long the server is still to be left alone."""
        return max(self._not_before - self.clock(), 0.0)

    @property
    def is_over(self) -> bool:
        return self.left <= 0 or self.waits > self.left

    @contextmanager
    def asking(self, about: str = "") -> Iterator[None]:
        """Around one request, or several, about one thing."""
        if self.is_over:
            raise NotSent(LATER, "the server was busy for longer than the demo waits")
        if self._in_doubt[about] >= TRIES:
            raise NotSent(MUCH_LATER, "the server never gave a clear answer to it", of_recipient=True)
        self._wait()
        began_at = self.clock()
        try:
            yield
        except (NotSent, InDoubt) as fault:
            self._note(fault, about, self.clock() - began_at)
            raise
        self._in_doubt.clear()  # the server works: what it fails at again may concern that one alone

    def _note(self, fault: NotSent | InDoubt, about: str, took: float) -> None:
        if isinstance(fault, InDoubt) and about:
            self._in_doubt[about] += 1
        if took > AT_ONCE:
            self.left -= took
        self._not_before = self.clock() + _wished(fault)

    def _wait(self) -> None:
        seconds = self.waits
        if seconds:
            self.pause(seconds)
            self.left -= seconds


@dataclass(frozen=True)
class PatientMails:
    """A server of mails, asked when it may be."""

    carrier: Carrier
    patience: Patience

    def find(self, key: str) -> bool:
        with self.patience.asking(key):
            return self.carrier.find(key)

    def send(self, parcel: Parcel) -> None:
        with self.patience.asking(parcel.key):
            self.carrier.send(parcel)

    def check(self) -> list[Finding]:
        return self.carrier.check()


@dataclass(frozen=True)
class PatientServer(PatientMails):
    """A calendar's server, asked when it may be."""

    carrier: CalendarServer

    def keep(self, entry: Entry, known: Known) -> Standing:
        with self.patience.asking(entry.operation_id):
            return self.carrier.keep(entry, known)

    def withdraw(self, entry: Entry, known: Known) -> bool:
        with self.patience.asking(entry.operation_id):
            return self.carrier.withdraw(entry, known)

    def read(self, watched: Sequence[Watched], cursor: str | None) -> Reading:
        with self.patience.asking():
            return self.carrier.read(watched, cursor)

    def busy(
        self, addresses: Sequence[str], first: datetime, last: datetime
    ) -> Mapping[str, tuple[Busy, ...] | None]:
        with self.patience.asking():
            return self.carrier.busy(addresses, first, last)


@dataclass(frozen=True)
class PatientChannels:
    channels: Channels
    patience: Patience

    def name_of(self, mailbox: str) -> str:
        return self.channels.name_of(mailbox)

    def mails(self, channel: str, mailbox: str) -> Carrier:
        calendar = self.calendar(channel, mailbox)
        return calendar or PatientMails(self.channels.mails(channel, mailbox), self.patience)

    def calendar(self, channel: str, mailbox: str) -> CalendarServer | None:
        server = self.channels.calendar(channel, mailbox)
        return PatientServer(server, self.patience) if server else None

    def availability(self, mailbox: str) -> Availability | None:
        return self.channels.availability(mailbox)

    def inbox(self, mailbox: str) -> Inbox | None:
        """A look into it is not worth waiting for."""
        is_left_alone = self.patience.is_over or self.patience.waits
        return None if is_left_alone else self.channels.inbox(mailbox)

    def shared_inbox(self) -> Inbox | None:
        return self.channels.shared_inbox()

    def is_paced(self, channel: str) -> bool:
        return self.channels.is_paced(channel)


def _wished(fault: NotSent | InDoubt) -> float:
    """What is in doubt may be so because of one message alone, and is tried again at once."""
    if fault.retry_after is not None:
        return fault.retry_after.total_seconds()
    return A_WHILE if isinstance(fault, NotSent) else 0.0
