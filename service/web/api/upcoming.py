"""What the service will do by itself, told beforehand."""

from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from service.documents.kinds import Document
from service.shown.upcoming import UpcomingShape, upcoming_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import current_actor, current_service

MOST_DAYS = 62

api = room("upcoming", "When, what, to whom, and why: by the very rules that will do it")


class DaysQuery(Document):
    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 14


@api.get(
    "/upcoming", summary="Read what will happen by itself in the days ahead", responses={200: UpcomingShape}
)
@allows(Action.READ_UPCOMING)
def read_upcoming(query: DaysQuery) -> Response:
    deeds = current_service().upcoming(query.days, current_actor())
    return answer(upcoming_shape(query.days, deeds))
