"""The organiser's inbox at Graph: what came back undelivered, and what attendees answered by mail."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.graph.access import Access, HttpClient
from notifications.graph.app import GraphApp
from notifications.graph.items import in_mailbox
from notifications.graph.line import Line
from notifications.graph.verdicts import Absent, Ask, Expired
from notifications.inbox import LARGEST_MAIL, MOST_AT_ONCE, Arrived, Since
from notifications.other_mail import SEALED, is_sealed, look_at

_MOST_PAGES = 20
_HEADERS = "internetMessageHeaders"
_FIRST_ASKED = {"changeType": "created", "$select": f"id,isRead,receivedDateTime,{_HEADERS}"}
_FIRST = "first "  # before the link of a first look that hasn't come to the end
_ANSWER = "#microsoft.graph.eventMessageResponse"


class InboxOutOfReach(ConnectionError):
    """Nothing was read; it can be tried again."""


class GraphInbox:
    """The cursor is Graph's delta link, whole. Only reports and answers are ours; all else is left alone.

    A sealed mail may be an answer: it is given, so that somebody is told of it, and is left as it lies there.
    """

    def __init__(self, app: GraphApp, mailbox: str, http_client: HttpClient | None = None) -> None:
        self._mailbox = mailbox
        self._line = Line(app, Access(app, http_client))
        self._sealed: set[str] = set()
        self.cursor: str | None = None

    def arrived(self, since: Since) -> Iterator[Arrived]:
        """Give mails by id, cut one octet after the largest that a reader takes; raise OSError."""
        self.cursor = since.cursor
        named, cursor = self._come(since)
        for name, is_opened in [*((name, False) for name in since.again), *named]:
            found = None if since.is_passed_over(name) else self._mail(name, is_opened=is_opened)
            if found is not None and self._says_something(found):
                yield found
        self.cursor = cursor

    def done(self, name: str) -> None:
        if name in self._sealed:
            self._sealed.remove(name)
            return
        path = in_mailbox(self._mailbox, "messages", name)
        try:
            self._line.ask(Ask("PATCH", path, content={"isRead": True}))
        except Absent:
            return
        except (NotSent, InDoubt, Refused) as fault:
            raise InboxOutOfReach(str(fault)) from fault

    def _come(self, since: Since) -> tuple[list[tuple[str, bool]], str]:
        """Where Graph has forgotten the link it is asked for all again."""
        try:
            try:
                return self._read_on(since, since.cursor or _FIRST)
            except (Expired, Absent):
                return self._read_on(since, _FIRST)
        except (NotSent, InDoubt, Refused, LookupError, TypeError, ValueError, AttributeError) as fault:
            raise InboxOutOfReach(str(fault)) from fault

    def _read_on(self, since: Since, cursor: str) -> tuple[list[tuple[str, bool]], str]:
        is_first, link = cursor.startswith(_FIRST), cursor.removeprefix(_FIRST)
        found: list[tuple[str, bool]] = []
        for _ in range(_MOST_PAGES):
            page = self._page(link)
            mails = [mail for mail in page.get("value") or [] if "@removed" not in mail]
            wanted = [
                mail for mail in mails if not (is_first and _is_old(mail, since)) and self._is_ours(mail)
            ]
            found += [(str(mail["id"]), bool(mail.get("isRead"))) for mail in wanted]
            is_last = "@odata.nextLink" not in page
            link = str(page["@odata.deltaLink"] if is_last else page["@odata.nextLink"])
            is_first = is_first and not is_last
            if is_last or len(found) >= MOST_AT_ONCE:
                break
        return found, _FIRST + link if is_first else link

    def _page(self, link: str) -> dict[str, Any]:
        path = in_mailbox(self._mailbox, "mailFolders", "inbox", "messages", "delta")
        return self._line.ask(Ask("GET", link) if link else Ask("GET", path, _FIRST_ASKED))

    def _is_ours(self, mail: Mapping[str, Any]) -> bool:
        """Of a change, Graph need not show the heads: then they are asked for."""
        if mail.get("@odata.type") == _ANSWER:
            return True
        if _HEADERS not in mail:
            path = in_mailbox(self._mailbox, "messages", str(mail["id"]))
            try:
                mail = self._line.get(path, {"$select": _HEADERS})
            except Absent:
                return False
        kind = _content_type(mail)
        return "multipart/report" in kind or is_sealed(kind)

    def _says_something(self, mail: Arrived) -> bool:
        """An answer without its calendar part says nothing that the organiser's calendar does not."""
        if mail.content is None:
            return True
        if look_at(mail.content, "").reason == SEALED:
            self._sealed.add(mail.name)
            return True
        plain = mail.content.lower()
        return b"text/calendar" in plain or b"multipart/report" in plain

    def _mail(self, name: str, *, is_opened: bool) -> Arrived | None:
        """None where somebody took it away meanwhile; without content where Graph can't give it as a mail."""
        try:
            content = self._line.start_of(
                f"{in_mailbox(self._mailbox, 'messages', name)}/$value", LARGEST_MAIL
            )
        except Absent:
            return None
        except Refused:
            return Arrived(name, None, is_opened)
        except (NotSent, InDoubt) as fault:
            raise InboxOutOfReach(str(fault)) from fault
        return Arrived(name, content, is_opened)


def _is_old(mail: Mapping[str, Any], since: Since) -> bool:
    received_at = str(mail.get("receivedDateTime") or "")
    return (
        bool(mail.get("isRead"))
        and bool(received_at)
        and datetime.fromisoformat(received_at) < since.opened_since
    )


def _content_type(mail: Mapping[str, Any]) -> str:
    for header in mail.get(_HEADERS) or []:
        if str(header.get("name", "")).lower() == "content-type":
            return str(header.get("value", "")).lower()
    return ""
