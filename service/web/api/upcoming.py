"""What the service will do by itself, told beforehand."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from service.documents.kinds import Document
from service.shown.upcoming import UpcomingShape, upcoming_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.errors import Problem, render_problem
from service.web.foretold import foretold

MOST_DAYS = 62
AGAIN_AFTER = 5  # seconds
NOT_FORESEEN_YET = Problem(
    503, "not-foreseen-yet", "what comes is being worked out, so far ahead; ask again in some seconds"
)

api = room("upcoming", "When, what, to whom, and why: by the very rules that will do it")


class DaysQuery(Document):
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 14


@api.get(
    "/upcoming", summary="Read what will happen by itself in the days ahead", responses={200: UpcomingShape}
)
@allows(Action.READ_UPCOMING)
def read_upcoming(query: DaysQuery) -> Response:
    found = foretold(query.days)
    if found is None:
        response = render_problem(NOT_FORESEEN_YET)
        response.headers["Retry-After"] = str(AGAIN_AFTER)
        return response
    return answer(upcoming_shape(query.days, found))
