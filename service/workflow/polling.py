"""Look into the folder of answers at every tick, and into the mailboxes of the channels every few minutes."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from agenda.set_aside import Matter
from notifications.inbox import Inbox
from service.channels import ChannelMissing, Channels
from service.database import outbox
from service.database.away import is_away
from service.database.meetings.entries import is_watched, mailboxes_watched
from service.workflow.meetings.calendar_reading import ENTRIES, read_calendars
from service.workflow.meetings.inbox import Letterbox, read_some
from service.workflow.setting_aside import Broken, Shelf, is_still_among

log = structlog.get_logger()

Look = Callable[[datetime], object]
EARLY = timedelta(
    seconds=10
)  # the clock wakes once a minute, and some milliseconds early would cost the next one
SHARED = "imap"  # the row of the mailbox that is nobody's own
FOLDER = "inbox"
READINGS = "mailbox_readings"


@dataclass(frozen=True)
class Poll:
    """`folder` holds mails that somebody has put there; `active` are the bodies that are not switched off.

    `is_watching` tells whether any calendar is looked into.
    """

    shelf: Shelf
    channels: Channels
    folder: Inbox
    every: timedelta
    active: Collection[str]
    is_watching: bool

    def all(self, bodies: Mapping[str, tuple[str, ...]], now: datetime) -> bool:
        """What one of them throws keeps nobody from the others. Whether the folder may hold more.

        `bodies` are those of each organiser's mailbox, the ones that are switched off among them.
        """
        has_more = self._all(FOLDER, "", [self._mails(Letterbox(self.folder, FOLDER, remembers=False))], now)
        with _going_on():
            self._mailboxes(bodies, now)
        return any(has_more)

    def _mailboxes(self, of_all: Mapping[str, tuple[str, ...]], now: datetime) -> None:
        active = ((box, tuple(one for one in ids if one in self.active)) for box, ids in of_all.items())
        bodies = {box: ids for box, ids in active if ids}
        kept = self._watched(now) - (of_all.keys() - bodies.keys())
        for mailbox in sorted(kept.union(bodies) - {""}):
            body_id = bodies.get(mailbox, ("",))[0]
            looks = self._of_inbox(partial(self.channels.inbox, mailbox), mailbox, body_id)
            if mailbox in kept:
                looks.append(partial(read_calendars, self.channels, mailbox, self.shelf))
            self._poll(mailbox, body_id, looks, now)
        self._poll(SHARED, "", self._of_inbox(self.channels.shared_inbox, SHARED, ""), now)
        self.shelf.clear(ENTRIES, is_watched, now)
        self.shelf.clear(READINGS, is_still_among({FOLDER, SHARED, *kept, *bodies}), now)

    def _watched(self, now: datetime) -> set[str]:
        if not self.is_watching:
            return set()
        with self.shelf.open_unit() as unit:
            return set(mailboxes_watched(unit.session, now))

    def _of_inbox(self, inbox_of: Callable[[], Inbox | None], name: str, body_id: str) -> list[Look]:
        with _going_on():
            inbox = inbox_of()
            return [] if inbox is None else [self._mails(Letterbox(inbox, name, body_id))]
        return []

    def _mails(self, box: Letterbox) -> Look:
        return partial(read_some, box, self.shelf)

    def _poll(self, address: str, body_id: str, looks: list[Look], now: datetime) -> None:
        with _going_on():
            if looks and self._is_due(address, now):
                self._all(address, body_id, looks, now)

    def _all(self, name: str, body_id: str, looks: list[Look], now: datetime) -> list[object]:
        """Each look by itself; where one of them breaks, the mailbox is looked into again after a growing wait."""
        if self.shelf.is_waiting(READINGS, name, now):
            return []
        found, faults = [], []
        for look in looks:
            try:
                found.append(look(now))
            except ChannelMissing as missing:
                log.error("channel_missing", error=str(missing))  # noqa: TRY400 - it is no fault of the program's
            except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
                faults.append(fault)
        with _going_on():
            self._keep(name, body_id, faults, now)
        return found

    def _keep(self, name: str, body_id: str, faults: list[Exception], now: datetime) -> None:
        if faults:
            matter = Matter(body_id, name)
            self.shelf.put(Broken(READINGS, name, faults[0], lambda _session, _piece: matter), now)
        else:
            self.shelf.clear(READINGS, lambda _session, piece, _now: piece != name, now)

    def _is_due(self, address: str, now: datetime) -> bool:
        """Whether it is time, and nobody else has begun."""
        with self.shelf.open_unit() as unit:
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
    except Exception as fault:
        if is_away(fault):
            raise
        log.exception("poll_failed")
