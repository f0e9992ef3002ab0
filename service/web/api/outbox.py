"""Messages by state, and the record of what was done and read."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from notifications.message import State
from service.documents.kinds import Document
from service.shown.outbox import MessagesShape, RecordShape, entry_shape, message_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import work
from service.workflow.outbox import messages_of, record_of

MOST_LISTED = 500

api = room("messages", "What the service told whom, and the record of what was done and read")

Limit = Annotated[int, Field(ge=1, le=MOST_LISTED)]


class MessagesQuery(Document):
    state: State | None = None
    limit: Limit = 100


class RecordQuery(Document):
    """`about` is a reference or an id."""

    about: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,40}$")] | None = None
    limit: Limit = 100


@api.get("/messages", summary="List messages, the newest first", responses={200: MessagesShape})
@allows(Action.READ_MESSAGES)
def list_messages(query: MessagesQuery) -> Response:
    with work() as (unit, _):
        found = messages_of(unit, query.state, query.limit)
        return answer(MessagesShape(messages=tuple(message_shape(message) for message in found)))


@api.get(
    "/record", summary="Read the record, the newest first; that is recorded too", responses={200: RecordShape}
)
@allows(Action.READ_RECORD)
def read_record(query: RecordQuery) -> Response:
    with work() as (unit, now):
        found = record_of(unit, query.about, query.limit, now)
        return answer(RecordShape(entries=tuple(entry_shape(entry) for entry in found)))
