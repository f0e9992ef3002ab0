"""Calendar replies: taken as mails, and those that belong to nobody."""

from flask import Response
from flask_openapi3.models import RawModel
from werkzeug.exceptions import UnsupportedMediaType

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.documents.meetings import AssignDocument
from service.shown.attendance import (
    ReplyTakenShape,
    UnmatchedRepliesShape,
    UnmatchedShape,
    unmatched_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.meetings.reading import unmatched_of
from service.workflow.meetings.replying import take_reply
from service.workflow.meetings.settling import assign_reply, dismiss_reply

MAIL = "message/rfc822"

api = room("replies", "What people answered to invitations")


class Mail(RawModel):
    mimetypes = [MAIL]  # noqa: RUF012 - the library's own attribute


class ReplyPath(Document):
    reply: Key


@api.get(
    "/replies/unmatched", summary="List replies that belong to nobody", responses={200: UnmatchedRepliesShape}
)
@allows(Action.READ_MESSAGES)
def list_unmatched() -> Response:
    with reading() as (unit, _):
        return answer(
            UnmatchedRepliesShape(replies=tuple(unmatched_shape(one) for one in unmatched_of(unit)))
        )


@api.post(
    "/replies",
    summary="Take one mail with a calendar reply, as it was received",
    responses={200: ReplyTakenShape},
)
@allows(Action.TAKE_REPLY)
def post_reply(raw: Mail) -> Response:
    if raw.mimetype != MAIL:
        raise UnsupportedMediaType
    with change() as (unit, now):
        attendee = take_reply(unit, raw.get_data(), now)
        return answer(
            ReplyTakenShape(meeting=attendee.meeting_id, email=attendee.email, answered=attendee.answered)
        )


@api.post(
    "/unmatched-replies/<reply>/assign",
    summary="Say whose answer it is; they take it",
    responses={200: ReplyTakenShape},
)
@allows(Action.TAKE_REPLY)
def assign(path: ReplyPath, body: AssignDocument) -> Response:
    with change() as (unit, now):
        attendee = assign_reply(unit, path.reply, body.attendee_id, now)
        return answer(
            ReplyTakenShape(meeting=attendee.meeting_id, email=attendee.email, answered=attendee.answered)
        )


@api.post(
    "/unmatched-replies/<reply>/dismiss",
    summary="Put a reply away that is nobody's",
    responses={200: UnmatchedShape},
)
@allows(Action.TAKE_REPLY)
def dismiss(path: ReplyPath) -> Response:
    with change() as (unit, now):
        return answer(unmatched_shape(dismiss_reply(unit, path.reply, now)))
