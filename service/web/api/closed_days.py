"""Days an office closed beside the calendar's own: its deadlines follow, its meetings stay until they are moved."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Day, Document
from service.documents.meetings import ClosedDayDocument, DecisionDocument
from service.shown.closed_days import (
    ClosedDayShape,
    ClosedDaysShape,
    DayClosedShape,
    DayDecidedShape,
    Following,
    closed_day_shape,
    closed_days_shape,
    day_closed_shape,
    day_decided_shape,
)
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.meetings.days_off import day_of, days_off_of
from service.workflow.meetings.waiting import left_by_hand
from service.workflow.rescheduling import close_day, leave_day, open_day, take_over_day

api = room("closed_days", "Days on which an office does not work, beside weekends and holidays")


class DayPath(Document):
    on: Day


@api.get(
    "/closed-days",
    summary="List the days your office has closed, and those another has put before it",
    responses={200: ClosedDaysShape},
)
@allows(Action.READ_MEETINGS)
def list_closed_days() -> Response:
    with reading() as (unit, _):
        return answer(closed_days_shape(days_off_of(unit)))


@api.post(
    "/closed-days",
    summary="Close a day ahead for your own bodies; their open deadlines follow. Other offices are told, and decide",
    responses={201: DayClosedShape},
)
@allows(Action.CHANGE_MEETINGS)
def close(body: ClosedDayDocument) -> Response:
    with change() as (unit, now):
        meetings = close_day(unit, body.given(), now)
        day = day_of(unit, body.on)
        assert day is not None
        following = Following(meetings, left_by_hand(unit, now))
        return answer(day_closed_shape(unit, day, following), HTTPStatus.CREATED)


@api.delete(
    "/closed-days/<on>", summary="Open a day that your office has closed", responses={200: ClosedDaysShape}
)
@allows(Action.CHANGE_MEETINGS)
def open_again(path: DayPath) -> Response:
    with change() as (unit, now):
        open_day(unit, path.on, now)
        return answer(closed_days_shape(days_off_of(unit)))


@api.post(
    "/closed-days/<on>/take-over",
    summary="Let what another office did with a day hold for your own bodies too; their open deadlines follow",
    responses={200: DayDecidedShape},
)
@allows(Action.CHANGE_MEETINGS)
def take_over(path: DayPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        meetings = take_over_day(unit, path.on, body.revision, now)
        day = day_of(unit, path.on)
        return answer(day_decided_shape(unit, day, Following(meetings, left_by_hand(unit, now))))


@api.post(
    "/closed-days/<on>/leave",
    summary="Leave a day as it is for your own bodies, whatever another office did with it",
    responses={200: ClosedDayShape},
)
@allows(Action.CHANGE_MEETINGS)
def leave(path: DayPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        day = leave_day(unit, path.on, body.revision, now)
        unit.session.flush()
        return answer(closed_day_shape(day))
