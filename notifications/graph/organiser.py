"""The organiser's calendar at Graph: the steps that `notifications.keeping` puts together."""

from collections.abc import Mapping
from typing import Any

from notifications.carrier import InDoubt
from notifications.entry import Entry, Standing
from notifications.graph.items import (
    EXPANDED,
    attending,
    drafted,
    guests_in,
    in_mailbox,
    said_of,
    standing_of,
    with_operation,
    written_by,
)
from notifications.graph.line import Line
from notifications.graph.verdicts import Absent, Ask, Duplicate
from notifications.keeping import Guests, guests_on

_MADE_ANEW = "anew"
_REMOVED = "the entry was removed meanwhile"


class GraphCalendar:
    """For one attempt at one entry. `has_written`: something of it has been carried out already.

    `replaces`: the id of an event that is gone; Graph wants another transaction for its successor.
    """

    def __init__(self, line: Line, mailbox: str, replaces: str = "") -> None:
        self._line, self._mailbox, self._replaces = line, mailbox, replaces
        self.has_written = False

    def by_id(self, remote_id: str) -> Standing | None:
        """A cancelled one lies among what is deleted; an id of another kind of server is no id here."""
        try:
            return _standing(self._event(remote_id))
        except Absent:
            return None

    def by_operation(self, entry: Entry) -> Standing | None:
        return self.by_operation_id(entry.operation_id)

    def by_operation_id(self, operation_id: str) -> Standing | None:
        """Graph searches the calendar alone, so that what was deleted is not found."""
        query = {**with_operation(operation_id), **EXPANDED}
        found = self._line.get(in_mailbox(self._mailbox, "events"), query).get("value") or []
        return next((_standing(event) for event in found if not event.get("isCancelled")), None)

    def create(self, entry: Entry) -> Standing:
        try:
            made = self._create(entry, self._replaces)
        except Duplicate:  # Graph knows the transaction, from an attempt whose answer was lost
            if standing := self.by_operation(entry):
                return standing
            made = self._create(entry, f"{self._replaces}/{_MADE_ANEW}")
        return _standing(made, entry.written)

    def rewrite(self, standing: Standing, entry: Entry) -> Standing:
        """Only what differs: a new place alone should ask nobody for a new answer."""
        event, changed = entry.event, said_of(entry)
        if (standing.starts_at, standing.ends_at) == (event.starts_at, event.ends_at):
            del changed["start"], changed["end"]
        if standing.subject == event.summary:
            del changed["subject"]
        if standing.place == event.place:
            del changed["location"]
        changed["singleValueExtendedProperties"] = written_by(entry)
        return _standing(self._change(standing, changed, f'W/"{standing.change_key}"'), entry.written)

    def mark(self, standing: Standing, entry: Entry) -> Standing:
        changed = {"singleValueExtendedProperties": written_by(entry)}
        return _standing(self._change(standing, changed), entry.written)

    def invite(self, standing: Standing, entry: Entry, guests: Guests) -> Standing:
        """What has been answered since is read first, and passed back."""
        there: list[Mapping[str, Any]] = []
        etag = ""
        if standing.tracked:
            now_there = self._still(standing.remote_id)
            if guests_on(_standing(now_there)) != guests_on(standing):
                raise InDoubt(reason="the attendees were changed meanwhile")
            there, etag = guests_in(now_there), str(now_there.get("@odata.etag") or "")
        listed = attending(guests, [*entry.attendees, *entry.rooms], there)
        return _standing(self._change(standing, {"attendees": listed}, etag), standing.written)

    def take_back(self, standing: Standing, guests: Guests) -> None:
        """Graph can't be quiet about it: whoever was added hears of a cancellation."""
        there = guests_in(self._still(standing.remote_id))
        self._change(standing, {"attendees": attending(guests, [], there)})

    def cancel(self, standing: Standing) -> None:
        """An event without attendees is none that can be cancelled: it is deleted."""
        path = self._path(standing.remote_id)
        ask = (
            Ask("POST", f"{path}/cancel", content={"comment": ""})
            if standing.tracked
            else Ask("DELETE", path)
        )
        try:
            self._write(ask)
        except Absent:
            return

    def _path(self, remote_id: str) -> str:
        return in_mailbox(self._mailbox, "events", remote_id)

    def _event(self, remote_id: str) -> dict[str, Any]:
        event = self._line.get(self._path(remote_id), EXPANDED)
        if event.get("isCancelled"):
            raise Absent(reason="cancelled")
        return event

    def _still(self, remote_id: str) -> dict[str, Any]:
        try:
            return self._event(remote_id)
        except Absent as fault:
            raise InDoubt(reason=_REMOVED) from fault

    def _create(self, entry: Entry, replaces: str) -> dict[str, Any]:
        path = in_mailbox(self._mailbox, "events")
        return self._write(Ask("POST", path, content=drafted(entry, replaces)))

    def _change(self, standing: Standing, changed: Mapping[str, Any], if_match: str = "") -> dict[str, Any]:
        """Some servers answer a change with nothing: then what stands is read."""
        ask = Ask("PATCH", self._path(standing.remote_id), content=changed, if_match=if_match)
        try:
            return self._write(ask) or self._event(standing.remote_id)
        except Absent as fault:
            raise InDoubt(reason=_REMOVED) from fault

    def _write(self, ask: Ask) -> dict[str, Any]:
        content = self._line.ask(ask)
        self.has_written = True
        return content


def _standing(event: Mapping[str, Any], written: str | None = None) -> Standing:
    try:
        return standing_of(event, written)
    except (LookupError, TypeError, ValueError, AttributeError) as fault:
        raise InDoubt(reason="Graph's answer is no event that can be read") from fault
