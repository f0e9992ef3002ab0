"""Mails from the organiser's mailbox: a draft under our own mark, then the sending of it."""

import hashlib
from contextlib import suppress

from exchangelib import HTMLBody, Mailbox, Message
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorFolderNotFound,
    ErrorInternalServerError,
    ErrorItemNotFound,
)
from exchangelib.folders import BaseFolder
from exchangelib.items import HARD_DELETE

from notifications.carrier import InDoubt, NotSent, Parcel, Refused
from notifications.exchange import posting
from notifications.exchange.connection import Connection
from notifications.exchange.properties import OPERATION_ID
from notifications.opening import opened

_LONGEST_SUBJECT = 255


class ExchangeMails:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def was_sent(self, key: str) -> bool:
        """A mail on its way lies in the outbox; some servers leave what they have sent among the drafts."""
        with self._connection.reading():
            account, mark = self._connection.account, _mark(key)
            if _marked(account.sent, mark):
                return True
            with suppress(ErrorFolderNotFound, ErrorAccessDenied):
                if _marked(account.outbox, mark):
                    return True
            return any(draft.is_draft is False for draft in _marked(account.drafts, mark))

    def send(self, parcel: Parcel) -> None:
        if parcel.is_repeat and self.was_sent(parcel.key):
            return
        draft = self._draft(parcel.key) if parcel.is_repeat else None
        is_new = draft is None
        if draft is None:
            draft = self._written(parcel)
        try:
            with self._connection.writing():
                posting.send(self._connection.account, draft)
        except NotSent as fault:
            if is_new:  # a draft lies there: the next attempt has to look for it
                raise InDoubt(fault.retry_after, str(fault)) from fault
            raise
        except InDoubt as fault:
            if isinstance(fault.__cause__, ErrorInternalServerError) and self._is_moved(parcel.key):
                raise Refused("the server stored it and failed to mail it") from fault
            raise
        except Refused:
            self._throw_away(draft)
            raise

    def _draft(self, key: str) -> Message | None:
        with self._connection.reading():
            drafts = _marked(self._connection.account.drafts, _mark(key))
        return next((draft for draft in drafts if draft.is_draft is not False), None)

    def _written(self, parcel: Parcel) -> Message:
        mail = opened(parcel.content)
        with self._connection.writing():
            account = self._connection.account
            message = Message(
                account=account,
                subject=mail.subject[:_LONGEST_SUBJECT],
                body=HTMLBody(mail.html) if mail.html else mail.text,
                to_recipients=[Mailbox(name=parcel.recipient.name, email_address=parcel.recipient.email)],
                message_id=mail.message_id,
                **{OPERATION_ID: _mark(parcel.key)},
            )
            remote_id = posting.create(account, message, "drafts")
            [draft] = posting.get(account, Message, [remote_id], ("subject",))
            if isinstance(draft, Exception):
                raise draft
        return draft

    def _is_moved(self, key: str) -> bool:
        """Some servers store what they fail to mail: a look-up alone would take it for mailed."""
        try:
            return self.was_sent(key)
        except (NotSent, Refused):
            return False

    def _throw_away(self, draft: Message) -> None:
        """Nobody is to send by hand what the server has refused."""
        with suppress(NotSent, InDoubt, Refused), self._connection.writing(), suppress(ErrorItemNotFound):
            posting.delete(self._connection.account, draft, HARD_DELETE)


def _marked(folder: BaseFolder, mark: str) -> list[Message]:
    return list(folder.filter(**{OPERATION_ID: mark}).only("id", "changekey", "is_draft"))


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
