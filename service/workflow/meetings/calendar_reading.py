"""Look into organisers' calendars: what attendees have answered there, and what somebody changed by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from agenda.meetings.calendar_entry import CalendarEntry
from notifications.carrier import CalendarCarrier, NotSent
from notifications.entry import Standing, Watched
from service.channels import Channels
from service.database import outbox
from service.database.meetings import entries
from service.database.set_aside import piece_set_aside
from service.workflow.delivery import pace_of
from service.workflow.meetings.differences import note_difference
from service.workflow.meetings.tracked import take_answers
from service.workflow.setting_aside import Broken, Shelf
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()

ENTRIES = "calendar_entries"


@dataclass(frozen=True)
class KeptCalendar:
    """One mailbox's calendar on one channel; it may be read on from where it was read to last."""

    mailbox: str
    channel: str
    has_cursor: bool = True


@dataclass(frozen=True)
class _Asked:
    """What is looked for; `revisions` are those of the entries, by id, when it was asked."""

    watched: tuple[Watched, ...]
    revisions: Mapping[str, int]
    cursor: str | None


def read_calendars(channels: Channels, mailbox: str, shelf: Shelf, now: datetime) -> None:
    """Read the mailbox's calendar, on each channel over which something was written there."""
    with shelf.open_unit() as unit:
        used = entries.channels_watched(unit.session, mailbox, now)
    for channel in used:
        carrier = channels.calendar(channel, mailbox)
        if carrier is not None:
            is_current = channels.name_of(mailbox) == channel
            read_calendar(carrier, KeptCalendar(mailbox, channel, is_current), shelf, now)


def read_calendar(carrier: CalendarCarrier, calendar: KeptCalendar, shelf: Shelf, now: datetime) -> None:
    """Ask, read with no transaction open, and take what came, each entry by itself.

    Where an entry couldn't be taken, the next reading begins where this one did.
    """
    open_unit = shelf.open_unit
    with open_unit() as unit:
        asked = _asked(unit, calendar, now)
    try:
        reading = carrier.read(asked.watched, asked.cursor)
    except NotSent as down:
        _count_failure(open_unit, calendar, down, now)
        return
    except Exception as broken:
        log.exception("calendar_unread", channel=calendar.channel)
        _count_failure(open_unit, calendar, NotSent(reason=f"it broke: {type(broken).__name__}"), now)
        return
    took = [_take(shelf, asked, each, standing, now=now) for each, standing in reading.standings.items()]
    with open_unit() as unit:
        row = outbox.mailbox_named(unit.session, calendar.mailbox, calendar.channel)
        row.succeed()
        if calendar.has_cursor and all(took):
            row.cursor = reading.cursor


def _asked(unit: Unit, calendar: KeptCalendar, now: datetime) -> _Asked:
    row = outbox.mailbox_named(unit.session, calendar.mailbox, calendar.channel)
    found = entries.entries_watched(unit.session, calendar.mailbox, calendar.channel, now)
    watched = tuple(Watched(entry.id, entry.remote_id, entry.starts_at) for entry in found)
    revisions = {entry.id: entry.revision for entry in found}
    return _Asked(watched, revisions, row.cursor if calendar.has_cursor else None)


def _count_failure(open_unit: OpenUnit, calendar: KeptCalendar, down: NotSent, now: datetime) -> None:
    with open_unit() as unit:
        row = outbox.mailbox_named(unit.session, calendar.mailbox, calendar.channel)
        row.fail(str(down), down.retry_after, pace_of(unit.settings), now)


def _take(shelf: Shelf, asked: _Asked, entry_id: str, standing: Standing | None, *, now: datetime) -> bool:
    """Whatever is wrong with one entry, the others are taken."""
    if entry_id not in asked.revisions:
        return True
    try:
        with shelf.open_unit() as unit:
            known = piece_set_aside(unit.session, ENTRIES, entry_id)
            if known is not None and known.next_try_at > now:
                return False
            entry = unit.session.get_one(CalendarEntry, entry_id, with_for_update=True)
            if entry.revision != asked.revisions[entry_id]:
                return False  # what was read may be older than what has been written since
            _note(unit, entry, standing, now)
    except StaleDataError:
        return False
    except DBAPIError:
        raise
    except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
        shelf.put(Broken(ENTRIES, entry_id, fault, entries.of_entry), now)
        return False
    if known is not None:
        shelf.clear(ENTRIES, lambda _session, piece, _now: piece != entry_id, now)
    return True


def _note(unit: Unit, entry: CalendarEntry, standing: Standing | None, now: datetime) -> None:
    note_difference(unit, entry, standing, now)
    if standing is not None:
        take_answers(unit, entry, standing, now)
