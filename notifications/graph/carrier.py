"""What carries mails and meetings out through Graph, from one organiser's mailbox."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from notifications.carrier import Busy, Finding, InDoubt, NotSent, Parcel
from notifications.entry import Entry, Known, Reading, Standing, Watched
from notifications.graph.access import Access, HttpClient
from notifications.graph.app import GraphApp
from notifications.graph.availability import GraphAvailability
from notifications.graph.changes import CalendarChanges
from notifications.graph.line import Line
from notifications.graph.mails import GraphMails
from notifications.graph.organiser import GraphCalendar
from notifications.graph.trial import Trial
from notifications.keeping import keep, withdraw


class GraphCarrier:
    """Satisfies CalendarCarrier and Availability; nothing is asked of anybody before it is used."""

    def __init__(self, app: GraphApp, mailbox: str, http_client: HttpClient | None = None) -> None:
        self._mailbox = mailbox
        access = Access(app, http_client)
        self._line = Line(app, access)
        self._mails = GraphMails(self._line, mailbox)
        self._trial = Trial(app, access, self._line, mailbox)

    def find(self, key: str) -> bool:
        return self._mails.find(key)

    def send(self, parcel: Parcel) -> None:
        self._mails.send(parcel)

    def keep(self, entry: Entry, known: Known) -> Standing:
        """Nothing was sent only as long as no step was carried out: after the first, it is in doubt."""
        calendar = GraphCalendar(self._line, self._mailbox, replaces=known.remote_id)
        try:
            return keep(calendar, entry, known)
        except NotSent as fault:
            if not calendar.has_written:
                raise
            raise InDoubt(fault.retry_after, str(fault)) from fault

    def withdraw(self, entry: Entry, known: Known) -> bool:
        return withdraw(GraphCalendar(self._line, self._mailbox), entry, known)

    def read(self, watched: Sequence[Watched], cursor: str | None) -> Reading:
        return CalendarChanges(self._line, self._mailbox).read(watched, cursor)

    def busy(
        self, addresses: Sequence[str], first: datetime, last: datetime
    ) -> Mapping[str, tuple[Busy, ...] | None]:
        return GraphAvailability(self._line, self._mailbox).busy(addresses, first, last)

    def check(self) -> list[Finding]:
        return self._trial.findings()
