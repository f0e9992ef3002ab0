"""Minutes of a meeting: presence, notes, comments, approval, which locks them, and re-opening with a reason."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.documents.minutes import (
    ApprovalDocument,
    MinutesCommentDocument,
    MinutesDocument,
    NoteDocument,
    PresenceDocument,
    ReopeningDocument,
)
from service.shown.minutes import MinutesCommentShape, MinutesShape, comment_shape, minutes_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, work
from service.workflow.meetings.approving import approve, reopen
from service.workflow.meetings.minutes import minutes_read
from service.workflow.meetings.minuting import comment, mark_presence, write_note
from service.workflow.minutes import send_minutes_for_comments

api = room(
    "minutes", "Who was at a meeting and what its minutes say; what is said of a case is read in the case"
)


class MinutesPath(Document):
    meeting: Key


@api.get(
    "/meetings/<meeting>/minutes", summary="Read the minutes of a meeting", responses={200: MinutesShape}
)
@allows(Action.READ_MINUTES)
def read_minutes(path: MinutesPath) -> Response:
    with work() as (unit, _):
        return answer(minutes_shape(unit, minutes_read(unit, path.meeting)))


@api.put(
    "/meetings/<meeting>/minutes/presence",
    summary="Mark who was there, for the whole meeting and for items where it differs",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def mark(path: MinutesPath, body: PresenceDocument) -> Response:
    with change() as (unit, now):
        minutes = mark_presence(unit, path.meeting, body.given(), body.revision, now)
        return answer(minutes_shape(unit, minutes))


@api.put(
    "/meetings/<meeting>/minutes/notes",
    summary="Write what the minutes say of an item that is no case",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def note(path: MinutesPath, body: NoteDocument) -> Response:
    with change() as (unit, now):
        return answer(minutes_shape(unit, write_note(unit, path.meeting, body.given(), body.revision, now)))


@api.post(
    "/meetings/<meeting>/minutes/review",
    summary="Send the minutes for comments to those who were invited",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def review(path: MinutesPath, body: MinutesDocument) -> Response:
    with change() as (unit, now):
        return answer(minutes_shape(unit, send_minutes_for_comments(unit, path.meeting, body.revision, now)))


@api.post(
    "/meetings/<meeting>/minutes/comments",
    summary="Say what should be otherwise, while the minutes are out for comments",
    responses={201: MinutesCommentShape},
)
@allows(Action.COMMENT_MINUTES)
def add_comment(path: MinutesPath, body: MinutesCommentDocument) -> Response:
    with change() as (unit, now):
        return answer(comment_shape(comment(unit, path.meeting, body.given(), now)), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/minutes/approve",
    summary="Approve the minutes as somebody who was there; they are locked then",
    responses={200: MinutesShape},
)
@allows(Action.APPROVE_MINUTES)
def approve_them(path: MinutesPath, body: ApprovalDocument) -> Response:
    with change() as (unit, now):
        return answer(minutes_shape(unit, approve(unit, path.meeting, body.attendee, body.revision, now)))


@api.post(
    "/meetings/<meeting>/minutes/reopen",
    summary="Re-open approved minutes, with a reason that is kept",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def reopen_them(path: MinutesPath, body: ReopeningDocument) -> Response:
    with change() as (unit, now):
        return answer(minutes_shape(unit, reopen(unit, path.meeting, body.reason, body.revision, now)))
