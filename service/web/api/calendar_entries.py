"""What somebody changed by hand in an organiser's calendar: adopted, or put back."""

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.documents.meetings import AdoptDocument, DecisionDocument
from service.shown.meetings import MeetingShape, meeting_shape
from service.shown.preview import PreviewShape, preview_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, current_actor, current_service, work
from service.workflow.deciding_differences import adopt, meeting_of_entry, put_back

api = room("calendar entries", "Meetings as they stand in an organiser's calendar")


class EntryPath(Document):
    entry: Key


@api.post(
    "/calendar-entries/<entry>/adopt",
    summary="Let the meeting be what somebody made of it in the calendar; nobody is told again",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_MEETINGS)
def adopt_difference(path: EntryPath, body: AdoptDocument) -> Response:
    with change() as (unit, now):
        adopted = adopt(unit, path.entry, body.revision, now, with_gaps=body.with_gaps)
        return answer(meeting_shape(unit, adopted))


@api.post(
    "/calendar-entries/<entry>/adopt/preview",
    summary="See what adopting the change would do to deadlines and cases; nothing is done",
    responses={200: PreviewShape},
)
@allows(Action.CHANGE_MEETINGS)
def preview_adoption(path: EntryPath, body: AdoptDocument) -> Response:
    with work() as (unit, _):
        meeting_id = meeting_of_entry(unit, path.entry)
    shown = current_service().preview(
        meeting_id,
        lambda unit, now: adopt(unit, path.entry, body.revision, now, with_gaps=True),
        current_actor(),
    )
    return answer(preview_shape(shown))


@api.post(
    "/calendar-entries/<entry>/put-back",
    summary="Let the calendar say again what the meeting is",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_MEETINGS)
def put_back_difference(path: EntryPath, body: DecisionDocument) -> Response:
    with change() as (unit, now):
        return answer(meeting_shape(unit, put_back(unit, path.entry, body.revision, now)))
