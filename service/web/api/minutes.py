"""Minutes of a meeting: presence, notes, comments, approval, which locks them, and re-opening with a reason."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.documents.minutes import (
    ApprovalDocument,
    EndorsementDocument,
    MinutesCommentDocument,
    MinutesDocument,
    NoteDocument,
    PresenceDocument,
    ReopeningDocument,
)
from service.shown.minutes import MinutesCommentShape, MinutesShape, comment_shape, minutes_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.meetings.approving import endorse, reopen
from service.workflow.meetings.minutes import minutes_read
from service.workflow.meetings.minuting import comment, mark_all_present, mark_presence, write_note
from service.workflow.minutes import approve_minutes, send_minutes_for_comments

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
    with reading() as (unit, now):
        return answer(minutes_shape(unit, minutes_read(unit, path.meeting), now))


@api.put(
    "/meetings/<meeting>/minutes/presence",
    summary="Mark who was there, for the whole meeting and for items where it differs",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def mark(path: MinutesPath, body: PresenceDocument) -> Response:
    with change() as (unit, now):
        minutes = mark_presence(unit, path.meeting, body.given(), body.revision, now)
        return answer(minutes_shape(unit, minutes, now))


@api.post(
    "/meetings/<meeting>/minutes/presence/all",
    summary="Mark everybody as present of whom nothing is said yet",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def mark_all(path: MinutesPath, body: MinutesDocument) -> Response:
    with change() as (unit, now):
        minutes = mark_all_present(unit, path.meeting, body.revision, now)
        return answer(minutes_shape(unit, minutes, now))


@api.put(
    "/meetings/<meeting>/minutes/notes",
    summary="Write what the minutes say of an item that is no case",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def note(path: MinutesPath, body: NoteDocument) -> Response:
    with change() as (unit, now):
        minutes = write_note(unit, path.meeting, body.given(), body.revision, now)
        return answer(minutes_shape(unit, minutes, now))


@api.post(
    "/meetings/<meeting>/minutes/review",
    summary="Send the minutes for comments to those who were invited",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def review(path: MinutesPath, body: MinutesDocument) -> Response:
    with change() as (unit, now):
        minutes = send_minutes_for_comments(unit, path.meeting, body.revision, now)
        return answer(minutes_shape(unit, minutes, now))


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
    "/meetings/<meeting>/minutes/endorsements",
    summary="Say yes to the minutes as a party that was there, while they are out for comments",
    responses={200: MinutesShape},
)
@allows(Action.APPROVE_MINUTES)
def endorse_them(path: MinutesPath, body: EndorsementDocument) -> Response:
    with change() as (unit, now):
        minutes = endorse(unit, path.meeting, body.party, body.revision, now)
        return answer(minutes_shape(unit, minutes, now))


@api.post(
    "/meetings/<meeting>/minutes/approve",
    summary="Approve the minutes as somebody who was there, once nothing is lacking; they are locked then",
    responses={200: MinutesShape},
)
@allows(Action.APPROVE_MINUTES)
def approve_them(path: MinutesPath, body: ApprovalDocument) -> Response:
    with change() as (unit, now):
        minutes = approve_minutes(unit, path.meeting, body.given(), now)
        return answer(minutes_shape(unit, minutes, now))


@api.post(
    "/meetings/<meeting>/minutes/reopen",
    summary="Re-open approved minutes, with a reason that is kept",
    responses={200: MinutesShape},
)
@allows(Action.CHANGE_MINUTES)
def reopen_them(path: MinutesPath, body: ReopeningDocument) -> Response:
    with change() as (unit, now):
        minutes = reopen(unit, path.meeting, body.reason, body.revision, now)
        return answer(minutes_shape(unit, minutes, now))
