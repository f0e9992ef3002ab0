"""Concerns: how a case begins."""

from http import HTTPStatus

from flask import Response

from agenda.access import Action
from service.documents.concern import ConcernDocument
from service.shown.intake import ReceivedShape, received_shape
from service.web.api.room import answer, room
from service.web.authentication import allows
from service.web.current import change
from service.web.in_doubt import questions_recorded
from service.workflow.cases.intake import Gate, take_concern

api = room("concerns", "Concerns as the secretariat writes them down")


@api.post(
    "/concerns",
    summary="Take a concern: 201 opens a case; 200 adds to one, or gives the words back",
    responses={201: ReceivedShape, 200: ReceivedShape},
)
@allows(Action.TAKE_CONCERN)
def take(body: ConcernDocument) -> Response:
    with questions_recorded(), change() as (unit, now):
        received = take_concern(unit, body.given(), now)
        status = HTTPStatus.CREATED if received.gate is Gate.TAKEN else HTTPStatus.OK
        return answer(received_shape(unit, received), status)
