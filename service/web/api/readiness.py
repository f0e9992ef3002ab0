"""Are we ready? A meeting's cases against its parties."""

from flask import Response

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.shown.readiness import ReadinessShape, readiness_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import reading
from service.workflow.cases.readiness import readiness_of

api = room("readiness", "Who has answered, who is missing since when, and what comes next by itself")


class ReadinessQuery(Document):
    """Left out, the next confirmed meeting of the case body."""

    meeting: Key | None = None


@api.get("/readiness", summary="Read how ready a meeting is", responses={200: ReadinessShape})
@allows(Action.READ_READINESS)
def read_readiness(query: ReadinessQuery) -> Response:
    with reading() as (unit, now):
        return answer(readiness_shape(unit, readiness_of(unit, query.meeting, now)))
