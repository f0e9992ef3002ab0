"""What has changed in the organiser's calendar since the last reading, through Graph's delta of a window."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.entry import Reading, Standing, Watched
from notifications.graph.items import in_mailbox
from notifications.graph.line import Line
from notifications.graph.organiser import GraphCalendar
from notifications.graph.verdicts import Absent, Ask, Expired, Unknown

_BEFORE, _BEYOND = timedelta(days=31), timedelta(days=180)
_MOST_PAGES = 40


@dataclass(frozen=True)
class Cursor:
    """Where a reading goes on: Graph's link, whole, and the window that it is about."""

    mailbox: str
    first: str
    last: str
    link: str = ""

    def reaches(self, watched: Sequence[Watched]) -> bool:
        first, last = (datetime.fromisoformat(moment) for moment in (self.first, self.last))
        return all(first <= entry.starts_at < last for entry in watched)


@dataclass(frozen=True)
class Told:
    """Ids of what has changed, and of what left the window or the calendar."""

    changed: frozenset[str]
    removed: frozenset[str]
    cursor: Cursor


class CalendarChanges:
    def __init__(self, line: Line, mailbox: str) -> None:
        self._line, self._mailbox = line, mailbox

    def read(self, watched: Sequence[Watched], cursor: str | None) -> Reading:
        """Without a cursor that still holds, all that is watched is looked at one by one."""
        if not watched:
            return Reading({}, cursor)
        try:
            known = _cursor(cursor)
            told = self._told(known) if self._holds(known, watched) else None
            if told is None:
                told = self._all_of(watched)
            standings = {
                entry.operation_id: self._standing(entry, told) for entry in watched if _is_in(entry, told)
            }
        except (Refused, InDoubt) as fault:
            raise NotSent(reason=f"the calendar can't be read: {fault}") from fault
        return Reading(standings, json.dumps(asdict(told.cursor)))

    def _holds(self, cursor: Cursor | None, watched: Sequence[Watched]) -> bool:
        return cursor is not None and cursor.mailbox == self._mailbox and cursor.reaches(watched)

    def _told(self, cursor: Cursor | None) -> Told | None:
        """None where Graph has forgotten the cursor."""
        assert cursor is not None
        try:
            return self._pages(cursor)
        except (Absent, Expired, Unknown, Refused):
            return None

    def _all_of(self, watched: Sequence[Watched]) -> Told:
        """The window is read to its end for the sake of the cursor, before each entry is looked at."""
        first, last = min(e.starts_at for e in watched) - _BEFORE, max(e.starts_at for e in watched) + _BEYOND
        begun = self._pages(Cursor(self._mailbox, first.isoformat(), last.isoformat()))
        return replace(begun, changed=frozenset(entry.remote_id for entry in watched), removed=frozenset())

    def _pages(self, cursor: Cursor) -> Told:
        """As many as one reading may take; the next one goes on with the page that follows."""
        changed: set[str] = set()
        removed: set[str] = set()
        ask = self._first(cursor)
        for _ in range(_MOST_PAGES):
            page = self._line.ask(ask)
            for event in page.get("value") or []:
                (removed if "@removed" in event else changed).add(str(event.get("id")))
            link = str(page.get("@odata.nextLink") or page.get("@odata.deltaLink") or "")
            ask = Ask("GET", link)
            if "@odata.nextLink" not in page:
                break
        if not link:
            raise InDoubt(reason="Graph's answer has no link to go on with")
        return Told(frozenset(changed), frozenset(removed), replace(cursor, link=link))

    def _first(self, cursor: Cursor) -> Ask:
        if cursor.link:
            return Ask("GET", cursor.link)
        window = {"startDateTime": _utc(cursor.first), "endDateTime": _utc(cursor.last)}
        return Ask("GET", in_mailbox(self._mailbox, "calendarView", "delta"), window)

    def _standing(self, entry: Watched, told: Told) -> Standing | None:
        """What left the window may have been moved out of it: the search in the calendar tells."""
        calendar = GraphCalendar(self._line, self._mailbox)
        is_there = entry.remote_id and entry.remote_id in told.changed
        standing = calendar.by_id(entry.remote_id) if is_there else None
        return standing or calendar.by_operation_id(entry.operation_id)


def _is_in(entry: Watched, told: Told) -> bool:
    return entry.remote_id in told.changed or entry.remote_id in told.removed


def _cursor(text: str | None) -> Cursor | None:
    """One of another channel, or of an older make, is none."""
    try:
        content: Any = json.loads(text or "")
        known = Cursor(**{name: str(value) for name, value in content.items()})
        known.reaches([])
    except (ValueError, TypeError, AttributeError):
        return None
    return known


def _utc(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
