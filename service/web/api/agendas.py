"""Agendas: composed by rule, changed by the revision that was read, released as an act."""

from http import HTTPStatus
from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from service.documents.agendas import (
    ArrangementDocument,
    CommentDocument,
    ExclusionDocument,
    GuestDocument,
    ItemDocument,
    VersionDocument,
)
from service.documents.kinds import Document, Key
from service.documents.meetings import DecisionDocument
from service.shown.agendas import AgendaShape, CommentShape, CommentsShape, agenda_shape, comment_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.agendas import begin_version, compose_agenda, release_by_hand
from service.workflow.meetings.agenda import agenda_read
from service.workflow.meetings.agenda_versions import withdraw_version
from service.workflow.meetings.arranging import add_item, arrange, take_off_item
from service.workflow.meetings.excluding import exclude, lift_exclusion
from service.workflow.meetings.guests import invite_guest, withdraw_guest
from service.workflow.meetings.reviewing import comment, comments_read, send_for_review, take_back

MOST_VERSIONS = 10_000
api = room("agendas", "What a meeting treats, in order and with times; it never holds an answer")


class AgendaPath(Document):
    meeting: Key


class ItemPath(AgendaPath):
    item: Key


class ExclusionPath(AgendaPath):
    exclusion: Key


class GuestPath(AgendaPath):
    attendee: Key


class VersionQuery(Document):
    """Left out, the newest version there is for the reader."""

    version: Annotated[int | None, Field(ge=1, le=MOST_VERSIONS)] = None


@api.get("/meetings/<meeting>/agenda", summary="Read a meeting's agenda", responses={200: AgendaShape})
@allows(Action.READ_AGENDA)
def read_agenda(path: AgendaPath, query: VersionQuery) -> Response:
    with reading() as (unit, _):
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting, query.version)))


@api.post(
    "/meetings/<meeting>/agenda",
    summary="Compose the agenda, or take in what has come since; what is released stays as it was",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def compose(path: AgendaPath) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, compose_agenda(unit, path.meeting, now)))


@api.put(
    "/meetings/<meeting>/agenda/order",
    summary="Give the items another order and other time boxes",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def reorder(path: AgendaPath, body: ArrangementDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, arrange(unit, path.meeting, body.given(), now)))


@api.post(
    "/meetings/<meeting>/agenda/items",
    summary="Add an item; to a released agenda it is an addendum with its reason",
    responses={201: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def add(path: AgendaPath, body: ItemDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, add_item(unit, path.meeting, body.given(), now)), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/agenda/items/<item>/remove",
    summary="Take an item off that is about no case and no topic",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def remove(path: ItemPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        agenda = take_off_item(unit, path.meeting, path.item, body.revision, now)
        return answer(agenda_shape(unit, agenda))


@api.post(
    "/meetings/<meeting>/agenda/review",
    summary="Send the draft to the parties for review; it holds no answer",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def review(path: AgendaPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, send_for_review(unit, path.meeting, body.revision, now)))


@api.post(
    "/meetings/<meeting>/agenda/draft",
    summary="Take the agenda back from review",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def draft(path: AgendaPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, take_back(unit, path.meeting, body.revision, now)))


@api.get(
    "/meetings/<meeting>/agenda/comments",
    summary="Read what the parties remarked; an agency reads its own",
    responses={200: CommentsShape},
)
@allows(Action.READ_AGENDA)
def read_comments(path: AgendaPath) -> Response:
    with reading() as (unit, _):
        found = comments_read(unit, agenda_read(unit, path.meeting))
        return answer(CommentsShape(comments=tuple(comment_shape(one) for one in found)))


@api.post(
    "/meetings/<meeting>/agenda/comments",
    summary="Remark on an agenda that is out for review",
    responses={201: CommentShape},
)
@allows(Action.COMMENT_AGENDA)
def remark(path: AgendaPath, body: CommentDocument) -> Response:
    with change() as (unit, now):
        return answer(comment_shape(comment(unit, path.meeting, body.given(), now)), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/agenda/release",
    summary="Release the agenda; from then on it is frozen, and the answers are shown to the parties",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def release(path: AgendaPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, release_by_hand(unit, path.meeting, body.revision, now)))


@api.post(
    "/meetings/<meeting>/agenda/versions",
    summary="Begin a new version of a released agenda, for a reason",
    responses={201: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def revise(path: AgendaPath, body: VersionDocument) -> Response:
    with change() as (unit, now):
        agenda = begin_version(unit, path.meeting, body.given(), now)
        return answer(agenda_shape(unit, agenda), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/agenda/versions/withdraw",
    summary="Take back a new version that is not released; the released one is the newest again",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def give_up(path: AgendaPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(agenda_shape(unit, withdraw_version(unit, path.meeting, body.revision, now)))


@api.post(
    "/meetings/<meeting>/agenda/items/<item>/exclusions",
    summary="Keep somebody out of an item for a conflict of interest",
    responses={201: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def keep_out(path: ItemPath, body: ExclusionDocument) -> Response:
    with change() as (unit, now):
        exclude(unit, path.meeting, path.item, body.attendee, now)
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting)), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/agenda/exclusions/<exclusion>/lift",
    summary="Let somebody who was kept out take part again",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def let_in(path: ExclusionPath) -> Response:
    with change() as (unit, now):
        lift_exclusion(unit, path.meeting, path.exclusion, now)
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting)))


@api.post(
    "/meetings/<meeting>/agenda/items/<item>/guests",
    summary="Invite somebody from outside to one item, on a basis of their own",
    responses={201: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def ask_in(path: ItemPath, body: GuestDocument) -> Response:
    with change() as (unit, now):
        invite_guest(unit, path.meeting, path.item, body.given(), now)
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting)), HTTPStatus.CREATED)


@api.post(
    "/meetings/<meeting>/agenda/guests/<attendee>/withdraw",
    summary="Take back the invitation of somebody who was invited to one item",
    responses={200: AgendaShape},
)
@allows(Action.CHANGE_AGENDA)
def ask_out(path: GuestPath) -> Response:
    with change() as (unit, now):
        withdraw_guest(unit, path.meeting, path.attendee, now)
        return answer(agenda_shape(unit, agenda_read(unit, path.meeting)))
