"""Look into the mailboxes of the channels, each no oftener than every few minutes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from notifications.inbox import Inbox
from service.channels import ChannelMissing, Channels
from service.database import outbox
from service.database.meetings.questions import mailboxes_of_bodies
from service.workflow.unit import OpenUnit

log = structlog.get_logger()

SHARED = "imap"  # the row of the mailbox that is nobody's own


@dataclass(frozen=True)
class Poll:
    """`read_mails` takes what lies in an inbox; `read_calendar` what an organiser's calendar says."""

    open_unit: OpenUnit
    channels: Channels
    read_mails: Callable[[Inbox, datetime], object]
    every: timedelta

    def all(self, now: datetime) -> None:
        """What one mailbox throws keeps nobody from the others."""
        with self.open_unit() as unit:
            mailboxes = sorted(mailboxes_of_bodies(unit.session))
        for mailbox in filter(None, mailboxes):
            self._one(mailbox, partial(self.channels.inbox, mailbox), now)
        self._one(SHARED, self.channels.shared_inbox, now)

    def _one(self, address: str, inbox_of: Callable[[], Inbox | None], now: datetime) -> None:
        try:
            inbox = inbox_of()
            if inbox is not None and self._is_due(address, now):
                self.read_mails(inbox, now)
        except ChannelMissing as missing:
            log.error("channel_missing", error=str(missing))  # noqa: TRY400 - it is no fault of the program's
        except Exception:
            log.exception("poll_failed")

    def _is_due(self, address: str, now: datetime) -> bool:
        """Whether it is time, and nobody else has begun."""
        with self.open_unit() as unit:
            row = outbox.mailbox_named(unit.session, address, SHARED if address == SHARED else "")
            is_resting = row.rests_until is not None and now < row.rests_until
            is_early = row.polled_at is not None and row.polled_at <= now < row.polled_at + self.every
            if not (is_resting or is_early):
                row.polled_at = now
            return not (is_resting or is_early)
