"""Mails through Graph: a draft that bears our mark first, and then its sending, so that a repeat can look."""

import contextlib
import hashlib
from collections.abc import Mapping
from typing import Any

from notifications.carrier import InDoubt, NotSent, Parcel, Refused
from notifications.graph.items import EXPANDED, OPERATION_ID, WRITTEN, in_mailbox, with_operation, written_in
from notifications.graph.line import Line
from notifications.graph.verdicts import Absent, Ask
from notifications.opening import Opened, opened

_SHOWN = {"$select": "id,isDraft", **EXPANDED}


class GraphMails:
    def __init__(self, line: Line, mailbox: str) -> None:
        self._line, self._mailbox = line, mailbox

    def find(self, key: str) -> bool:
        """In whatever folder it lies by now."""
        return any(not mail.get("isDraft") for mail in self._found(with_operation(_operation_id(key))))

    def send(self, parcel: Parcel) -> None:
        content = opened(parcel.content)
        left = self._left_behind(parcel.key, content) if parcel.is_repeat else []
        if any(not mail.get("isDraft") for mail in left):
            return
        draft = self._fitting(parcel, left) or self._draft(parcel, content)
        self._send(str(draft["id"]))

    def _fitting(self, parcel: Parcel, drafts: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """The one with these very words. One in other words was overtaken, and of two alike one came late."""
        by_id = {str(draft["id"]): draft for draft in drafts}
        fitting = [draft for draft in by_id.values() if written_in(draft) == _fingerprint(parcel)][:1]
        for remote_id, draft in by_id.items():
            if draft not in fitting:
                self._delete(remote_id)
        return fitting[0] if fitting else None

    def _left_behind(self, key: str, content: Opened) -> list[Mapping[str, Any]]:
        """By our mark; and by its Message-ID, should the server have lost the mark on the way to the sent ones."""
        message_id = content.message_id.replace("'", "''")
        return [
            *self._found(with_operation(_operation_id(key))),
            *self._found({"$filter": f"internetMessageId eq '{message_id}'"}),
        ]

    def _found(self, query: Mapping[str, str]) -> list[Mapping[str, Any]]:
        answer = self._line.get(in_mailbox(self._mailbox, "messages"), {**query, **_SHOWN})
        return list(answer.get("value") or [])

    def _draft(self, parcel: Parcel, content: Opened) -> Mapping[str, Any]:
        path = in_mailbox(self._mailbox, "messages")
        draft = self._line.ask(Ask("POST", path, content=_drafted(parcel, content)))
        if not draft.get("id"):
            raise InDoubt(reason="Graph's answer is no mail that can be read")
        return draft

    def _send(self, remote_id: str) -> None:
        """What Graph won't send does not stay among the drafts, where somebody could send it."""
        try:
            self._line.ask(Ask("POST", f"{self._path(remote_id)}/send"))
        except Absent as fault:
            raise InDoubt(reason="the draft was removed meanwhile") from fault
        except Refused:
            with contextlib.suppress(NotSent, InDoubt, Refused):
                self._delete(remote_id)
            raise

    def _delete(self, remote_id: str) -> None:
        with contextlib.suppress(Absent):
            self._line.ask(Ask("DELETE", self._path(remote_id)))

    def _path(self, remote_id: str) -> str:
        return in_mailbox(self._mailbox, "messages", remote_id)


def _operation_id(key: str) -> str:
    """Of one length and without the words of a key, whatever they are."""
    return hashlib.sha256(key.encode()).hexdigest()


def _fingerprint(parcel: Parcel) -> str:
    """Of what its reader sees; the same words put together again later differ in their date."""
    return hashlib.sha256(repr(opened(parcel.content)).encode()).hexdigest()


def _drafted(parcel: Parcel, content: Opened) -> dict[str, Any]:
    body = {"contentType": "html", "content": content.html}
    recipient = {"address": parcel.recipient.email, "name": parcel.recipient.name}
    return {
        "subject": content.subject,
        "body": body if content.html else {"contentType": "text", "content": content.text},
        "toRecipients": [{"emailAddress": recipient}],
        "internetMessageId": content.message_id,
        "internetMessageHeaders": [{"name": "X-Auto-Response-Suppress", "value": "OOF"}],
        "singleValueExtendedProperties": [
            {"id": OPERATION_ID, "value": _operation_id(parcel.key)},
            {"id": WRITTEN, "value": _fingerprint(parcel)},
        ],
    }
