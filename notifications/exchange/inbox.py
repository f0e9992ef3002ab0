"""What comes back to the organiser's mailbox: answers to meetings and reports of what could not be delivered."""

from collections.abc import Callable, Iterator

from exchangelib import Message, Q
from exchangelib.errors import ErrorItemNotFound
from exchangelib.items import ALWAYS_OVERWRITE, SEND_TO_NONE, Item

from notifications.carrier import InDoubt, NotSent, Refused
from notifications.exchange import posting
from notifications.exchange.connection import Connection
from notifications.exchange.server import EwsServer
from notifications.inbox import LARGEST_MAIL

_MOST_MAILS = 100
_ANSWERS, _REPORTS = "IPM.Schedule.Meeting.Resp.", "REPORT."


class InboxUnreachable(OSError):
    """The mailbox can't be read now; `str` says why, in a fixed phrase."""


class ExchangeInbox:
    """Whatever else lies in the inbox is left alone and unread."""

    def __init__(self, server: EwsServer, mailbox: str) -> None:
        self._connection = Connection(server, mailbox)
        self._given: dict[str, Item] = {}
        self._left: set[str] = set()

    def unread(self) -> Iterator[tuple[str, bytes]]:
        """Give mails by the server's id for them; one that can't be read is passed over this time."""
        for mail in self._waiting():
            content = self._content(mail)
            if content is not None:
                self._given[mail.id] = mail
                yield mail.id, content[: LARGEST_MAIL + 1]

    def done(self, name: str) -> None:
        """Mark it read, which a second time changes nothing."""
        mail = self._given.pop(name, None)
        if mail is None:
            return
        mail.is_read = True
        try:
            with self._connection.writing():
                posting.update(self._connection.account, mail, ["is_read"], SEND_TO_NONE, ALWAYS_OVERWRITE)
        except (NotSent, InDoubt, Refused) as fault:
            if not isinstance(fault.__cause__, ErrorItemNotFound):
                raise InboxUnreachable(str(fault)) from fault

    def leave(self, name: str) -> None:
        self._left.add(name)

    def give_again(self, is_wanted: Callable[[str], bool]) -> None:
        """Of those passed over, give these again."""
        self._left = {name for name in self._left if not is_wanted(name)}

    def close(self) -> None:
        self._connection.close()

    def _waiting(self) -> list[Item]:
        kinds = Q(item_class__startswith=_ANSWERS) | Q(item_class__startswith=_REPORTS)
        try:
            with self._connection.reading():
                query = self._connection.account.inbox.filter(Q(is_read=False) & kinds)
                found = query.only("id", "changekey", "item_class", "size").order_by("datetime_received")
                mails = [mail for mail in found[:_MOST_MAILS] if isinstance(mail, Item) and _is_for_us(mail)]
        except (NotSent, Refused) as fault:
            raise InboxUnreachable(str(fault)) from fault
        return [mail for mail in mails if mail.id not in self._left]

    def _content(self, mail: Item) -> bytes | None:
        if (mail.size or 0) > LARGEST_MAIL:
            return bytes(LARGEST_MAIL + 1)  # too large for whoever reads it, so it is not fetched
        try:
            with self._connection.reading():
                [found] = posting.get(self._connection.account, Message, [mail.id], ["mime_content"])
        except Refused:
            return None
        except NotSent as fault:
            raise InboxUnreachable(str(fault)) from fault
        content = None if isinstance(found, Exception) else found.mime_content
        return content if isinstance(content, bytes) else None


def _is_for_us(mail: Item) -> bool:
    kind = (mail.item_class or "").upper()
    return kind.startswith(_ANSWERS.upper()) or (kind.startswith(_REPORTS) and kind.endswith(".NDR"))
