"""What comes back to the organiser's mailbox: answers to meetings and reports of what could not be delivered."""

from collections.abc import Iterator

from exchangelib import Message
from exchangelib.errors import ErrorInvalidSyncStateData, ErrorItemNotFound
from exchangelib.items import ALWAYS_OVERWRITE, SEND_TO_NONE, Item

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.exchange import posting
from notifications.exchange.connection import Connection
from notifications.exchange.posting import Changes
from notifications.exchange.server import EwsServer
from notifications.inbox import LARGEST_MAIL, MOST_AT_ONCE, Arrived, Since

_AT_A_TIME, _MOST_PAGES = 100, 50
_ANSWERS, _REPORTS = "IPM.SCHEDULE.MEETING.RESP.", "REPORT."
_SEALED = "IPM.NOTE.SMIME"  # encrypted, or signed in one block; what is signed apart has a class below it
_SHOWN = ("item_class", "size", "is_read", "datetime_received")
_FIRST = "first "  # before the state of a first look that hasn't come to the end


class InboxUnreachable(OSError):
    """The mailbox can't be read now; `str` says why, in a fixed phrase."""


class StateForgotten(InboxUnreachable):
    pass


class ExchangeInbox:
    """The cursor is the server's own state of a synchronisation; whatever else lies in the inbox is left alone.

    A sealed mail may be an answer: it is given, so that somebody is told of it, and is left as it lies there.
    """

    def __init__(self, server: EwsServer, mailbox: str) -> None:
        self._connection = Connection(server, mailbox)
        self._given: dict[str, Item] = {}
        self.cursor: str | None = None

    def arrived(self, since: Since) -> Iterator[Arrived]:
        """Give mails by the server's id for them."""
        self.cursor = since.cursor
        mails, cursor = self._come(since)
        for mail in [*(Message(id=name) for name in since.again), *mails]:
            if not since.is_passed_over(mail.id) and (found := self._given_as(mail)) is not None:
                yield found
        self.cursor = cursor

    def done(self, name: str) -> None:
        """Mark it read, which a second time changes nothing."""
        mail = self._given.pop(name, None)
        if mail is None or _class_of(mail) == _SEALED:
            return
        mail.is_read = True
        try:
            with self._connection.writing():
                posting.update(self._connection.account, mail, ["is_read"], SEND_TO_NONE, ALWAYS_OVERWRITE)
        except (NotSent, InDoubt, Refused) as fault:
            if not isinstance(fault.__cause__, ErrorItemNotFound):
                raise InboxUnreachable(str(fault)) from fault

    def close(self) -> None:
        self._connection.close()

    def _come(self, since: Since) -> tuple[list[Item], str]:
        """Where the server has forgotten the state it is asked for all again."""
        try:
            return self._read_on(since, since.cursor or _FIRST)
        except StateForgotten:
            return self._read_on(since, _FIRST)

    def _read_on(self, since: Since, cursor: str) -> tuple[list[Item], str]:
        is_first, state = cursor.startswith(_FIRST), cursor.removeprefix(_FIRST)
        found: list[Item] = []
        for _ in range(_MOST_PAGES):
            page = self._page(state)
            state = page.state
            found += [
                mail for mail in page.created if _is_for_us(mail) and not (is_first and _is_old(mail, since))
            ]
            is_first = is_first and not page.is_all
            if page.is_all or len(found) >= MOST_AT_ONCE:
                break
        return found, _FIRST + state if is_first else state

    def _page(self, state: str) -> Changes:
        try:
            with self._connection.reading():
                return posting.changes(self._connection.account.inbox, state or None, _SHOWN, _AT_A_TIME)
        except (NotSent, Refused) as fault:
            is_forgotten = any(isinstance(cause, ErrorInvalidSyncStateData) for cause in _causes(fault))
            raise (StateForgotten if is_forgotten else InboxUnreachable)(str(fault)) from fault

    def _given_as(self, mail: Item) -> Arrived | None:
        """None where somebody took it away meanwhile."""
        self._given[mail.id] = mail
        is_opened = bool(mail.is_read)
        if (mail.size or 0) > LARGEST_MAIL:
            return Arrived(
                mail.id, bytes(LARGEST_MAIL + 1), is_opened
            )  # too large for any reader, so not fetched
        found = self._fetched(mail.id)
        if isinstance(found, ErrorItemNotFound):
            return None
        if isinstance(found, Exception) or not isinstance(found.mime_content, bytes):
            return Arrived(mail.id, None, is_opened)
        self._given[mail.id] = found
        return Arrived(mail.id, found.mime_content[: LARGEST_MAIL + 1], is_opened)

    def _fetched(self, mail_id: str) -> Item | Exception:
        try:
            with self._connection.reading():
                [found] = posting.get(
                    self._connection.account, Message, [mail_id], ["mime_content", "item_class"]
                )
        except Refused as fault:
            return fault
        except NotSent as fault:
            raise InboxUnreachable(str(fault)) from fault
        return found


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__


def _is_for_us(mail: Item) -> bool:
    kind = _class_of(mail)
    is_report = kind.startswith(_REPORTS) and kind.endswith(".NDR")
    return kind.startswith(_ANSWERS) or is_report or kind == _SEALED


def _class_of(mail: Item) -> str:
    return (mail.item_class or "").upper()


def _is_old(mail: Item, since: Since) -> bool:
    received_at = mail.datetime_received
    return bool(mail.is_read) and received_at is not None and received_at < since.opened_since
