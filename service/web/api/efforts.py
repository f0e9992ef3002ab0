"""The effort for a citizen: orientation, conversations and courses."""

from datetime import datetime
from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.cases import PurposeDocument
from service.documents.efforts import (
    ConsentDocument,
    ConversationDocument,
    CourseDocument,
    CourseEndDocument,
    OrientationDocument,
    ReportDocument,
    RepresentativeDocument,
    StatusDayDocument,
    WithdrawalDocument,
)
from service.documents.kinds import Document, Key, Reference, Revision
from service.shown.efforts import EffortShape, effort_shape
from service.shown.outcomes import FollowUpShape, follow_up_shape
from service.web.api.cases import CasePath
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.cases.conversing import (
    Which,
    call_off_conversation,
    move_conversation,
    plan_conversation,
    report_conversation,
)
from service.workflow.cases.courses import (
    end_course,
    give_consent,
    open_course,
    set_status_day,
    withdraw_consent,
)
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.representing import (
    add_representative,
    end_representative,
    restate_representative,
)
from service.workflow.cases.said_at_meetings import laid_shown
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.unit import Unit

api = room(
    "efforts", "What is done for a citizen, always by their own will: orientation, conversations, courses"
)


class ConversationPath(Document):
    reference: Reference
    conversation: Key


class CoursePath(Document):
    reference: Reference
    course: Key


class RepresentativePath(Document):
    reference: Reference
    representative: Key


class RevisionDocument(Document):
    """`revision` is that of the reading the decision rests on."""

    revision: Revision


@api.get(
    "/cases/<reference>/effort",
    summary="Read what is done for the citizen, for a purpose, which is recorded",
    responses={200: EffortShape},
)
@allows(Action.READ_CASE)
def read_effort(path: CasePath, query: PurposeDocument) -> Response:
    with reading() as (unit, now):
        return answer(effort_shape(unit, show_effort(unit, path.reference, query.purpose, now)))


@api.post(
    "/cases/<reference>/orientations",
    summary="Decide whether the citizen is told of the case (dbl. § 22): given, put off or left out",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def orient(path: CasePath, body: OrientationDocument) -> Response:
    with change() as (unit, now):
        decide_orientation(unit, path.reference, body.given(), body.revision, now)
        return _after(unit, path.reference, now, HTTPStatus.CREATED)


@api.post(
    "/cases/<reference>/conversations",
    summary="Plan the conversation that the unit recommended",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def plan(path: CasePath, body: ConversationDocument) -> Response:
    with change() as (unit, now):
        plan_conversation(unit, path.reference, body.given(), body.revision, now)
        return _after(unit, path.reference, now, HTTPStatus.CREATED)


@api.post(
    "/cases/<reference>/conversations/<conversation>/move",
    summary="Plan a conversation for another time, place or person",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def move(path: ConversationPath, body: ConversationDocument) -> Response:
    with change() as (unit, now):
        move_conversation(unit, Which(path.reference, path.conversation, body.revision), body.given(), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/conversations/<conversation>/call-off",
    summary="Call off a planned conversation",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def call_off(path: ConversationPath, body: RevisionDocument) -> Response:
    with change() as (unit, now):
        call_off_conversation(unit, Which(path.reference, path.conversation, body.revision), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/conversations/<conversation>/report",
    summary="Report what came of a conversation; a citizen who wants nothing is a normal end of the case",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def report(path: ConversationPath, body: ReportDocument) -> Response:
    with change() as (unit, now):
        report_conversation(unit, Which(path.reference, path.conversation, body.revision), body.given(), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/representatives",
    summary="Register who speaks for the citizen: a child's holders of custody, an adult's guardian",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def represent(path: CasePath, body: RepresentativeDocument) -> Response:
    with change() as (unit, now):
        add_representative(unit, path.reference, body.given(), body.revision, now)
        return _after(unit, path.reference, now, HTTPStatus.CREATED)


@api.post(
    "/cases/<reference>/representatives/<representative>",
    summary="State rightly who speaks for the citizen, or who consents where there is a guardian",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def restate(path: RepresentativePath, body: RepresentativeDocument) -> Response:
    which = Which(path.reference, path.representative, body.revision)
    with change() as (unit, now):
        restate_representative(unit, which, body.given(), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/representatives/<representative>/end",
    summary="State that they no longer speak for the citizen, from today on",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def end_representation(path: RepresentativePath, body: RevisionDocument) -> Response:
    with change() as (unit, now):
        end_representative(unit, Which(path.reference, path.representative, body.revision), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/courses",
    summary="Open a course of a kind in the catalogue; it runs once all consents it needs stand",
    responses={201: EffortShape},
)
@allows(Action.DECIDE_CASE)
def open_one(path: CasePath, body: CourseDocument) -> Response:
    with change() as (unit, now):
        open_course(unit, path.reference, body.given(), body.revision, now)
        return _after(unit, path.reference, now, HTTPStatus.CREATED)


@api.post(
    "/cases/<reference>/courses/<course>/consent",
    summary="State one consent to a course; with the last that is needed it runs",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def consent(path: CoursePath, body: ConsentDocument) -> Response:
    with change() as (unit, now):
        give_consent(unit, Which(path.reference, path.course, body.revision), body.given(), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/courses/<course>/status-days",
    summary="Set the day on which the unit hears how a course goes: the case comes back by itself",
    responses={201: FollowUpShape},
)
@allows(Action.DECIDE_CASE)
def status_day(path: CoursePath, body: StatusDayDocument) -> Response:
    which = Which(path.reference, path.course, body.revision)
    with change() as (unit, now):
        laid = set_status_day(unit, which, body.given(), now)
        return answer(follow_up_shape(unit, laid_shown(unit, laid)), HTTPStatus.CREATED)


@api.post(
    "/cases/<reference>/courses/<course>/withdrawal",
    summary="State that a consent was withdrawn; the course ends with one that it needs",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def withdraw(path: CoursePath, body: WithdrawalDocument) -> Response:
    with change() as (unit, now):
        withdraw_consent(unit, Which(path.reference, path.course, body.revision), body.given(), now)
        return _after(unit, path.reference, now)


@api.post(
    "/cases/<reference>/courses/<course>/end",
    summary="End a course with a reason, and the case with it where that is said",
    responses={200: EffortShape},
)
@allows(Action.DECIDE_CASE)
def end(path: CoursePath, body: CourseEndDocument) -> Response:
    which = Which(path.reference, path.course, body.revision)
    with change() as (unit, now):
        end_course(unit, which, body.given(), closes_case=body.closes_case, now=now)
        return _after(unit, path.reference, now)


def _after(unit: Unit, reference: str, now: datetime, status: int = HTTPStatus.OK) -> Response:
    """How it now stands, to whoever decided it."""
    unit.session.flush()
    return answer(effort_shape(unit, show_effort(unit, reference, "what was decided", now)), status)
