"""Messages by state, what a person decides about them, the mailboxes they go from, and the record."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from notifications.message import WANT_A_PERSON, State
from service.database.listing import Wanted
from service.documents.kinds import Document, Key
from service.documents.outbox import DropDocument, RetryAllDocument, RetryDocument, SettleDocument
from service.documents.paging import PageQuery
from service.shown.outbox import (
    CausesShape,
    MailboxesShape,
    MessageShape,
    MessagesShape,
    RecordShape,
    RetriedShape,
    cause_shape,
    entry_shape,
    mailbox_shape,
    message_shape,
    messages_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.outbox import (
    causes_of,
    drop,
    mailboxes_of,
    messages_of,
    record_of,
    retry,
    retry_all,
    settle,
)

MOST_LISTED = 500

api = room("messages", "What the service told whom, and the record of what was done and read")

Limit = Annotated[int, Field(ge=1, le=MOST_LISTED)]
About = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")]


class MessagesQuery(PageQuery):
    """`wants_a_person`: only what was refused, is in doubt or was sent back; `about` is a reference or an id."""

    state: State | None = None
    wants_a_person: bool = False
    about: About | None = None

    def given(self) -> Wanted:
        states = WANT_A_PERSON if self.wants_a_person else frozenset(State)
        return Wanted(states & {self.state} if self.state else states, self.about or "", self.wanted())


class MessagePath(Document):
    message_id: Key


class RecordQuery(Document):
    """`about` is a reference or an id."""

    about: About | None = None
    limit: Limit = 100


@api.get(
    "/messages", summary="List messages, the newest first, a page at a time", responses={200: MessagesShape}
)
@allows(Action.READ_MESSAGES)
def list_messages(query: MessagesQuery) -> Response:
    with reading() as (unit, _):
        return answer(messages_shape(messages_of(unit, query.given())))


@api.get(
    "/messages/causes",
    summary="List what several messages failed for, or will until a person mends it",
    responses={200: CausesShape},
)
@allows(Action.READ_MESSAGES)
def list_causes() -> Response:
    with reading() as (unit, _):
        return answer(CausesShape(causes=tuple(cause_shape(cause) for cause in causes_of(unit))))


@api.post(
    "/messages/retry-all",
    summary="Send all that was refused or sent back for the same cause after all",
    responses={200: RetriedShape},
)
@allows(Action.SETTLE_MESSAGE)
def post_retry_all(body: RetryAllDocument) -> Response:
    with change() as (unit, now):
        return answer(RetriedShape(retried=retry_all(unit, body.cause, now)))


@api.post(
    "/messages/<message_id>/retry",
    summary="Send what was refused or sent back after all, or at once what waits long",
    responses={200: MessageShape},
)
@allows(Action.SETTLE_MESSAGE)
def post_retry(path: MessagePath, body: RetryDocument) -> Response:
    with change() as (unit, now):
        return answer(message_shape(retry(unit, path.message_id, body.revision, now)))


@api.post(
    "/messages/<message_id>/settle",
    summary="Say whether a message in doubt went out; if it didn't, it is sent",
    responses={200: MessageShape},
)
@allows(Action.SETTLE_MESSAGE)
def post_settle(path: MessagePath, body: SettleDocument) -> Response:
    with change() as (unit, now):
        return answer(message_shape(settle(unit, path.message_id, body.found, body.revision, now)))


@api.post(
    "/messages/<message_id>/drop",
    summary="Drop what was refused or sent back and is no longer wanted",
    responses={200: MessageShape},
)
@allows(Action.SETTLE_MESSAGE)
def post_drop(path: MessagePath, body: DropDocument) -> Response:
    with change() as (unit, now):
        return answer(message_shape(drop(unit, path.message_id, body.reason, body.revision, now)))


@api.get(
    "/mailboxes",
    summary="List the mailboxes messages go from, and what keeps them from sending",
    responses={200: MailboxesShape},
)
@allows(Action.READ_MESSAGES)
def list_mailboxes() -> Response:
    with reading() as (unit, now):
        return answer(
            MailboxesShape(mailboxes=tuple(mailbox_shape(mailbox) for mailbox in mailboxes_of(unit, now)))
        )


@api.get(
    "/record", summary="Read the record, the newest first; that is recorded too", responses={200: RecordShape}
)
@allows(Action.READ_RECORD)
def read_record(query: RecordQuery) -> Response:
    with reading() as (unit, now):
        found = record_of(unit, query.about, query.limit, now)
        return answer(RecordShape(entries=tuple(entry_shape(entry) for entry in found)))
