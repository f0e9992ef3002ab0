"""Look into the mailboxes of the channels, each no oftener than every few minutes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from notifications.inbox import Inbox
from service.channels import ChannelMissing, Channels
from service.database import outbox
from service.database.meetings.entries import mailboxes_watched
from service.database.meetings.questions import mailboxes_of_bodies
from service.workflow.meetings.calendar_reading import read_calendars
from service.workflow.unit import OpenUnit

log = structlog.get_logger()

Look = Callable[[datetime], object]
EARLY = timedelta(
    seconds=10
)  # the clock wakes once a minute, and some milliseconds early would cost the next one
SHARED = "imap"  # the row of the mailbox that is nobody's own


@dataclass(frozen=True)
class Poll:
    """`read_mails` takes what lies in an inbox."""

    open_unit: OpenUnit
    channels: Channels
    read_mails: Callable[[Inbox, datetime], object]
    every: timedelta

    def all(self, now: datetime) -> None:
        """What one mailbox throws keeps nobody from the others."""
        with self.open_unit() as unit:
            kept = set(mailboxes_watched(unit.session, now))
            mailboxes = sorted(kept.union(mailboxes_of_bodies(unit.session)) - {""})
        for mailbox in mailboxes:
            looks = self._mails(partial(self.channels.inbox, mailbox))
            if mailbox in kept:
                looks.append(partial(read_calendars, self.channels, mailbox, self.open_unit))
            self._all(mailbox, looks, now)
        self._all(SHARED, self._mails(self.channels.shared_inbox), now)

    def _mails(self, inbox_of: Callable[[], Inbox | None]) -> list[Look]:
        with _going_on():
            inbox = inbox_of()
            return [] if inbox is None else [partial(self.read_mails, inbox)]
        return []

    def _all(self, address: str, looks: list[Look], now: datetime) -> None:
        with _going_on():
            is_due = bool(looks) and self._is_due(address, now)
            for look in looks if is_due else ():
                with _going_on():
                    look(now)

    def _is_due(self, address: str, now: datetime) -> bool:
        """Whether it is time, and nobody else has begun."""
        with self.open_unit() as unit:
            row = outbox.mailbox_named(unit.session, address, SHARED if address == SHARED else "")
            is_resting = row.rests_until is not None and now < row.rests_until
            due_at = row.polled_at + self.every - EARLY if row.polled_at is not None else now
            is_early = row.polled_at is not None and row.polled_at <= now < due_at
            if not (is_resting or is_early):
                row.polled_at = now
            return not (is_resting or is_early)


@contextmanager
def _going_on() -> Iterator[None]:
    try:
        yield
    except ChannelMissing as missing:
        log.error("channel_missing", error=str(missing))  # noqa: TRY400 - it is no fault of the program's
    except Exception:
        log.exception("poll_failed")
