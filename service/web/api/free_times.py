"""When all could meet, by their calendars."""

from datetime import timedelta
from functools import partial
from typing import Annotated

from flask import Response
from pydantic import Field

from agenda.access import Action
from service.documents.kinds import Document, Key
from service.shown.free_times import FreeTimesShape, free_times_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import current_actor, current_moment, current_service
from service.workflow.meetings.extraordinary_times import Asked, find_times

api = room("free times", "When all could come to an extraordinary meeting")


class BodyPath(Document):
    body: Key


class LengthQuery(Document):
    """`days` are working days, from today; left out, as the settings say."""

    length_minutes: Annotated[int, Field(ge=15, le=480)] = 120
    days: Annotated[int, Field(ge=1, le=60)] | None = None


@api.get(
    "/bodies/<body>/free-times",
    summary="Ask the members' calendars for the first times when all can",
    responses={200: FreeTimesShape},
)
@allows(Action.CHANGE_MEETINGS)
def read_free_times(path: BodyPath, query: LengthQuery) -> Response:
    service = current_service()
    asked = Asked(path.body, timedelta(minutes=query.length_minutes), query.days)
    by_actor = partial(service.unit, current_actor())
    return answer(free_times_shape(find_times(service.channels, by_actor, asked, current_moment())))
