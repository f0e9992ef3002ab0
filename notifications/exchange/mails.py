"""Mails from the organiser's mailbox: a draft under our own mark, then the sending of it."""

import hashlib
from contextlib import suppress

from exchangelib import HTMLBody, Mailbox, Message
from exchangelib.errors import ErrorAccessDenied, ErrorFolderNotFound, ErrorItemNotFound
from exchangelib.folders import BaseFolder
from exchangelib.items import ALWAYS_OVERWRITE, HARD_DELETE, SEND_TO_NONE

from notifications.carrier import InDoubt, NotSent, Parcel, Refused
from notifications.exchange import posting
from notifications.exchange.connection import Connection
from notifications.exchange.properties import OPERATION_ID, WRITTEN
from notifications.exchange.search import marked, newest_in
from notifications.exchange.trouble import LATER, is_own_failure
from notifications.opening import opened

_LONGEST_SUBJECT = 255
_SENT = "sent"


class ExchangeMails:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._drafts_stay = True  # until one of them is seen to be gone once it is sent

    def was_sent(self, key: str) -> bool:
        """A mail on its way lies in the outbox; some servers leave what they have sent among the drafts."""
        with self._connection.reading():
            account, mark = self._connection.account, _mark(key)
            if _marked(account.sent, mark):
                return True
            with suppress(ErrorFolderNotFound, ErrorAccessDenied):
                if _marked(account.outbox, mark):
                    return True
            return any(map(_is_sent, _marked(account.drafts, mark)))

    def send(self, parcel: Parcel) -> None:
        if parcel.is_repeat and self.was_sent(parcel.key):
            return
        draft = self._draft(parcel) if parcel.is_repeat else None
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
            if is_own_failure(fault):
                self._tell_apart(parcel, draft, fault)
            raise
        except Refused:
            self._throw_away(draft)
            raise
        if self._drafts_stay:
            self._tick_off(parcel.key)

    def _draft(self, parcel: Parcel) -> Message | None:
        """The one with these very words. One in other words was overtaken, and of two alike one came late."""
        drafts = self._unsent(parcel.key)
        fitting = [draft for draft in drafts if getattr(draft, WRITTEN) == _fingerprint(parcel)][:1]
        for draft in drafts:
            if draft not in fitting:
                self._delete(draft)
        return fitting[0] if fitting else None

    def _unsent(self, key: str) -> list[Message]:
        with self._connection.reading():
            drafts = _marked(self._connection.account.drafts, _mark(key))
        return [draft for draft in drafts if not _is_sent(draft)]

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
                **{OPERATION_ID: _mark(parcel.key), WRITTEN: _fingerprint(parcel)},
            )
            remote_id = posting.create(account, message, "drafts")
            [draft] = posting.get(account, Message, [remote_id], (OPERATION_ID,))
            if isinstance(draft, Exception):
                raise draft
        if getattr(draft, OPERATION_ID) != _mark(parcel.key):
            self._throw_away(draft)
            raise NotSent(LATER, "the server keeps no mark by which the mail could be found again")
        return draft

    def _tell_apart(self, parcel: Parcel, draft: Message, fault: InDoubt) -> None:
        """Some servers store what they fail to mail: a look-up alone would take it for mailed, or try for ever."""
        with suppress(NotSent):
            if self.was_sent(parcel.key):
                raise Refused("the server stored it and failed to mail it") from fault
            if parcel.others_pass and self._unsent(parcel.key):
                self._throw_away(draft)
                raise Refused("the server has failed to mail it more than once") from fault

    def _tick_off(self, key: str) -> None:
        """Some servers leave what they have sent among the drafts, as one: the next look-up would send it again."""
        with suppress(NotSent, InDoubt, Refused), self._connection.writing():
            left = next(iter(self._unsent(key)), None)
            self._drafts_stay = left is not None
            if left is not None:
                setattr(left, WRITTEN, _SENT)
                posting.update(self._connection.account, left, [WRITTEN], SEND_TO_NONE, ALWAYS_OVERWRITE)

    def _throw_away(self, draft: Message) -> None:
        """Nobody is to send by hand what the server has refused."""
        with suppress(NotSent, InDoubt, Refused):
            self._delete(draft)

    def _delete(self, draft: Message) -> None:
        with self._connection.writing(), suppress(ErrorItemNotFound):
            posting.delete(self._connection.account, draft, HARD_DELETE)


def _marked(folder: BaseFolder, mark: str) -> list[Message]:
    return marked(folder.all(), mark, "is_draft", WRITTEN, instead=newest_in(folder))


def _is_sent(draft: Message) -> bool:
    return draft.is_draft is False or getattr(draft, WRITTEN) == _SENT


def _mark(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _fingerprint(parcel: Parcel) -> str:
    """Of what its reader sees; the same words put together again later differ in their date."""
    return hashlib.sha256(repr(opened(parcel.content)).encode()).hexdigest()
