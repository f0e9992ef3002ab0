"""Whether a meeting was held: what was recorded there, and what a person says."""

from flask import Response

from agenda.access import Action
from service.documents.holding import HeldDocument
from service.documents.kinds import Document, Key
from service.shown.holding import RecordedShape, recorded_shape
from service.shown.meetings import MeetingShape, meeting_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change, reading
from service.workflow.holding import recorded_there, say_whether_held

api = room("holding", "Whether a meeting was held, where its agenda never went out or where it seemed to be")


class HeldPath(Document):
    meeting: Key


@api.get(
    "/meetings/<meeting>/held",
    summary="Read what a meeting has recorded, before saying that it was not held",
    responses={200: RecordedShape},
)
@allows(Action.CHANGE_MINUTES)
def read_recorded(path: HeldPath) -> Response:
    with reading() as (unit, now):
        return answer(recorded_shape(unit, recorded_there(unit, path.meeting, now)))


@api.put(
    "/meetings/<meeting>/held",
    summary="Say whether a meeting was held; what was recorded at one that was not is withdrawn",
    responses={200: MeetingShape},
)
@allows(Action.CHANGE_MINUTES)
def say(path: HeldPath, body: HeldDocument) -> Response:
    with change() as (unit, now):
        return answer(meeting_shape(unit, say_whether_held(unit, path.meeting, body.given(), now)))
