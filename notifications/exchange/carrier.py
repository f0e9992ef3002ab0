"""The channel to one organiser's mailbox at Exchange: mails, the calendar, and when people can't come."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from notifications import keeping
from notifications.carrier import Busy, Finding, InDoubt, NotSent, Parcel
from notifications.entry import Entry, Known, Reading, Standing, Watched
from notifications.exchange.availability import busy
from notifications.exchange.calendar import ExchangeCalendar
from notifications.exchange.connection import Connection
from notifications.exchange.item import fitted
from notifications.exchange.mails import ExchangeMails
from notifications.exchange.server import EwsServer
from notifications.exchange.trial import findings

_BATCH = 50


class ExchangeCarrier:
    """Making one asks nothing of the server. It belongs to one worker at a time."""

    def __init__(self, server: EwsServer, mailbox: str) -> None:
        self._connection = Connection(server, mailbox)
        self._mails = ExchangeMails(self._connection)

    def find(self, key: str) -> bool:
        return self._mails.was_sent(key)

    def send(self, parcel: Parcel) -> None:
        self._mails.send(parcel)

    def keep(self, entry: Entry, known: Known) -> Standing:
        calendar = ExchangeCalendar(self._connection)
        try:
            return keeping.keep(calendar, fitted(entry, self._connection.mailbox), known)
        except NotSent as fault:
            if calendar.has_written:  # something stands there now: the next attempt has to look for it
                raise InDoubt(fault.retry_after, str(fault)) from fault
            raise

    def withdraw(self, entry: Entry, known: Known) -> bool:
        calendar = ExchangeCalendar(self._connection)
        return keeping.withdraw(calendar, fitted(entry, self._connection.mailbox), known)

    def read(self, watched: Sequence[Watched], cursor: str | None) -> Reading:
        """Ask for each anew: a cursor would not tell of answers, which change an item without anybody's writing."""
        calendar = ExchangeCalendar(self._connection)
        standings: dict[str, Standing | None] = {}
        for first in range(0, len(watched), _BATCH):
            standings |= _standings(calendar, watched[first : first + _BATCH])
        return Reading(standings, cursor)

    def busy(
        self, addresses: Sequence[str], first: datetime, last: datetime
    ) -> Mapping[str, tuple[Busy, ...] | None]:
        return busy(self._connection, addresses, first, last)

    def close(self) -> None:
        self._connection.close()

    def check(self) -> list[Finding]:
        return findings(self._connection)


def _standings(calendar: ExchangeCalendar, watched: Sequence[Watched]) -> dict[str, Standing | None]:
    """Leave out what can't be read, rather than call it gone."""
    by_id = [each for each in watched if each.remote_id]
    found = (
        dict(zip(by_id, calendar.several([each.remote_id for each in by_id]), strict=True)) if by_id else {}
    )
    read: dict[str, Standing | None] = {}
    for each in watched:
        standing = found.get(each)
        if standing is None:
            standing = calendar.anything_around(each)
        if not isinstance(standing, Exception):
            read[each.operation_id] = standing
    return read
