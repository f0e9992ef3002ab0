"""The organiser's inbox at Graph: what came back undelivered, and what attendees answered by mail."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.graph.access import Access, HttpClient
from notifications.graph.app import GraphApp
from notifications.graph.items import in_mailbox
from notifications.graph.line import Line
from notifications.graph.verdicts import Absent, Ask
from notifications.inbox import LARGEST_MAIL

_MOST_MAILS, _MOST_PAGES = 100, 20
_UNREAD = {"$filter": "isRead eq false", "$select": "id,internetMessageHeaders", "$top": "100"}
_ANSWER = "#microsoft.graph.eventMessageResponse"


class InboxOutOfReach(ConnectionError):
    """Nothing was read; it can be tried again."""


class GraphInbox:
    """Other people's mails stay unread: only reports of non-delivery and answers to meetings are ours."""

    def __init__(self, app: GraphApp, mailbox: str, http_client: HttpClient | None = None) -> None:
        self._mailbox = mailbox
        self._line = Line(app, Access(app, http_client))
        self._left: set[str] = set()

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Give mails by id, cut one octet after the largest that a reader takes; raise OSError."""
        given = 0
        for name in self._names():
            if name not in self._left and (mail := self._mail(name)) is not None:
                if not _says_something(mail):
                    self.done(name)
                    continue
                yield name, mail
                given += 1
            if given == _MOST_MAILS:
                return

    def done(self, name: str) -> None:
        path = in_mailbox(self._mailbox, "messages", name)
        try:
            self._line.ask(Ask("PATCH", path, content={"isRead": True}))
        except Absent:
            return
        except (NotSent, InDoubt, Refused) as fault:
            raise InboxOutOfReach(str(fault)) from fault

    def leave(self, name: str) -> None:
        """Pass over it as long as the program runs."""
        self._left.add(name)

    def give_again(self, is_wanted: Callable[[str], bool]) -> None:
        """Of those passed over, give these again."""
        self._left = {name for name in self._left if not is_wanted(name)}

    def _names(self) -> list[str]:
        """All of them before the first is given, since what is done leaves the list and moves its pages."""
        ask = Ask("GET", in_mailbox(self._mailbox, "mailFolders", "inbox", "messages"), _UNREAD)
        names: list[str] = []
        try:
            for _ in range(_MOST_PAGES):
                page = self._line.ask(ask)
                names += [str(mail["id"]) for mail in page.get("value") or [] if _is_ours(mail)]
                if "@odata.nextLink" not in page:
                    break
                ask = Ask("GET", str(page["@odata.nextLink"]))
        except (NotSent, InDoubt, Refused, LookupError, TypeError, AttributeError) as fault:
            raise InboxOutOfReach(str(fault)) from fault
        return names

    def _mail(self, name: str) -> bytes | None:
        """None where somebody took it away meanwhile."""
        try:
            return self._line.start_of(f"{in_mailbox(self._mailbox, 'messages', name)}/$value", LARGEST_MAIL)
        except Absent:
            return None
        except (NotSent, InDoubt, Refused) as fault:
            raise InboxOutOfReach(str(fault)) from fault


def _says_something(mail: bytes) -> bool:
    """An answer without its calendar part says nothing that the organiser's calendar does not."""
    plain = mail.lower()
    return b"text/calendar" in plain or b"multipart/report" in plain


def _is_ours(mail: Mapping[str, Any]) -> bool:
    if mail.get("@odata.type") == _ANSWER:
        return True
    headers = mail.get("internetMessageHeaders") or []
    return any(
        str(header.get("name", "")).lower() == "content-type"
        and "multipart/report" in str(header.get("value", "")).lower()
        for header in headers
    )
