"""Meetings with their milestones: read, added, confirmed, moved, cancelled; and who comes."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.database.meetings.listed import MeetingsWanted, When
from service.documents.kinds import Document, Key, Moment, Word
from service.documents.meetings import (
    CancelDocument,
    DecisionDocument,
    DeputyDocument,
    ExtraordinaryDocument,
    MoveDocument,
)
from service.documents.paging import PageQuery
from service.shown.attendance import AttendanceShape, AttendeeShape, attendee_shape, quorum_shape
from service.shown.meetings import MeetingShape, MeetingsShape, meeting_shape, meetings_shape
from service.shown.preview import PreviewShape, preview_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, current_actor, current_service, reading
from service.workflow.meetings.attending import party_of_each
from service.workflow.meetings.changing import add_extraordinary, meeting_to_change
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.reading import (
    attendance_of,
    meeting_read,
    meetings_listed,
    not_reached_of,
    party_attendance_of,
)
from service.workflow.rescheduling import cancel_meeting, confirm_meeting, move_meeting

api = room("meetings", "The dates of the bodies, each with its milestones and how they were derived")


class MeetingPath(Document):
    meeting: Key


class AttendeePath(MeetingPath):
    attendee: Key


class MeetingsQuery(PageQuery):
    """`when` is `coming`, `over` (the newest first) or all; `since` leaves out what had ended by then."""

    body: Word
    when: When = When.ALL
    since: Moment | None = None

    def given(self) -> MeetingsWanted:
        return MeetingsWanted(self.body, self.when, self.since, self.wanted())


@api.get(
    "/meetings", summary="List a body's meetings in order, a page at a time", responses={200: MeetingsShape}
)
@allows(Action.READ_MEETINGS)
def list_meetings(query: MeetingsQuery) -> Response:
    with reading() as (unit, now):
        return answer(meetings_shape(unit, meetings_listed(unit, query.given(), now), now))


@api.get("/meetings/<meeting>", summary="Read a meeting", responses={200: MeetingShape})
@allows(Action.READ_MEETINGS)
def read_meeting(path: MeetingPath) -> Response:
    with reading() as (unit, _):
        return answer(meeting_shape(unit, meeting_read(unit, path.meeting)))


@api.post(
    "/meetings",
    summary="Add a meeting outside the series; it is proposed until confirmed",
    responses={201: MeetingShape},
)
@allows(Action.CHANGE_MEETINGS)
def add_meeting(body: ExtraordinaryDocument) -> Response:
    with change() as (unit, now):
        meeting = add_extraordinary(unit, body.body, body.given(), now)
        return answer(meeting_shape(unit, meeting), HTTPStatus.CREATED)


@api.post("/meetings/<meeting>/confirm", summary="Confirm one meeting", responses={200: MeetingShape})
@allows(Action.CHANGE_MEETINGS)
def confirm(path: MeetingPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        meeting_to_change(unit, path.meeting).expect(body.revision)
        return answer(meeting_shape(unit, confirm_meeting(unit, path.meeting, now)))


@api.post(
    "/meetings/<meeting>/move",
    summary="Lay a meeting at another time; every open deadline follows",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_MEETINGS)
def move(path: MeetingPath, body: MoveDocument) -> Response:
    with change() as (unit, now):
        meeting = move_meeting(unit, path.meeting, body.given(), body.revision, now)
        return answer(meeting_shape(unit, meeting))


@api.post(
    "/meetings/<meeting>/cancel",
    summary="Cancel a meeting; its cases go to the next one",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_MEETINGS)
def cancel(path: MeetingPath, body: CancelDocument) -> Response:
    with change() as (unit, now):
        meeting = cancel_meeting(unit, path.meeting, body.reason, body.revision, now)
        return answer(meeting_shape(unit, meeting))


@api.post(
    "/meetings/<meeting>/move/preview",
    summary="See what a move would do to deadlines and cases; nothing is done",
    responses={200: PreviewShape},
)
@allows(Action.CHANGE_MEETINGS)
def preview_move(path: MeetingPath, body: MoveDocument) -> Response:
    shown = current_service().preview(
        path.meeting,
        lambda unit, now: move_meeting(unit, path.meeting, body.tried(), body.revision, now),
        current_actor(),
    )
    return answer(preview_shape(shown))


@api.post(
    "/meetings/<meeting>/cancel/preview",
    summary="See what a cancellation would do to deadlines and cases; nothing is done",
    responses={200: PreviewShape},
)
@allows(Action.CHANGE_MEETINGS)
def preview_cancel(path: MeetingPath, body: CancelDocument) -> Response:
    shown = current_service().preview(
        path.meeting,
        lambda unit, now: cancel_meeting(unit, path.meeting, body.reason, body.revision, now),
        current_actor(),
    )
    return answer(preview_shape(shown))


@api.get(
    "/meetings/<meeting>/attendance",
    summary="Read who is invited and what they answered",
    responses={200: AttendanceShape},
)
@allows(Action.READ_ATTENDANCE)
def read_attendance(path: MeetingPath) -> Response:
    with reading() as (unit, _):
        lost = not_reached_of(unit, path.meeting)
        party_of = party_of_each(unit, meeting_read(unit, path.meeting))
        attendees = tuple(
            attendee_shape(a, party_of[a.id], lost.get(a.id)) for a in attendance_of(unit, path.meeting)
        )
        by_party = quorum_shape(party_attendance_of(unit, path.meeting))
        return answer(AttendanceShape(meeting=path.meeting, attendees=attendees, attendance=by_party))


@api.post(
    "/meetings/<meeting>/attendees/<attendee>/deputy",
    summary="Invite somebody in the stead of an attendee who does not come",
    responses={201: AttendeeShape},
)
@allows(Action.CHANGE_MEETINGS)
def stand_in(path: AttendeePath, body: DeputyDocument) -> Response:
    with change() as (unit, now):
        deputy = invite_deputy(unit, path.meeting, path.attendee, body.given(), now)
        party_of = party_of_each(unit, meeting_read(unit, path.meeting))
        return answer(attendee_shape(deputy, party_of[deputy.id]), HTTPStatus.CREATED)
