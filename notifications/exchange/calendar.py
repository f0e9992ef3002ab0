"""The organiser's calendar at an EWS server: each verb is one request that writes, or none."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from exchangelib import CalendarItem
from exchangelib.errors import ErrorInvalidIdMalformed, ErrorItemNotFound
from exchangelib.items import (
    MOVE_TO_DELETED_ITEMS,
    NEVER_OVERWRITE,
    SEND_AND_SAVE_COPY,
    SEND_TO_ALL_AND_SAVE_COPY,
    SEND_TO_CHANGED_AND_SAVE_COPY,
    SEND_TO_NONE,
)
from exchangelib.items.calendar_item import CancelCalendarItem
from exchangelib.properties import ReferenceItemId

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.entry import Entry, Standing, Watched
from notifications.exchange import posting
from notifications.exchange.connection import Connection
from notifications.exchange.item import READ, differing, new_item, standing_of, with_guests
from notifications.exchange.names import name_by_address
from notifications.exchange.properties import OPERATION_ID, WRITTEN
from notifications.exchange.search import marked, view_of
from notifications.exchange.trouble import LATER, is_own_failure, knows_no_cancelling
from notifications.keeping import Guests

# The look-up reads through a stretch of the calendar: what was created in doubt and is then moved out of it would be
# created again. Both ways together it stays below two years, beyond which Exchange refuses a calendar's view.
_AROUND = timedelta(days=360)
_NO_SUCH = (ErrorItemNotFound, ErrorInvalidIdMalformed)


class ExchangeCalendar:
    """Made for one piece of work; `has_written` says whether a fault after it can still mean that nothing happened."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._items: dict[str, CalendarItem] = {}
        self.has_written = False

    def by_id(self, remote_id: str) -> Standing | None:
        with self._connection.reading():
            [found] = self._read([remote_id])
            if isinstance(found, Exception):
                raise found
        return found

    def by_operation(self, entry: Entry) -> Standing | None:
        return self.around(Watched(entry.operation_id, "", entry.event.starts_at))

    def around(self, watched: Watched) -> Standing | None:
        """What can't be read may be ours: it is not taken for gone."""
        with self._connection.reading():
            found = self.anything_around(watched)
            if isinstance(found, Exception):
                raise found
        return found

    def anything_around(self, watched: Watched) -> Standing | Exception | None:
        """Give it as it stands, None where it is gone, or why it can't be read."""
        hours = watched.starts_at - _AROUND, watched.starts_at + _AROUND
        with self._connection.reading():
            calendar = self._connection.account.calendar
            found = marked(
                calendar.filter(start__range=hours), watched.operation_id, instead=view_of(calendar, hours)
            )
            standings = self._read([item.id for item in found]) if found else []
        return min(standings, key=_readable_first, default=None)

    def several(self, remote_ids: Sequence[str]) -> list[Standing | Exception | None]:
        """Give each as it stands, None where it is gone, or why it can't be read."""
        with self._connection.reading():
            return self._read(remote_ids)

    def create(self, entry: Entry) -> Standing:
        account = self._connection.account
        with self._connection.writing():
            remote_id = posting.create(account, new_item(entry, account), "calendar")
        self.has_written = True
        standing = self._now(remote_id, entry)
        if not self._bears(standing, entry.operation_id):
            self._delete(standing, SEND_TO_NONE)
            self.has_written = False
            raise NotSent(LATER, "the server keeps no mark by which the entry could be found again")
        return standing

    def rewrite(self, standing: Standing, entry: Entry) -> Standing:
        item = self._items[standing.remote_id]
        telling = SEND_TO_ALL_AND_SAVE_COPY if standing.tracked else SEND_TO_NONE
        with self._told_apart(standing):
            self._post(item, differing(item, entry), telling)
        return self._now(item.id, entry)

    def mark(self, standing: Standing, entry: Entry) -> Standing:
        item = self._items[standing.remote_id]
        setattr(item, WRITTEN, entry.written)
        self._post(item, [WRITTEN], SEND_TO_NONE)
        return self._now(item.id, entry)

    def invite(self, standing: Standing, entry: Entry, guests: Guests) -> Standing:
        item = self._items[standing.remote_id]
        fields = with_guests(item, guests, (*entry.attendees, *entry.rooms))
        with self._told_apart(standing):
            self._post(item, fields, SEND_TO_CHANGED_AND_SAVE_COPY)
        return self._now(item.id, entry)

    def take_back(self, standing: Standing, guests: Guests) -> None:
        item = self._items[standing.remote_id]
        self._post(item, with_guests(item, guests, ()), SEND_TO_NONE)

    def cancel(self, standing: Standing) -> None:
        """Where the server knows no cancelling, or takes the item for no meeting, deleting tells them too."""
        try:
            if standing.tracked:
                self._cancel(standing)
                return
        except (InDoubt, Refused) as fault:
            if not knows_no_cancelling(fault):
                raise
            if self.by_id(standing.remote_id) is None:
                return
        self._delete(standing, SEND_TO_ALL_AND_SAVE_COPY if standing.tracked else SEND_TO_NONE)

    def _cancel(self, standing: Standing) -> None:
        account = self._connection.account
        reference = ReferenceItemId(id=standing.remote_id, changekey=standing.change_key or None)
        cancelling = CancelCalendarItem(account=account, reference_item_id=reference)
        with self._connection.writing():
            try:
                posting.create(account, cancelling, "sentitems", SEND_AND_SAVE_COPY)
            except _NO_SUCH:
                return

    def _delete(self, standing: Standing, telling: str) -> None:
        with self._connection.writing():
            try:
                item = self._items[standing.remote_id]
                posting.delete(self._connection.account, item, MOVE_TO_DELETED_ITEMS, telling)
            except _NO_SUCH:
                return

    @contextmanager
    def _told_apart(self, before: Standing) -> Iterator[None]:
        """Some servers store what they fail to mail: a look-up alone would take it for mailed."""
        try:
            yield
        except InDoubt as fault:
            if is_own_failure(fault) and self._stands_otherwise(before):
                raise Refused("the server stored it and failed to mail it") from fault
            raise

    def _stands_otherwise(self, before: Standing) -> bool:
        try:
            return self.by_id(before.remote_id) not in {None, before}
        except (NotSent, Refused):
            return False

    def _post(self, item: CalendarItem, fields: Sequence[str], telling: str) -> None:
        if fields:
            with self._connection.writing():
                posting.update(self._connection.account, item, fields, telling, NEVER_OVERWRITE)
            self.has_written = True

    def _now(self, remote_id: str, entry: Entry) -> Standing:
        """Read what stands there after a write, under whatever id the server has given it."""
        try:
            standing = (remote_id and self.by_id(remote_id)) or self.by_operation(entry)
        except NotSent as fault:
            raise InDoubt(fault.retry_after, str(fault)) from fault
        if standing is None:
            raise InDoubt(None, "the server does not show what it was given")
        return standing

    def _read(self, remote_ids: Sequence[str]) -> list[Standing | Exception | None]:
        found = posting.get(self._connection.account, CalendarItem, remote_ids, READ)
        return [self._standing(each) for each in found]

    def _standing(self, found: CalendarItem | Exception) -> Standing | Exception | None:
        if isinstance(found, _NO_SUCH):
            return None
        if isinstance(found, Exception):
            return found
        if not isinstance(found, CalendarItem) or found.is_cancelled or self._is_thrown_away(found):
            return None
        name_by_address(found, self._connection)
        try:
            standing = standing_of(found)
        except (ValueError, TypeError, AttributeError, OverflowError):
            return Refused("the entry as it stands there can't be read")
        self._items[standing.remote_id] = found
        return standing

    def _bears(self, standing: Standing, mark: str) -> bool:
        return bool(getattr(self._items[standing.remote_id], OPERATION_ID) == mark)

    def _is_thrown_away(self, item: CalendarItem) -> bool:
        """What somebody deletes by hand lies in Deleted Items, where its id still finds it on some servers."""
        parent = item.parent_folder_id
        return parent is not None and parent.id == self._connection.trash_id


def _readable_first(found: Standing | Exception | None) -> int:
    return 0 if isinstance(found, Standing) else 1 if isinstance(found, Exception) else 2
