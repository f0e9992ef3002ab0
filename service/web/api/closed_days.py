"""Days somebody closed beside the calendar's own: deadlines follow, meetings stay until they are moved."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.kinds import Day, Document
from service.documents.meetings import ClosedDayDocument
from service.shown.meetings import ClosedDaysShape, DayClosedShape, closed_day_shape, meeting_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, work
from service.workflow.meetings.reading import closed_days_of
from service.workflow.rescheduling import close_day, open_day
from service.workflow.unit import Unit

api = room("closed_days", "Days on which nobody works, beside weekends and holidays")


class DayPath(Document):
    on: Day


@api.get("/closed-days", summary="List the days closed by hand", responses={200: ClosedDaysShape})
@allows(Action.READ_MEETINGS)
def list_closed_days() -> Response:
    with work() as (unit, _):
        return answer(_listed(unit))


@api.post(
    "/closed-days",
    summary="Close a day ahead; every open deadline follows. `meetings` are those on the day: they stay until moved",
    responses={201: DayClosedShape},
)
@allows(Action.CHANGE_MEETINGS)
def close(body: ClosedDayDocument) -> Response:
    with change() as (unit, now):
        meetings = tuple(meeting_shape(unit, meeting) for meeting in close_day(unit, body.given(), now))
        return answer(DayClosedShape(on=body.on, name=body.name, meetings=meetings), HTTPStatus.CREATED)


@api.delete(
    "/closed-days/<on>", summary="Open a day that was closed by hand", responses={200: ClosedDaysShape}
)
@allows(Action.CHANGE_MEETINGS)
def open_again(path: DayPath) -> Response:
    with change() as (unit, now):
        open_day(unit, path.on, now)
        return answer(_listed(unit))


def _listed(unit: Unit) -> ClosedDaysShape:
    return ClosedDaysShape(closed_days=tuple(closed_day_shape(closed) for closed in closed_days_of(unit)))
